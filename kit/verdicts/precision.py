"""What do people's verdicts say of the detectors' precision?"""

from __future__ import annotations

import polars as pl

from kit.case import Case
from kit.errors import ParameterError, check_rate
from kit.market.links import TOLD, Leads
from kit.market.weighing import EVIDENCE
from kit.ranking.families import SPEAKS
from kit.ranking.reasons import seen_of_accounts
from kit.screening import screening
from kit.statistics import clopper_pearson
from kit.verdicts.queue import link_id
from kit.verdicts.record import CONSISTENT
from kit.verdicts.settle import DISPUTED, SETTLED, outcomes

OF = ("account", "product", "link")

EVERY_LEAD = "every_lead"
"""Stands beside the kinds of evidence, where links are asked for."""

PRECISION = {
    "detector": pl.String,
    "decided": pl.Int64,
    "consistent": pl.Int64,
    "undecided": pl.Int64,
    "disputed": pl.Int64,
    "share": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
}


def precision(
    case: Case,
    of: str = "account",
    findings: pl.DataFrame | None = None,
    fdr: float = 0.05,
    *,
    leads: Leads | None = None,
    two_person: bool = False,
) -> pl.DataFrame:
    """Return for each detector what share of those it names people call consistent with paid.

    Parameters
    ----------
    case : Case
    of : {"account", "product", "link"}
    findings : polars.DataFrame, optional
        As from `kit.screen`; the case's screening by default.
    fdr : float
        Findings, or leads, that survive at this rate count.
    leads : Leads, optional
        As from `kit.market.link`; needed for links.
    two_person : bool
        Whether only what two people decided alike counts.

    Returns
    -------
    polars.DataFrame
        detector, decided (entities with a settled verdict), consistent (of those, with paid),
        undecided (judged, and open), disputed, share (consistent of decided), low, high (its exact
        95 % interval; Clopper & Pearson), those with most decided first. For links, `detector` is a
        kind of evidence that speaks for the lead ("name", "stars"; `kit.market.links.ADDED`), or
        "every_lead".

    Raises
    ------
    ParameterError
        On another kind, links without leads, or a rate outside (0, 1).

    Notes
    -----
    It is the share among those that people chose to judge. A queue puts the strongest first, so
    that the share of all whom a detector names is likely lower; and whom no detector names nobody
    looks at, so that nothing follows about those it misses. The interval knows chance only, and
    none of that: for a figure about all, judge a random sample. Who decides with the detector's
    sentence in sight is no independent witness of it; several detectors that speak about one entity
    share its verdict.
    """
    if of not in OF:
        raise ParameterError(f"There is no precision of {of!r}.", available=OF)
    check_rate("fdr", fdr)
    judged = outcomes(case, two_person).filter(pl.col("entity_kind") == of)
    if of == "link":
        speak = _leads(leads, fdr)
    else:
        speak = _named(case, of, screening(case) if findings is None else findings, fdr)
    named = speak.join(judged, on="entity_id")
    settled = pl.col("state") == SETTLED
    counted = named.group_by("detector").agg(
        decided=settled.sum().cast(pl.Int64),
        consistent=(settled & (pl.col("verdict") == CONSISTENT)).sum().cast(pl.Int64),
        undecided=(~settled & (pl.col("state") != DISPUTED)).sum().cast(pl.Int64),
        disputed=(pl.col("state") == DISPUTED).sum().cast(pl.Int64),
    )
    low, high = clopper_pearson(counted["consistent"].to_numpy(), counted["decided"].to_numpy())
    some = pl.col("decided") > 0
    return (
        counted.with_columns(
            share=pl.when(some).then(pl.col("consistent") / pl.col("decided")),
            low=pl.when(some).then(pl.Series(low, dtype=pl.Float64)),
            high=pl.when(some).then(pl.Series(high, dtype=pl.Float64)),
        )
        .sort("decided", "detector", descending=[True, False])
        .select(pl.col(name).cast(kind) for name, kind in PRECISION.items())
    )


def _named(case: Case, of: str, findings: pl.DataFrame, fdr: float) -> pl.DataFrame:
    """Return which detector speaks about which entity: detector, entity_id."""
    of_account = (pl.col("entity_kind") == "account") & (pl.col("p_value") <= SPEAKS)
    speaks = findings.filter((pl.col("q_value") <= fdr) | of_account)
    if of == "account":
        return seen_of_accounts(case, speaks, fdr).select("detector", "entity_id").unique()
    itself = pl.col("entity_kind") == "product"
    return (
        speaks.with_columns(name=pl.when(itself).then("entity_id").otherwise("product_id"))
        .drop_nulls("name")
        .select("detector", entity_id="name")
        .unique()
    )


def _leads(leads: Leads | None, q: float) -> pl.DataFrame:
    """Return which evidence speaks for which link: detector, entity_id."""
    if leads is None:
        raise ParameterError(
            "Precision of links needs leads.", hint="Give leads=kit.market.link(case, gigs)."
        )
    found = leads.at(q)
    ids = [link_id(*row) for row in found.select("site", "username", "account_id").iter_rows()]
    return (
        found.with_columns(entity_id=pl.Series(ids, dtype=pl.String), every_lead_nats=pl.lit(TOLD))
        .unpivot(
            [f"{EVERY_LEAD}_nats", *EVIDENCE],
            index="entity_id",
            variable_name="detector",
            value_name="adds",
        )
        .filter(pl.col("adds") >= TOLD)
        .select(pl.col("detector").str.strip_suffix("_nats"), "entity_id")
    )
