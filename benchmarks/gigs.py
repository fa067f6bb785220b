"""What 100,000 listings take: reading them, and looking for their sellers in a market.

    python -m benchmarks.gigs [--listings 100000] [--reviews 40000] [--times 3]

CPU seconds, the best of some times, and the highest peak memory; every task runs in a fresh
process. The listings are those of a practice market's two sites, over and over, each as a gig of
its own with a word of its own; every twentieth time their sellers have new names.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

import polars as pl

import kit
from benchmarks.__main__ import best_of
from kit.market import link, read_gigs
from kit.practice.gigs import make_gig_market

SEED = 1
AGAIN = 20
"""Every so often the listings come again under other names."""


def make(folder: Path, listings: int, reviews: int) -> None:
    """Write a case and one scrape of so many listings."""
    made = make_gig_market(SEED, reviews, folder / "made", text=False)
    told = read_gigs(list(made.scrapes)).listings.select(
        "site", "gig_id", "title", "description", "seller_name", price="listed_price",
        currency="listed_currency",
    )  # fmt: skip
    made.case.close()
    rows = told.to_dicts()
    with (folder / "listings.jsonl").open("w", encoding="utf-8") as file:
        for number, row in enumerate(islice(cycle(rows), listings)):
            turn = number // len(rows) // AGAIN
            own = {
                "gig_id": number,
                "seller_name": f"{row['seller_name']}{turn or ''}",
                # A text that was read before is not read again.
                "description": f"{row['description'] or ''} Ask for {word(number)}.",
            }
            file.write(json.dumps({**row, **own}) + "\n")


def word(number: int) -> str:
    """Return a word of letters, another for each number."""
    return "zq" + "".join(chr(ord("a") + int(digit)) for digit in str(number))


def read(folder: Path) -> float:
    """Return the CPU seconds of reading the listings."""
    start = time.process_time()
    found = read_gigs(folder / "listings.jsonl")
    seconds = time.process_time() - start
    found.listings.write_parquet(folder / "read.parquet")
    return seconds


def look(folder: Path) -> float:
    """Return the CPU seconds of looking for their sellers, of a case that is screened."""
    from kit.market.gigs import REJECTS, Gigs

    gigs = Gigs(
        pl.read_parquet(folder / "read.parquet"), pl.DataFrame(), pl.DataFrame(schema=REJECTS)
    )
    case = kit.open_case(folder=folder / "made" / "case")
    kit.suspects(case)
    start = time.process_time()
    link(case, gigs)
    seconds = time.process_time() - start
    case.close()
    return seconds


TASKS = {"read": read, "look": look}


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="benchmarks.gigs", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("--listings", type=int, default=100_000)
    parser.add_argument("--reviews", type=int, default=40_000)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--task", choices=TASKS, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.task:
        print(TASKS[given.task](given.folder))
        return
    with tempfile.TemporaryDirectory(prefix="kit-bench-") as folder:
        make(Path(folder), given.listings, given.reviews)
        print(f"{given.listings:,} listings, {given.reviews:,} reviews\n")
        print(f"{'task':<8}{'CPU s':>8}{'peak GB':>10}")
        for task in TASKS:
            command = [sys.executable, "-m", "benchmarks.gigs", "--task", task, "--folder", folder]
            seconds, peak = best_of(command, given.times)
            print(f"{task:<8}{seconds:>8.1f}{peak:>10.2f}", flush=True)


if __name__ == "__main__":
    main()
