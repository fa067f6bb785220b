"""The kit beside published programs on the same markets, in one run.

    python -m benchmarks.peers --seeds 1000 1001 --sizes 10000 40000 --labelled FILE --limit 600

Each peer runs in a throw-away environment, on a shuffled and re-keyed market, one after the other;
docs/peers.md says what it is meant for. Writes out/peers/peers.csv and prints Markdown.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from benchmarks.__main__ import measured
from benchmarks.peers.market import Market, labelled, practice
from benchmarks.peers.roster import KIT_WHOLE, PEERS
from benchmarks.peers.run import run
from benchmarks.peers.score import score
from benchmarks.peers.table import markdown

SEEDS, SIZES = (1000, 1001), (10_000, 40_000)
LIMIT = 600.0


def markets(given: argparse.Namespace, folder: Path) -> Iterator[Market]:
    """Yield practice markets by size and seed, then the labelled one."""
    for size in given.sizes:
        for seed in given.seeds:
            yield practice(seed, size, folder / f"practice-{size}-{seed}")
    if given.labelled:
        yield labelled(given.labelled, folder / "labelled", given.label)


def compare(market: Market, work: Path, limit: float) -> Iterator[pl.DataFrame]:
    """Run every peer on a market and yield its rows."""
    copy, _ = measured("copy", str(market.folder / "reviews.parquet"))
    for peer in PEERS:
        if peer is KIT_WHOLE and not market.whole:
            continue
        done = run(peer, market, work, limit)
        print(f"{market.folder.name}: {peer.name} {done.status}", file=sys.stderr, flush=True)
        yield score(market, peer.name, done, copy)


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="benchmarks.peers", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("--seeds", nargs="*", type=int, default=SEEDS)
    parser.add_argument("--sizes", nargs="*", type=int, default=SIZES, help="reviews in a market")
    parser.add_argument("--labelled", type=Path, help="Parquet or CSV of labelled reviews")
    parser.add_argument("--label", default="label", help="its column of labels")
    parser.add_argument("--limit", type=float, default=LIMIT, help="seconds for one peer")
    parser.add_argument("--output", type=Path, default=Path("out/peers"))
    given = parser.parse_args()
    given.output.mkdir(parents=True, exist_ok=True)
    rows: list[pl.DataFrame] = []
    with tempfile.TemporaryDirectory(prefix="kit-peers-") as place:
        work = Path(place)
        for market in markets(given, work / "markets"):
            for found in compare(market, work, given.limit):
                rows.append(found)
                pl.concat(rows).write_csv(given.output / "peers.csv")
    print(markdown(pl.concat(rows)))


if __name__ == "__main__":
    main()
