"""Days go in one by one, in any order, twice, or not at all; the result is that of a screening."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path

import polars as pl
import pytest
from filelock import FileLock
from polars.testing import assert_frame_equal

import kit
from kit import journal
from kit.errors import CaseError, SourceError
from kit.trust.daily import daily, day, days, summary


def state(folder: Path) -> dict[str, bytes]:
    """Return every file that a run may change, but for caches."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "derived" not in path.parts
    }


def listed(folder: Path) -> pl.DataFrame:
    """Return the last list, without what depends on how often it was made."""
    return day(kit.open_case(folder=folder)).list.drop("state", "since", "inclusion")


def comparable(findings: pl.DataFrame) -> pl.DataFrame:
    """Return findings with evidence of nine digits: sums differ in the last from run to run."""
    rounded = [
        json.dumps(json.loads(text, parse_float=lambda figure: float(f"{float(figure):.9g}")))
        for text in findings["evidence"]
    ]
    return findings.with_columns(evidence=pl.Series(rounded, dtype=pl.String))


def test_a_day_is_noted_with_what_came(watched: Path, files: list[Path]) -> None:
    case = kit.open_case(folder=watched)
    told = days(case)
    assert told["run"].to_list() == [0, 1, 2]
    assert [f"{one}.parquet" for one in told["day"][1:]] == [path.name for path in files[:2]]
    assert told["reviews"][1:].to_list() == [pl.read_parquet(f).height for f in files[:2]]
    assert told["missing"].sum() == 0
    assert not told["late"].any()
    assert journal.verify(case) == len(journal.read(case))


def test_the_same_file_twice_changes_nothing(after_two: Path, files: list[Path]) -> None:
    before = state(after_two)
    made = daily(after_two, [*files[:2], files[0]])
    assert [one.run for one in made] == [1, 2]
    assert all(one.again for one in made)
    assert state(after_two) == before
    assert "nothing was changed" in "\n".join(summary(made[0]))


def test_the_result_is_that_of_a_full_screening(
    after_two: Path, files: list[Path], tmp_path: Path
) -> None:
    whole = kit.open_case([files[0].parent / "before.parquet", *files[:2]], folder=tmp_path / "one")
    kept = pl.read_parquet(after_two / "screening" / "findings.parquet")
    assert_frame_equal(comparable(kept), comparable(kit.screen(whole, save=False)))


def test_days_out_of_order_give_the_same_and_are_told(
    place: Path, watched: Path, files: list[Path]
) -> None:
    late = [daily(place, files[n], audit_size=0)[0] for n in (1, 0)]
    assert_frame_equal(
        listed(place).sort("entity_id"),
        listed(watched).filter(pl.col("value").is_not_null()).sort("entity_id"),
    )
    assert [one.data["late"] for one in late] == [False, True]
    assert "Later days were taken in before it." in summary(late[1])
    assert [str(one) for one in late[0].missing] == [files[0].stem]


def test_a_missing_day_is_named(after_two: Path, files: list[Path]) -> None:
    made = daily(after_two, files[3])[0]
    assert [str(one) for one in made.missing] == [files[2].stem]
    assert f"Of {files[2].stem} nothing came." in summary(made)


def test_an_empty_day_is_a_day_where_its_name_says_which(
    after_two: Path, files: list[Path], tmp_path: Path
) -> None:
    empty = tmp_path / f"reviews-{files[2].stem}.csv"
    empty.write_text("account_id,product_id,stars,posted_at\n")
    made = daily(after_two, [empty, files[3]], audit_size=0)
    assert [one.missing for one in made] == [(), ()]
    assert made[0].data["files"][0]["loaded"] == 0
    assert "0 reviews from 1 file" in summary(made[0])[0]
    assert daily(after_two, empty)[0].again
    other = shutil.copy(empty, tmp_path / "reviews-2024-01-01.csv")
    assert not daily(after_two, other)[0].again
    undated = shutil.copy(empty, tmp_path / "today.csv")
    with pytest.raises(SourceError, match="its name has no date"):
        daily(after_two, undated)


def test_a_file_that_breaks_off_changes_nothing(
    after_two: Path, files: list[Path], tmp_path: Path
) -> None:
    rows = pl.read_parquet(files[2]).select("account_id", "product_id", "stars", "posted_at")
    whole = gzip.compress(rows.write_csv().encode())
    (broken := tmp_path / "today.csv.gz").write_bytes(whole[: len(whole) // 2])
    before = state(after_two)
    with pytest.raises(SourceError):
        daily(after_two, [files[3], broken])
    assert state(after_two) == before


def test_two_at_once_are_refused(after_two: Path, files: list[Path]) -> None:
    lock = FileLock(after_two.parent / f".{after_two.name}.daily.lock")
    with lock, pytest.raises(CaseError, match="in use by another process"):
        daily(after_two, files[2])


def test_a_folder_that_is_no_case_is_refused(tmp_path: Path, files: list[Path]) -> None:
    with pytest.raises(CaseError, match="there is no such folder"):
        daily(tmp_path / "none", files[0])
    assert not (tmp_path / "none").exists()


def test_an_import_without_a_day_is_told(after_two: Path, files: list[Path]) -> None:
    kit.open_case(files[2], folder=after_two).close()
    made = daily(after_two, files[3])[0]
    assert made.data["otherwise"] == [files[2].name]
    assert any(line.startswith("Imported without a day") for line in summary(made))


def test_a_list_that_was_changed_is_refused(after_two: Path) -> None:
    pl.DataFrame({"a": [1]}).write_parquet(after_two / "daily" / "0002.parquet")
    with pytest.raises(CaseError, match="not the list that run 2 wrote"):
        day(kit.open_case(folder=after_two))
