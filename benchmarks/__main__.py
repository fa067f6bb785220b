"""Speed of the kit as a ratio to a bare DuckDB copy of the same reviews, all in one run.

    python -m benchmarks [--text] 1000000 10000000

The copy is `create table reviews as select * from <parquet> order by product_id, posted_at` into a
fresh database file: the same columns, threads and memory limit (KIT_THREADS, KIT_MEMORY). Reviews
are generated without text unless --text is given. Every task runs in a fresh process, three times;
the best counts.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from kit.detectors import DETECTORS

TIMES = 3
KILOBYTES = 1 if sys.platform == "linux" else 1024


def measured(task: str, *arguments: str, times: int = TIMES) -> tuple[float, float]:
    """Return a task's best seconds and the highest peak memory of its runs, in GB."""
    return best_of([sys.executable, "-m", "benchmarks.task", task, *arguments], times)


def best_of(command: list[str], times: int) -> tuple[float, float]:
    """Return the fewest seconds that a command prints, and its runs' highest peak memory, in GB.

    This process stays small, as a child's peak memory counts from that of its parent.
    """
    seconds, peaks = [], []
    for _ in range(times):
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        said = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        if status:
            raise SystemExit(f"{' '.join(command)} ended with status {status}")
        seconds.append(float(said))
        peaks.append(usage.ru_maxrss / KILOBYTES / 1e6)
    return min(seconds), max(peaks)


def bench(reviews: int, text: bool, folder: Path) -> None:
    """Measure everything at one size and print a line as soon as it is known."""
    parquet, case = folder / "reviews.parquet", folder / "case"
    measured("generate", str(parquet), str(reviews), "text" if text else "", times=1)
    bare, peak = measured("copy", str(parquet))
    print(f"\n{reviews:,} reviews with{'' if text else 'out'} text; the copy took {bare:.2f} s\n")
    print(f"{'task':<22}{'ratio':>8}{'peak GB':>10}")
    line("bare copy", 1.0, peak)
    line("import", *ratio(measured("import", str(parquet)), bare))
    measured("keep", str(parquet), str(case), times=1)
    for name in DETECTORS:
        line(name, *ratio(measured("screen", str(case), name), bare))
    line(f"all {len(DETECTORS)} together", *ratio(measured("screen", str(case)), bare))


def ratio(result: tuple[float, float], bare: float) -> tuple[float, float]:
    seconds, peak = result
    return seconds / bare, peak


def line(task: str, times: float, peak: float) -> None:
    print(f"{task:<22}{times:>7.2f}×{peak:>10.2f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("sizes", nargs="*", type=int, default=[1_000_000], metavar="REVIEWS")
    parser.add_argument("--text", action="store_true", help="reviews with titles and texts")
    given = parser.parse_args()
    for size in given.sizes:
        folder = Path(tempfile.mkdtemp(prefix="kit-bench-"))
        try:
            bench(size, given.text, folder)
        finally:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
