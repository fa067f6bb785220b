"""What a day costs beside a full screening, and where the time goes.

    python -m benchmarks.daily [--reviews 100000] [--size 100] [--days 3] [--every 1] [--text]

A practice market's last days of --size reviews are run one by one on a case of all that came
before. Figures are CPU seconds of all threads: a loaded machine changes them little. The last
table has each detector with the derived tables that it is the first to need, on the case after the
last day. --days 365 is a year in one go. With --every 3 each third day is screened, and the others
carry the list on.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl

import kit
from kit.practice import write_parquet
from kit.testable import reasons_not_to_test
from kit.trust.daily import Day, daily

SEED = 1000
SHOWN = 10


def spent(work: Callable[[], Any]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def cut(folder: Path, reviews: int, size: int, days: int, text: bool) -> list[Path]:
    """Write all but the last days as one file, and each of these; return the days' files."""
    whole = folder / "market.parquet"
    write_parquet(whole, SEED, reviews, text=text)
    files = cut_file(folder, whole, size, days)
    whole.unlink()
    return files


def cut_file(folder: Path, file: Path, size: int, days: int) -> list[Path]:
    """Write all but the last days of a file as one, and each of these; return the days' files."""
    market = pl.read_parquet(file).sort("posted_at", "review_id")
    first = market.height - size * days
    market.head(first).write_parquet(folder / "before.parquet")
    files = [folder / f"day-{number:04}.parquet" for number in range(days)]
    for number, path in enumerate(files):
        market.slice(first + number * size, size).write_parquet(path)
    return files


def bench(folder: Path, reviews: int, size: int, days: int, every: int, text: bool) -> None:
    files = cut(folder, reviews, size, days, text)
    place = folder / "case"
    imported = spent(lambda: kit.open_case(folder / "before.parquet", folder=place).close())
    case = kit.open_case(folder=place)
    full = spent(lambda: kit.screen(case))
    case.close()
    whole = imported + full
    print(f"{reviews:,} reviews, days of {size:,}; CPU seconds, and as a share of a full screening")
    print(f"{'import of all':<24}{imported:>9.2f}{imported / full:>9.0%}")
    print(f"{'full screening':<24}{full:>9.2f}{1:>9.0%}")
    print(f"\n{'':<24}{'day':>9}{'share':>9}")
    costs: dict[str, list[float]] = {"screened": [], "carried on": []}
    for number, path in enumerate(files):
        made: list[Day] = []
        cost = spent(lambda path=path, made=made: made.extend(daily(place, path, every=every)))
        kind = "screened" if made[0].screened == made[0].run else "carried on"
        if number:  # The first also notes how all stood before.
            costs[kind].append(cost)
        if number < SHOWN or number == days - 1:
            print(f"{path.stem + ' ' + kind:<24}{cost:>9.2f}{cost / full:>9.1%}", flush=True)
    for kind, told in costs.items():
        if told:
            mean = sum(told) / len(told)
            print(f"{'mean, ' + kind:<24}{mean:>9.2f}{mean / full:>9.1%}")
    print(f"{'import and screen anew':<24}{whole:>9.2f}{whole / full:>9.0%}")
    detectors(place, full)


def detectors(place: Path, full: float) -> None:
    """Print what each detector costs on the case as it is now, with nothing derived yet."""
    shutil.rmtree(place / "derived")
    case = kit.open_case(folder=place)
    skipped = reasons_not_to_test(case, kit.DETECTORS.values())
    print(f"\n{'detector':<24}{'s':>9}{'share':>9}")
    for name, detector in kit.DETECTORS.items():
        if name not in skipped:
            cost = spent(lambda one=detector: kit.screen(case, [one], save=False))
            print(f"{name:<24}{cost:>9.2f}{cost / full:>9.0%}", flush=True)
    case.close()


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.daily", description=(__doc__ or "")[:70])
    parser.add_argument("--reviews", type=int, default=100_000)
    parser.add_argument("--size", type=int, default=100)
    parser.add_argument("--days", type=int, default=3)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--text", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kit-bench-") as folder:
        bench(Path(folder), given.reviews, given.size, given.days, given.every, given.text)


if __name__ == "__main__":
    main()
