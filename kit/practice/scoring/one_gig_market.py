"""One practice gig market scored: listings, leads, groups, clients and brokers."""

from __future__ import annotations

import tempfile
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import polars as pl

from kit.case import Case
from kit.market import brokers, clients, hands, read_gigs, with_hands
from kit.market.links import link
from kit.market.roster import read_roster
from kit.practice.case import make_case
from kit.practice.gigs import GigDials, make_gig_market
from kit.practice.scoring.gig_brokers import POOLS, pools, score_brokers
from kit.practice.scoring.gig_clients import score_clients
from kit.practice.scoring.gig_counts import Count, counts
from kit.practice.scoring.gig_fields import SCORES
from kit.practice.scoring.gig_groups import score_groups, score_hands
from kit.practice.scoring.gig_links import (
    CHANCE,
    LEADS,
    LEVEL,
    OWNERS,
    score_links,
    score_listings,
)

OWNED, NULL, HONEST = "owners", "null", "nobody paid"
"""Kinds of market: with owners and traps; one where no seller has an account and the only names
that agree do so by chance, though others are paid; and one without gigs where nobody is paid."""


@dataclass(frozen=True)
class GigTask:
    """A market to score.

    Parameters
    ----------
    market : str
        `OWNED`, `NULL` or `HONEST`.
    seed, reviews : int
    dials : GigDials
        Of a market with owners.
    text : bool
        Whether reviews have texts.
    """

    market: str
    seed: int
    reviews: int
    dials: GigDials
    text: bool = False

    def __str__(self) -> str:
        """Return what it is called while it runs."""
        return f"gig market with {self.market}, seed {self.seed}"


@dataclass(frozen=True)
class GigScored:
    """What a market showed.

    Parameters
    ----------
    counts : polars.DataFrame
        Columns of `kit.practice.scoring.gig_counts.COUNTS`: groups, clients and brokers.
    pools : polars.DataFrame
        Columns of `kit.practice.scoring.gig_brokers.POOLS`.
    leads, chance, owners : polars.DataFrame
        Columns of `LEADS`, `CHANCE` and `OWNERS`.
    fields : polars.DataFrame
        Columns of `kit.practice.scoring.gig_fields.SCORES`, of this market's listings.
    """

    counts: pl.DataFrame
    pools: pl.DataFrame
    leads: pl.DataFrame
    chance: pl.DataFrame
    owners: pl.DataFrame
    fields: pl.DataFrame


def score_gig_market(task: GigTask, folder: str) -> GigScored:
    """Make a market, follow its sellers, and hold what is found against the truth."""
    with tempfile.TemporaryDirectory(dir=folder) as stage:
        place = Path(stage) / "market"
        return _honest(task, place) if task.market == HONEST else _sold(task, place)


def _sold(task: GigTask, place: Path) -> GigScored:
    dials = task.dials
    if task.market == NULL:
        dials = replace(dials, owners=0, borrowed=0, twins=0)
    made = make_gig_market(task.seed, task.reviews, place, dials, text=task.text)
    with closing(made.case) as case:
        gigs = read_gigs(list(made.scrapes))
        leads = link(case, gigs, read_roster(made.roster))
        groups, of_plans, told = _grouped(task, case, case.truth)
        linked = with_hands(leads.at(LEVEL), groups)
        served = clients(case, linked, gigs, LEVEL)
    truth = made.truth
    told["groups"] += score_hands(linked, groups, truth)
    told["clients"] = score_clients(served, linked, truth)
    at, chance, owners = (
        _of(task, frame, schema)
        for frame, schema in zip(score_links(leads, truth), (LEADS, CHANCE, OWNERS), strict=True)
    )
    fields = score_listings(gigs, truth)
    return GigScored(_counted(task, told), of_plans, at, chance, owners, fields)


def _honest(task: GigTask, place: Path) -> GigScored:
    made = make_case(task.seed, task.reviews, guilty={}, text=task.text, folder=place)
    with closing(made) as case:
        _, of_plans, told = _grouped(task, case, case.truth)
    leads, chance, owners, fields = (
        pl.DataFrame(schema=schema) for schema in (LEADS, CHANCE, OWNERS, SCORES)
    )
    return GigScored(_counted(task, told), of_plans, leads, chance, owners, fields)


def _grouped(
    task: GigTask, case: Case, planted: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame, dict[str, list[Count]]]:
    """Return groups, what pools are called, and what both count."""
    groups = hands(case, LEVEL)
    found = brokers(case, LEVEL, groups)
    of_plans = pools(case, planted, groups, found)
    told = {
        "groups": score_groups(groups, planted),
        "brokers": score_brokers(of_plans, planted, groups, found),
    }
    return groups, _of(task, of_plans, POOLS), told


def _counted(task: GigTask, told: dict[str, list[Count]]) -> pl.DataFrame:
    return pl.concat(counts(task.market, task.seed, part, each) for part, each in told.items())


def _of(task: GigTask, frame: pl.DataFrame, schema: dict[str, Any]) -> pl.DataFrame:
    keyed = frame.with_columns(market=pl.lit(task.market), seed=pl.lit(task.seed))
    return keyed.select(pl.col(name).cast(kind) for name, kind in schema.items())
