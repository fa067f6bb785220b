"""The gig market's scoreboard: how well listings are read and sellers linked, over many seeds.

Each part of the market room is scored in a file of its own: fields in `gig_fields`, links in
`gig_links`. A further part, such as groups of accounts or clients, is one more file, a frame in
`GigScored` and a table in `evaluate_market`; its truth is there already: `GigTruth.accounts` says
which accounts are of one hand, and `GigTruth.bought` which reviews each seller's clients bought.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from kit.detector import Progress
from kit.practice.gigs import GigDials
from kit.practice.gigs.habits import NO_HABIT
from kit.practice.scoring.gig_fields import HALVES, labelled, score_fields, with_shares
from kit.practice.scoring.gig_links import (
    LEVEL,
    NULL,
    OWNED,
    GigScored,
    GigTask,
    score_gig_market,
)
from kit.practice.scoring.pool import run_all
from kit.practice.scoring.scoreboard import FIRST_SEED, check_size
from kit.practice.scoring.summary import markdown

SETTLED = ("owner", "twin", "borrowed")
"""Sellers whose names agree with accounts by design; where others have a lead, it is chance."""


@dataclass(frozen=True)
class GigBoard:
    """What a run showed.

    Parameters
    ----------
    about : dict
        How it was made: seeds, reviews, half.
    tables : dict of str to polars.DataFrame
        ``links``: leads by kind of market. ``false_leads``: by kind of seller. ``owners``: found by
        habit. ``fields``: of labelled listings. ``planted_fields``: of the markets' own listings.
    leads, owners : polars.DataFrame
        Of each market: columns of `kit.practice.scoring.gig_links`.
    """

    about: dict[str, object]
    tables: dict[str, pl.DataFrame]
    leads: pl.DataFrame
    owners: pl.DataFrame


def evaluate_market(
    seeds: int = 20,
    reviews: int = 40_000,
    first_seed: int = FIRST_SEED,
    held_out: bool = False,
    dials: GigDials | None = None,
    text: bool = False,
    workers: int = 1,
    progress: Progress | None = None,
) -> GigBoard:
    """Score the gig market on markets whose truth is known.

    Parameters
    ----------
    seeds : int
        Each gives a market with owners and traps, and one where no seller has an account.
    reviews, first_seed : int
    held_out : bool
        Whether the reader of listings is scored on the half that it was not developed on.
    dials : GigDials, optional
        Of the markets with owners.
    text : bool
        Whether reviews have texts.
    workers : int
        Processes; the figures do not depend on it.
    progress : callable, optional

    Returns
    -------
    GigBoard

    Raises
    ------
    ParameterError
        Without seeds, or where markets are too small for plans.
    """
    check_size(seeds, reviews)
    chosen = range(first_seed, first_seed + seeds)
    tasks = [
        GigTask(market, seed, reviews, dials or GigDials(), text)
        for market in (OWNED, NULL)
        for seed in chosen
    ]
    scored = run_all(score_gig_market, tasks, workers, progress)
    half = HALVES[held_out]
    about: dict[str, object] = {
        "seeds": list(chosen),
        "reviews": reviews,
        "text": text,
        "half": half,
    }
    leads, owners = (
        pl.concat([getattr(one, name) for one in scored]) for name in ("leads", "owners")
    )
    tables = {
        "links": _links(scored),
        "false_leads": _false_leads(leads),
        "owners": _owners(owners),
        "fields": score_fields(labelled(half)),
        "planted_fields": _summed([one.fields for one in scored]),
    }
    return GigBoard(about, tables, leads, owners)


def _links(scored: Sequence[GigScored]) -> pl.DataFrame:
    """Return, by kind of market: leads, false ones, and how many the decoys said would be."""
    leads = pl.concat([one.leads for one in scored])
    false = leads.group_by("market", "seed").agg(
        false=(~pl.col("right")).sum(),
        by_chance=(~pl.col("right") & ~pl.col("kind").is_in(SETTLED)).sum(),
        site_leads=pl.col("sites").sum(),
        not_there=(pl.col("sites") - pl.col("owned_on")).sum(),
    )
    each = pl.concat([one.chance for one in scored]).join(false, on=["market", "seed"], how="left")
    return (
        each.with_columns(pl.col("false", "by_chance", "site_leads", "not_there").fill_null(0))
        .group_by("market", maintain_order=True)
        .agg(
            markets=pl.len(),
            without_leads=(pl.col("leads") == 0).sum(),
            sellers=pl.col("sellers").sum(),
            leads=pl.col("leads").sum(),
            false=pl.col("false").sum(),
            by_chance=pl.col("by_chance").sum(),
            expected=pl.col("expected").sum().round(1),
            site_share=(pl.col("not_there").sum() / pl.col("site_leads").sum()).round(3),
        )
        .with_columns(
            false_share=(pl.col("false") / pl.col("leads")).round(3),
            chance_share=(pl.col("by_chance") / pl.col("leads")).round(3),
            decoy_share=(pl.col("expected") / pl.col("leads")).round(3),
        )
        .with_columns(pl.selectors.float().fill_nan(None))
    )


def _false_leads(leads: pl.DataFrame) -> pl.DataFrame:
    """Return leads that are not the seller's, by what the seller is and how the name agrees."""
    return (
        leads.filter(~pl.col("right"))
        .group_by("market", "kind", "relation")
        .agg(leads=pl.len(), markets=pl.col("seed").n_unique())
        .sort("market", "leads", "kind", "relation", descending=[True, True, False, False])
    )


def _owners(owners: pl.DataFrame) -> pl.DataFrame:
    """Return, by habit: owners found, and of those found the share of accounts found."""
    found = pl.col("found") > 0
    by_habit = owners.group_by("habit").agg(*_recall(found))
    reusing = owners.filter(pl.col("habit") != NO_HABIT)
    every = reusing.select(pl.lit("any habit").alias("habit"), *_recall(found))
    return pl.concat([every, by_habit.sort("habit")]).with_columns(
        pl.selectors.float().fill_nan(None).round(3)
    )


def _recall(found: pl.Expr) -> list[pl.Expr]:
    return [
        pl.len().cast(pl.Int64).alias("owners"),
        found.sum().cast(pl.Int64).alias("found"),
        found.mean().alias("recall"),
        pl.col("alike").filter(found).sum().alias("alike"),
        (pl.col("found_alike").sum() / pl.col("alike").filter(found).sum()).alias("alike_recall"),
        (pl.col("found").sum() / pl.col("accounts").filter(found).sum()).alias("accounts_recall"),
    ]


def _summed(parts: Sequence[pl.DataFrame]) -> pl.DataFrame:
    return with_shares(
        pl.concat(parts)
        .group_by("field", maintain_order=True)
        .agg(pl.col("right", "wrong", "missed").sum())
    )


def write_market(board: GigBoard, folder: str | Path) -> list[Path]:
    """Write a board: tables as CSV, leads and owners of every market as Parquet, and a summary."""
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    paths = [place / "about.json", place / "summary.md"]
    paths[0].write_text(json.dumps(board.about, indent=1) + "\n", "utf-8")
    paths[1].write_text(market_summary(board), "utf-8")
    for name, table in board.tables.items():
        paths.append(place / f"{name}.csv")
        table.write_csv(paths[-1])
    for name, frame in (("leads", board.leads), ("linked_owners", board.owners)):
        paths.append(place / f"{name}.parquet")
        frame.write_parquet(paths[-1])
    return paths


def market_summary(board: GigBoard) -> str:
    """Return a board as a page of Markdown."""
    seeds = board.about["seeds"]
    assert isinstance(seeds, list)
    fields = {
        name: board.tables[name].with_columns(pl.col("precision", "recall").fill_nan(None).round(2))
        for name in ("fields", "planted_fields")
    }
    return (
        f"# The gig market\n\nSeeds {seeds[0]} to {seeds[-1]}, {board.about['reviews']:,} reviews "
        "each. Each seed makes a market whose sellers own accounts, and one where none does.\n\n"
        f"## Leads at q {LEVEL}\n\n{markdown(board.tables['links'])}\n\n"
        "False: not the seller's account. By chance: false, and neither planted as a namesake nor "
        "an owner's. Expected: false leads that the q-values told of. Site share: false "
        "leads where a name on two sites is taken for a lead on each; it says one of them.\n\n"
        f"### False leads by seller and relation\n\n{markdown(board.tables['false_leads'])}\n\n"
        f"## Owners by name habit\n\n{markdown(board.tables['owners'])}\n\n"
        "Alike: accounts of found owners that are called after the username.\n\n"
        f"## Fields of the labelled listings, {board.about['half']} half\n\n"
        f"{markdown(fields['fields'])}\n\n"
        f"## Fields of the planted listings\n\n{markdown(fields['planted_fields'])}\n"
    )
