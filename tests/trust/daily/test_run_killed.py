"""A daily run that is killed is finished by the next, as if nothing had happened."""

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

import kit
from kit import journal
from kit.trust.daily import audits, daily, day

ROOT = Path(__file__).parents[3]
SCRIPT = """
import sys
from kit.trust.daily import daily
daily(sys.argv[1], sys.argv[2], audit_size=5)
"""


def kinds(place: Path, kind: str) -> int:
    return len(journal.read(place, kind))


def points(place: Path) -> dict[str, Callable[[], bool]]:
    """Return what can be seen from outside of the steps of a run."""
    beside = place.parent / f".{place.name}.daily"
    screenings, imports = kinds(place, "screening"), kinds(place, "import")
    slices = kinds(place, "audit")
    return {
        "looks at the file": beside.exists,
        "imports it": (place.parent / f".{place.name}.import").exists,
        "has imported it": lambda: kinds(place, "import") > imports,
        "screens": lambda: any((place / "derived").glob("*.partial")),
        "has screened": lambda: kinds(place, "screening") > screenings,
        "has drawn": lambda: kinds(place, "audit") > slices,
        "has written the list": (place / "daily" / "0003.parquet").exists,
    }


POINTS = (
    "looks at the file", "imports it", "has imported it", "screens", "has screened",
    "has drawn", "has written the list",
)  # fmt: skip


@pytest.fixture(scope="module")
def third(watched: Path, files: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a case whose third day was run in peace."""
    place = shutil.copytree(watched, tmp_path_factory.mktemp("third") / "case")
    daily(place, files[2], audit_size=5)
    return place


@pytest.mark.slow
@pytest.mark.parametrize("point", POINTS)
def test_a_killed_run_is_finished_by_the_next(
    after_two: Path, third: Path, files: list[Path], point: str
) -> None:
    seen = points(after_two)[point]
    command = [sys.executable, "-c", SCRIPT, str(after_two), str(files[2])]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 120
    while not seen() and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.001)
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=30)
    daily(after_two, files[2], audit_size=5)
    made, peaceful = kit.open_case(folder=after_two), kit.open_case(folder=third)
    assert day(made).list.equals(day(peaceful).list)
    assert audits(made).drop("line").equals(audits(peaceful).drop("line"))
    assert kinds(after_two, "day") == 4
    assert journal.verify(after_two) == len(journal.read(after_two))
    assert [path.name for path in after_two.parent.iterdir()] == ["case"]
    assert pl.read_parquet(after_two / "screening" / "findings.parquet").height > 0
