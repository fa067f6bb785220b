"""The results as Markdown: for each market and kind, the mean over its seeds."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from benchmarks.peers.run import RAN
from benchmarks.peers.score import NAMED
from kit.practice.scoring.metrics import METRICS

HEADINGS = ("peer", "AP", "AUC", "P@100", "NDCG@100", "named", "precision", "recall")
LAST = ("innocents named", "× copy")


def markdown(results: pl.DataFrame) -> str:
    """Return the tables.

    Parameters
    ----------
    results : polars.DataFrame
        Columns of `benchmarks.peers.score.COLUMNS`, peers in the order that they are to have.
    """
    parts = []
    for market in results["market"].unique(maintain_order=True):
        of_market = results.filter(market=market)
        ran = of_market.filter(status=RAN)
        parts += [
            "\n".join(_table(ran.filter(kind=kind), market, kind))
            for kind in sorted(ran["kind"].unique())
        ]
        without = [
            f"- {market}{'' if seed is None else f', seed {seed}'}: {peer} {status}"
            for peer, seed, status in of_market.filter(pl.col("status") != RAN)
            .select("peer", "seed", "status")
            .iter_rows()
        ]
        if without:
            parts.append("\n".join(without))
    return "\n\n".join(parts) + "\n"


def _table(rows: pl.DataFrame, market: str, kind: str) -> Iterator[str]:
    counts = rows.unique("seed").select(pl.col("entities", "paid").mean())
    entities, paid = counts.row(0)
    seeds = rows["seed"].drop_nulls().unique().sort().to_list()
    word = "seed" if len(seeds) == 1 else "seeds"
    made = f", {word} {', '.join(map(str, seeds))}" if seeds else ""
    yield f"**{market}{made}: {kind}s** ({entities:,.0f}, {paid / entities:.1%} paid)\n"
    yield _line(*HEADINGS, *LAST)
    yield _line("---", *(["---:"] * (len(HEADINGS) + len(LAST) - 1)))
    columns = [*METRICS, *NAMED, "ratio"]
    means = rows.group_by("peer", maintain_order=True).agg(pl.col(columns).mean(), runs=pl.len())
    for peer, *values, runs in means.iter_rows():
        shown = dict(zip(columns, values, strict=True))
        short = "" if runs == max(len(seeds), 1) else f" ({runs} of {len(seeds)} seeds)"
        shares = [_share(shown[name]) for name in METRICS]
        named = [
            _count(shown["named"]),
            _share(shown["precision"]),
            _share(shown["recall"]),
            _count(shown["innocents_named"]),
        ]
        yield _line(peer + short, *shares, *named, _count(shown["ratio"]))


def _line(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _count(value: float | None) -> str:
    return "–" if value is None else f"{value:,.0f}"
