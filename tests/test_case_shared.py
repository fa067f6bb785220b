"""Two imports at once, a disk that is full, and a file that is written while it is read."""

import os
import resource
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import polars as pl
import pytest

from kit import journal
from kit.case import open_case
from kit.case_folder import stage
from kit.errors import CaseError, SourceError
from kit.sources.reading.blocks import Original

ROOT = Path(__file__).parents[1]
SCRIPT = "import sys; from kit.case import open_case; open_case(sys.argv[1], folder=sys.argv[2])"
HEADER = "review_id,account_id,product_id,stars,posted_at\n"


def run(file: Path, folder: Path, limit: int | None = None) -> subprocess.CompletedProcess[str]:
    def limited() -> None:
        if limit:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    command = [sys.executable, "-c", SCRIPT, str(file), str(folder)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, preexec_fn=limited)


def test_two_imports_into_one_case_wait_for_each_other(tmp_path: Path) -> None:
    files = []
    for number in range(2):
        files.append(tmp_path / f"{number}.csv")
        files[-1].write_text(f"{HEADER}R{number},a,p,5,2020-01-01\n")
    with ThreadPoolExecutor(2) as pool:
        ended = list(pool.map(lambda file: run(file, tmp_path / "case"), files))
    assert [process.returncode for process in ended] == [0, 0]
    case = open_case(folder=tmp_path / "case")
    assert sorted(case.imports["file"]) == ["0.csv", "1.csv"]
    assert journal.verify(case.folder) == 2


def test_an_import_does_not_wait_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kit.case_folder.WAIT", 0.1)
    file = tmp_path / "a.csv"
    file.write_text(f"{HEADER}R1,a,p,5,2020-01-01\n")
    with (
        stage(tmp_path / "case"),
        ThreadPoolExecutor(1) as pool,
        pytest.raises(CaseError, match="in use by another process"),
    ):
        pool.submit(open_case, file, folder=tmp_path / "case").result()
    assert open_case(file, folder=tmp_path / "case").imports.height == 1


def test_a_full_disk_leaves_the_old_case(tmp_path: Path) -> None:
    small = pl.DataFrame(
        {"account_id": ["a"], "product_id": ["p"], "stars": [5], "posted_at": ["2020-01-01"]}
    )
    folder = open_case(small, folder=tmp_path / "case").folder
    big = tmp_path / "big.csv"
    rows = (f"R{n},{os.urandom(8).hex()},p{n % 9},5,2020-01-01\n" for n in range(60_000))
    big.write_text(HEADER + "".join(rows))
    ended = run(big, folder, limit=1_000_000)
    assert ended.returncode == 1
    assert "CaseError: The import stopped and nothing was changed" in ended.stderr
    assert "Hint: See that the disk has room" in ended.stderr
    assert open_case(folder=folder).imports.height == 1
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["big.csv", "case"]


@pytest.mark.parametrize("name", ["a.csv", "a.parquet"])
def test_a_file_that_changes_while_it_is_read(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / name
    frame = pl.DataFrame(
        {"account_id": ["a"], "product_id": ["p"], "stars": [5], "posted_at": ["2020-01-01"]}
    )
    frame.write_csv(path) if name == "a.csv" else frame.write_parquet(path)
    looked = Original._look

    def look_and_write(self: Original) -> os.stat_result:
        stat = looked(self)
        os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns + 1_000_000))
        return stat

    monkeypatch.setattr(Original, "_look", look_and_write)
    with pytest.raises((SourceError, CaseError), match="changed while it was read"):
        open_case(path, folder=tmp_path / "case")
    assert sorted(entry.name for entry in tmp_path.iterdir()) == [name]
