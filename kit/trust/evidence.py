"""What speaks about each review, by family: itself, its account, windows, pairs and groups."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from kit.case import Case
from kit.ranking.families import of_accounts
from kit.ranking.reach import follow_members, follow_pairs, follow_windows, windows
from kit.ranking.terms import review_terms

FDR = 0.05
"""Groups that survive at this rate are evidence. Windows, pairs and products are with every value
that is reported: what a weak one says was measured as well."""

MEETING_DAYS = 7
"""Days within which a pair met."""

STRENGTH_CAP = 12.0
"""Largest -log10(p): beyond it a p-value says nothing more."""

SHARED_CAP = 6.0
"""The same of a product, most of whose reviews may be honest all the same."""

MET_CAP = 2.0
"""Largest -log10(q) of a pair, which is proved there. Of pairs, q-values count and not p-values:
there are so many that a p-value says little by itself."""


@dataclass(frozen=True)
class Term:
    """One figure about a review.

    Parameters
    ----------
    name : str
        Its column.
    family : str
        The kind of evidence that it is.
    unit : str
        What it counts; the higher, the more unusual.
    """

    name: str
    family: str
    unit: str


TERMS = (
    Term("crowd", "timing", "ln of the reviews near in time over those expected"),
    Term("burst", "timing", "-log10(p) of the burst that it lies in"),
    Term("thin_burst", "timing", "-log10(p) of the burst of thin accounts that it is part of"),
    Term("five", "rating", "1 where it gives five stars"),
    Term("one", "rating", "1 where it gives one star"),
    Term("deviation", "rating", "stars, the account's mean distance from established reviewers"),
    Term("tilt", "rating", "stars times stars: it pulls where those who wrote once pull"),
    Term("missing_middle", "rating", "ln of how seldom those who wrote once give 2 to 4 stars"),
    Term("shift", "rating", "-log10(p) of the shift of stars that it is part of"),
    Term("thin", "account", "-ln(the account's reviews)"),
    Term("short_life", "account", "-ln(1 + days from the account's first to last review / 14)"),
    Term("silence", "account", "ln(1 + days since the account's last review / 180)"),
    Term("account_alone", "account", "-log10(p) of what is unusual about the account alone"),
    Term("met", "ring", "-log10(q) of the strongest pair that met there, at most 2"),
    Term("served", "ring", "1 where a ring's member wrote it while the ring served the product"),
    Term("shared", "ring", "-log10(p) of reviewers that its product shares with others, at most 6"),
    Term("copied", "text", "1 where its text is among proved copies"),
    Term("account_text", "text", "-log10(p) of the account's several ways of writing"),
    Term("verified_burst", "compensation", "-log10(p) of the crowd of verified purchases"),
    Term("disclosed", "compensation", "1 where its wording speaks of a reward"),
)  # fmt: skip
"""What is known of a review: what any review shows (`ALWAYS`), and what detectors proved, which is
0 where nothing was found."""

ALWAYS = (
    "crowd", "five", "one", "deviation", "tilt", "missing_middle", "thin", "short_life", "silence",
)  # fmt: skip
"""Terms of `kit.ranking.terms`."""

FAMILIES = tuple(dict.fromkeys(term.family for term in TERMS))

_WINDOWS = {
    "review_burst": "burst",
    "thin_account_burst": "thin_burst",
    "rating_shift": "shift",
    "paid_verified": "verified_burst",
}


def evidence(case: Case, findings: pl.DataFrame) -> pl.DataFrame:
    """Return what speaks about every review.

    Parameters
    ----------
    case : Case
    findings : polars.DataFrame
        As from `kit.screen`.

    Returns
    -------
    polars.DataFrame
        review_id, account_id, product_id, and a column for each of `TERMS`, in its unit; NULL where
        it is not known. Sorted by review_id.
    """
    told = review_terms(case)
    for key, found in (
        ("review_id", _of_windows(case, findings)),
        ("review_id", _of_reviews(case, findings)),
        ("account_id", _of_accounts(case, findings)),
        ("product_id", _of_products(findings)),
    ):
        told = told.join(found, on=key, how="left", maintain_order="left")
    proved = [term.name for term in TERMS if term.name not in ALWAYS]
    return told.with_columns(pl.col(proved).fill_null(0.0)).select(
        "review_id", "account_id", "product_id", *(pl.col(t.name).cast(pl.Float64) for t in TERMS)
    )


def _of_windows(case: Case, findings: pl.DataFrame) -> pl.DataFrame:
    held = windows(findings, 1.0)
    inside = follow_windows(case, held, within=True)
    strong = held.select("detector", "entity_id", strength=_strength("p_value"))
    wide = (
        inside.join(strong, on=["detector", "entity_id"])
        .filter(pl.col("detector").is_in(list(_WINDOWS)))
        .with_columns(pl.col("detector").replace_strict(_WINDOWS, return_dtype=pl.String))
        .pivot("detector", index="review_id", values="strength", aggregate_function="max")
    )
    return _complete(wide, "review_id", _WINDOWS.values())


def _of_reviews(case: Case, findings: pl.DataFrame) -> pl.DataFrame:
    """What is proved about reviews themselves: where pairs met, rings served, texts were copied."""
    pairs = findings.filter(pl.col("entity_kind") == "pair").select(
        "entity_id", met=_strength("q_value", MET_CAP)
    )
    met = follow_pairs(case, findings, 1.0, MEETING_DAYS).join(pairs, on="entity_id")
    parts = [
        met.group_by("review_id").agg(pl.col("met").max()),
        *(
            follow_members(case, findings.filter(pl.col("family") == family), FDR)
            .select("review_id", pl.lit(1.0).alias(name))
            .unique("review_id")
            for family, name in (("ring", "served"), ("text", "copied"))
        ),
        findings.filter((pl.col("entity_kind") == "review") & (pl.col("family") == "compensation"))
        .select(review_id="entity_id", disclosed=pl.lit(1.0))
        .unique("review_id"),
    ]
    wide = pl.concat(parts, how="diagonal").group_by("review_id").max()
    return _complete(wide, "review_id", ("met", "served", "copied", "disclosed"))


def _of_accounts(case: Case, findings: pl.DataFrame) -> pl.DataFrame:
    return of_accounts(case, findings, FDR).select(
        account_id="entity_id",
        account_alone=_strength("account"),
        account_text=_strength("text"),
    )


def _of_products(findings: pl.DataFrame) -> pl.DataFrame:
    return (
        findings.filter(pl.col("detector") == "shared_reviewers")
        .group_by(product_id="entity_id")
        .agg(shared=_strength("p_value", SHARED_CAP).max())
    )


def _strength(column: str, most: float = STRENGTH_CAP) -> pl.Expr:
    return (-pl.col(column).clip(1e-300, 1.0).log10()).clip(0, most)


def _complete(wide: pl.DataFrame, key: str, names: Iterable[str]) -> pl.DataFrame:
    """Return a frame with all these columns, empty ones where nothing was found."""
    schema = {key: pl.String, **dict.fromkeys(names, pl.Float64)}
    return pl.concat([pl.DataFrame(schema=schema), wide], how="diagonal_relaxed")
