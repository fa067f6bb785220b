"""Every weight of `rank` in one table, with what it multiplies and why it has its size."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import polars as pl


@dataclass(frozen=True)
class Weight:
    """A weight of the sum.

    Parameters
    ----------
    name : str
        What it multiplies: a column of `kit.ranking.terms.review_terms`, or "proved_" and a family.
    family : str
        The part of the score that it adds to.
    weight : float
        What one unit adds.
    unit : str
        What one unit is.
    reason : str
    """

    name: str
    family: str
    weight: float
    unit: str
    reason: str


TERMS = (
    Weight(
        "thin", "account", 1.0, "-ln(the account's reviews)",
        "Made for one purpose, an account writes little. All other weights are relative to this.",
    ),
    Weight(
        "short_life", "account", 0.6, "-ln(1 + days from first to last review / 14)",
        "Who stays for months is more likely to be somebody.",
    ),
    Weight(
        "silence", "account", 0.4, "ln(1 + days since its last review / 180), at most three years",
        "Who joined last month had no time to write more. Beyond three years, time says nothing.",
    ),
    Weight(
        "deviation", "rating", 0.3, "stars, the account's mean distance from established reviewers",
        "Paid stars are not the stars that others give.",
    ),
    Weight(
        "five", "rating", 0.3, "1 where the review gives five stars",
        "Nobody pays for the middle.",
    ),
    Weight(
        "one", "rating", 0.5, "1 where the review gives one star",
        "As five; one star is rarer, so it says more.",
    ),
    Weight(
        "tilt", "rating", 0.4,
        "stars times stars: how far those who wrote once pull the product from the established, "
        "times how far this review lies from them in the same direction",
        "A campaign pulls those who wrote once one way. A review that pulls along fits a campaign; "
        "one that pulls against it does not.",
    ),
    Weight(
        "missing_middle", "rating", 1.5,
        "where the account wrote once: ln of how much seldomer than the established such accounts "
        "give the product two to four stars, against the whole market",
        "Nobody pays for the middle: where much is paid, it is thin among those who wrote once, "
        "and only their reviews can be meant. Less than half of what a search gives, as much of "
        "its gain on YelpChi comes from one product.",
    ),
    Weight(
        "crowd", "timing", 0.3, "ln of the reviews near in time over those expected",
        "Paid reviews come in batches, but so do those of a launch.",
    ),
)  # fmt: skip
"""Terms that every review has. They were chosen on YelpChi by the protocol of
`benchmarks.held_out`, among published terms and terms with a reason: weights searched on one half
of the products, scored on the other."""

PROVED = (
    Weight(
        "proved_ring", "ring", 0.8, "-log10(p)",
        "A ring that came back says much about the accounts in it.",
    ),
    Weight(
        "proved_text", "text", 0.8, "-log10(p)",
        "So does a text that came back.",
    ),
    Weight(
        "proved_timing", "timing", 0.1, "-log10(p)",
        "A window says little about each of its reviews.",
    ),
    Weight(
        "proved_rating", "rating", 0.1, "-log10(p)",
        "As timing: most reviews of a shifted window are honest.",
    ),
    Weight(
        "proved_account", "account", 0.1, "-log10(p)",
        "What is unusual about one account alone has many explanations.",
    ),
    Weight(
        "proved_compensation", "compensation", 0.1, "-log10(p)",
        "A disclosed gift is no secret, and a buyer's refund leaves few traces.",
    ),
)  # fmt: skip
"""Findings that survived false-discovery control, at most `kit.ranking.order.STRENGTH_CAP` each."""

WEIGHTS = (*TERMS, *PROVED)


def weights() -> pl.DataFrame:
    """Return the weights of `rank` as a table.

    Returns
    -------
    polars.DataFrame
        name, family, weight, unit, reason: one row for each weight.
    """
    return pl.DataFrame([asdict(weight) for weight in WEIGHTS])
