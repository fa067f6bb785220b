"""One task in a process of its own, so that its peak memory is its own; prints its seconds."""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

# Imported before any clock starts: nobody waits for these twice.
import duckdb
import polars  # noqa: F401

import kit
from kit.engines.duckdb import settings
from kit.practice import write_parquet

SEED = 1

COLUMNS = "select * from read_parquet($reviews) order by product_id, posted_at"


def copy(reviews: Path, work: Path) -> Callable[[], None]:
    """What the kit's import is held against: DuckDB alone, the same columns in the same order."""

    def run() -> None:
        with duckdb.connect(work / "bare.duckdb", config=settings()) as database:
            database.execute("set enable_progress_bar = false")
            database.execute(f"create table reviews as {COLUMNS}", {"reviews": str(reviews)})

    return run


def generate(reviews: Path, work: Path, number: str, text: str = "") -> Callable[[], None]:
    def run() -> None:
        write_parquet(reviews, SEED, int(number), text=bool(text))

    return run


def keep(reviews: Path, work: Path, folder: str) -> Callable[[], None]:
    """Import once, into the case that the detectors are then measured on."""
    return lambda: kit.open_case(reviews, folder=folder).close()


def load(reviews: Path, work: Path) -> Callable[[], None]:
    return lambda: kit.open_case(reviews, folder=work / "case").close()


def screen(reviews: Path, work: Path, *names: str) -> Callable[[], None]:
    """Screen a case whose derived tables are not there yet; `reviews` is a case's folder here."""
    case = kit.open_case(folder=reviews)
    shutil.rmtree(reviews / "derived", ignore_errors=True)
    (reviews / "derived").mkdir()
    chosen = [kit.DETECTORS[name] for name in names] or None

    def run() -> None:
        kit.screen(case, detectors=chosen, save=False)

    return run


TASKS: dict[str, Callable[..., Callable[[], None]]] = {
    "generate": generate,
    "copy": copy,
    "keep": keep,
    "import": load,
    "screen": screen,
}


def main(task: str, reviews: str, *names: str) -> None:
    with tempfile.TemporaryDirectory(dir=Path(reviews).parent) as work:
        run = TASKS[task](Path(reviews), Path(work), *names)
        start = time.perf_counter()
        run()
        print(time.perf_counter() - start)


if __name__ == "__main__":
    main(*sys.argv[1:])
