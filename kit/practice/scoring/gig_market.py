"""The gig market's scoreboard: listings, links, groups, clients and brokers, over many seeds.

Each part of the market room is scored in a file of its own: fields in `gig_fields`, links in
`gig_links`, groups of accounts in `gig_groups`, clients in `gig_clients`, brokers in `gig_brokers`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from kit.detector import Progress
from kit.practice.gigs import GigDials
from kit.practice.scoring.gig_counts import shares
from kit.practice.scoring.gig_fields import HALVES, score_half
from kit.practice.scoring.gig_summary import market_summary
from kit.practice.scoring.gig_tables import false_leads, links, owners_found, pools_called, summed
from kit.practice.scoring.one_gig_market import HONEST, NULL, OWNED, GigTask, score_gig_market
from kit.practice.scoring.pool import run_all
from kit.practice.scoring.scoreboard import FIRST_SEED, check_size


@dataclass(frozen=True)
class GigBoard:
    """What a run showed.

    Parameters
    ----------
    about : dict
        How it was made: seeds, reviews, half.
    tables : dict of str to polars.DataFrame
        ``links``: leads by kind of market. ``false_leads``: by kind of seller. ``owners``: found by
        habit. ``groups``, ``clients``, ``brokers``: shares with intervals. ``pools``: what each
        kind is called. ``fields``: of labelled listings, by who wrote them. ``planted_fields``: of
        the markets' own.
    leads, owners, counts, pools : polars.DataFrame
        Of each market: columns as in `kit.practice.scoring.one_gig_market.GigScored`.
    """

    about: dict[str, object]
    tables: dict[str, pl.DataFrame]
    leads: pl.DataFrame
    owners: pl.DataFrame
    counts: pl.DataFrame
    pools: pl.DataFrame


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
        Each gives a market with owners and traps, one where no seller has an account, and one
        where nobody is paid.
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
        for market in (OWNED, NULL, HONEST)
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
    leads, owners, counts, pools = (
        pl.concat([getattr(one, name) for one in scored])
        for name in ("leads", "owners", "counts", "pools")
    )
    tables = {
        "links": links(scored),
        "false_leads": false_leads(leads),
        "owners": owners_found(owners),
        **{part: shares(counts, part) for part in ("groups", "clients", "brokers")},
        "pools": pools_called(pools),
        "fields": score_half(half),
        "planted_fields": summed([one.fields for one in scored]),
    }
    return GigBoard(about, tables, leads, owners, counts, pools)


def write_market(board: GigBoard, folder: str | Path) -> list[Path]:
    """Write a board: tables as CSV, what each market showed as Parquet, and a summary."""
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    paths = [place / "about.json", place / "summary.md"]
    paths[0].write_text(json.dumps(board.about, indent=1) + "\n", "utf-8")
    paths[1].write_text(market_summary(board.about, board.tables), "utf-8")
    for name, table in board.tables.items():
        paths.append(place / f"{name}.csv")
        table.write_csv(paths[-1])
    for name, frame in (
        ("leads", board.leads),
        ("linked_owners", board.owners),
        ("counts", board.counts),
        ("called_pools", board.pools),
    ):
        paths.append(place / f"{name}.parquet")
        frame.write_parquet(paths[-1])
    return paths
