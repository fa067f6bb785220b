"""How well a run agrees with who was paid, by the same measures for the kit and its peers."""

from __future__ import annotations

from typing import Any

import polars as pl

from benchmarks.peers.market import Market
from benchmarks.peers.run import Run
from kit.practice.scoring.metrics import METRICS, best_first, measure

NAMED = ("named", "precision", "recall", "innocents_named")
COLUMNS: dict[str, Any] = {
    "market": pl.String,
    "seed": pl.Int64,
    "peer": pl.String,
    "status": pl.String,
    "ratio": pl.Float64,
    "kind": pl.String,
    "entities": pl.Int64,
    "paid": pl.Int64,
    **dict.fromkeys(METRICS, pl.Float64),
    **dict.fromkeys(NAMED, pl.Float64),
}
"""Columns of the results. `ratio` is to the bare sorted copy of the same market."""


def score(market: Market, peer: str, run: Run, copy: float) -> pl.DataFrame:
    """Return the rows of a run, one for each kind that it orders; one without a kind if it failed.

    Parameters
    ----------
    market : Market
    peer : str
    run : Run
    copy : float
        Seconds of the bare copy.

    Returns
    -------
    polars.DataFrame
        `COLUMNS`.
    """
    about = {"market": market.name, "seed": market.seed, "peer": peer, "status": run.status}
    if run.seconds is None:
        return pl.DataFrame([about], schema=COLUMNS)
    rows = [
        about | {"ratio": run.seconds / copy, "kind": kind} | _kind(market.truth[kind], run, kind)
        for kind in sorted(run.scores)
        if kind in market.truth
    ]
    return pl.DataFrame(rows, schema=COLUMNS).with_columns(pl.col(pl.Float64).fill_nan(None))


def _kind(truth: pl.DataFrame, run: Run, kind: str) -> dict[str, float | None]:
    """Measure one kind; whom a peer does not score stands last, ties are in random order."""
    known = truth.join(run.scores[kind], on="id", how="left").sort("id")
    order = best_first(known["score"].fill_null(float("nan")).to_numpy())
    measured = measure(known["paid"].gather(order).to_numpy())[:, 0]
    found: dict[str, float | None] = {"entities": known.height, "paid": int(known["paid"].sum())}
    found |= dict(zip(METRICS, measured.tolist(), strict=True))
    if kind in run.named:
        named = truth.join(run.named[kind], on="id", how="semi")
        paid = int(named["paid"].sum())
        found |= {
            "named": named.height,
            "precision": paid / named.height if named.height else None,
            "recall": paid / found["paid"] if found["paid"] else None,
            "innocents_named": int(named["innocent"].sum()),
        }
    return found
