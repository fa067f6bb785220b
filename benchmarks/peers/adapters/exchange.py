"""What every adapter reads and writes. It runs in a peer's own Python, so it imports no package."""

from __future__ import annotations

import csv
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

Scores = Mapping[str, Mapping[str, float]]
Named = Mapping[str, Iterable[str]]


class Review(NamedTuple):
    """A review: three ids, 1 to 5 stars, and a day's number."""

    review: str
    account: str
    product: str
    stars: float
    day: int


def read_reviews(folder: Path) -> list[Review]:
    with (folder / "reviews.csv").open(newline="") as file:
        rows = csv.reader(file)
        next(rows)
        return [
            Review(review, account, product, float(stars), int(day))
            for review, account, product, stars, day in rows
        ]


def read_priors(folder: Path) -> dict[str, float]:
    """Return priors by id: ids of the three kinds begin with different letters."""
    with (folder / "priors.csv").open(newline="") as file:
        return {row["id"]: float(row["prior"]) for row in csv.DictReader(file)}


def write(folder: Path, scores: Scores, named: Named | None, seconds: float) -> None:
    """Write what a peer found; `named` is None where it only orders."""
    _table(
        folder / "scores.csv",
        ("kind", "id", "score"),
        ((kind, who, score) for kind in scores for who, score in scores[kind].items()),
    )
    if named is not None:
        rows = ((kind, who) for kind in named for who in sorted(named[kind]))
        _table(folder / "named.csv", ("kind", "id"), rows)
    # Written last: whoever finds it knows that the rest is there.
    (folder / "seconds.txt").write_text(f"{seconds}\n")


def _table(path: Path, header: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)


def main(find: Callable[[Path], tuple[Scores, Named | None]]) -> None:
    """Run a peer: its clock starts after the imports and ends before the results are written."""
    given, results = Path(sys.argv[1]), Path(sys.argv[2])
    start = time.perf_counter()
    scores, named = find(given)
    write(results, scores, named, time.perf_counter() - start)
