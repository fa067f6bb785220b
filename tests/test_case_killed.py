"""An import that is killed leaves the old case or none, and the next import clears up."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from kit import journal
from kit.case import open_case
from kit.case_folder import read_toml
from kit.errors import CaseError

ROOT = Path(__file__).parents[1]
SCRIPT = "import sys; from kit.case import open_case; open_case(sys.argv[1], folder=sys.argv[2])"
ROWS = 150_000


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file that takes a moment to import."""
    path = tmp_path_factory.mktemp("big") / "big.csv"
    number = pl.int_range(ROWS, eager=True)
    pl.DataFrame(
        {
            "review_id": "B" + number.cast(str),
            "account_id": "a" + (number % 999).cast(str),
            "product_id": "p" + (number * 7919 % 991).cast(str),
            "stars": number % 5 + 1,
            "posted_at": "2020-01-01",
        }
    ).write_csv(path)
    return path


def killed_when(seen: Callable[[], bool], file: Path, folder: Path) -> None:
    """Import in another process, and kill it once something is seen in the folder."""
    command = [sys.executable, "-c", SCRIPT, str(file), str(folder)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while not seen() and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.001)
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=30)


def points(folder: Path) -> dict[str, Callable[[], bool]]:
    """Return what can be seen from outside of the steps of an import."""
    stage = folder.parent / f".{folder.name}.import"
    evidence = stage / "case" / "evidence.duckdb"
    inode = (folder / "evidence.duckdb").stat().st_ino if folder.exists() else 0

    def swapped() -> bool:
        now = folder / "evidence.duckdb"
        return now.exists() and now.stat().st_ino != inode

    return {
        "stage made": stage.exists,
        "evidence begun": evidence.exists,
        "evidence grows": lambda: evidence.exists() and evidence.stat().st_size > 1_000_000,
        "journal begun": (stage / "case" / "journal.jsonl").exists,
        "put in place": swapped,
    }


POINTS = ("stage made", "evidence begun", "evidence grows", "journal begun", "put in place")


@pytest.mark.slow
@pytest.mark.parametrize("point", POINTS)
def test_a_new_case_is_whole_or_not_there(tmp_path: Path, big: Path, point: str) -> None:
    folder = tmp_path / "case"
    killed_when(points(folder)[point], big, folder)
    if folder.exists():
        assert open_case(folder=folder).imports["loaded"].to_list() == [ROWS]
        assert journal.verify(folder) == 1
    else:
        with pytest.raises(CaseError, match="there is no such folder"):
            open_case(folder=folder)
    case = open_case(big, folder=folder)
    assert case.sql("select count(*) n from reviews")["n"].to_list() == [ROWS]
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["case"]


@pytest.mark.slow
@pytest.mark.parametrize("point", [name for name in POINTS if name != "journal begun"])
def test_an_old_case_is_as_it_was_or_has_all_of_the_new(
    tmp_path: Path, big: Path, point: str
) -> None:
    folder = tmp_path / "case"
    small = pl.DataFrame(
        {"account_id": ["a"], "product_id": ["p"], "stars": [5], "posted_at": ["2020-01-01"]}
    )
    open_case(small, folder=folder)
    killed_when(points(folder)[point], big, folder)
    case = open_case(folder=folder)
    assert case.imports["loaded"].to_list() in ([1], [1, ROWS])
    assert case.sql("select count(*) n from reviews")["n"][0] == case.imports["loaded"].sum()
    assert len(read_toml(folder)["imports"]) == case.imports.height
    assert journal.verify(folder) == case.imports.height
    assert open_case(big, folder=folder).imports["loaded"].to_list() == [1, ROWS]
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["case"]


def test_what_follows_from_the_evidence_is_made_good(tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {"account_id": ["a"], "product_id": ["p"], "stars": [5], "posted_at": ["2020-01-01"]}
    )
    folder = open_case(frame, folder=tmp_path / "case").folder
    whole = read_toml(folder)
    os.truncate(folder / "case.toml", 40)
    os.truncate(folder / "journal.jsonl", 25)
    open_case(folder=folder)
    assert read_toml(folder)["imports"] == whole["imports"]
    assert [entry.kind for entry in journal.read(folder)] == ["repair", "import"]
