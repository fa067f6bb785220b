"""Which day a file is of, and which days are missing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from kit.errors import SourceError
from kit.trust.daily.delivery import Delivery, File, deliveries, missing


def write(path: Path, *moments: str | None) -> Path:
    pl.DataFrame(
        {
            "account_id": [f"a{number}" for number in range(len(moments))],
            "product_id": ["p"] * len(moments),
            "stars": [5] * len(moments),
            "posted_at": list(moments),
        },
        schema_overrides={"posted_at": pl.String},
    ).write_csv(path)
    return path


def test_files_of_one_day_are_together_and_days_in_order(tmp_path: Path) -> None:
    names = {"x": "2024-01-02", "y": "2024-01-01", "z": "2024-01-02 10:00:00"}
    paths = [write(tmp_path / f"{name}.csv", said) for name, said in names.items()]
    found = deliveries(paths, tmp_path)
    assert [str(one.day) for one in found] == ["2024-01-01", "2024-01-02"]
    assert [file.path.name for file in found[1].files] == ["x.csv", "z.csv"]


def test_late_reviews_do_not_move_a_day(tmp_path: Path) -> None:
    path = write(tmp_path / "x.csv", "2023-12-30", "2024-01-02")
    (found,) = deliveries(path, tmp_path)
    assert found.day == date(2024, 1, 2)
    assert missing([date(2023, 12, 29)], found) == [date(2023, 12, 31), date(2024, 1, 1)]
    assert missing([date(2024, 1, 5), None], found) == []


def test_a_file_without_dates_is_a_day_without_one(tmp_path: Path) -> None:
    (found,) = deliveries(write(tmp_path / "x.csv", None, None), tmp_path)
    assert found.day is None
    assert missing([date(2024, 1, 1)], found) == []


def test_what_had_its_run_is_not_looked_at_again(tmp_path: Path) -> None:
    path = write(tmp_path / "x.csv", "2024-01-02")
    (before,) = deliveries(path, tmp_path)
    (found,) = deliveries([path, path], tmp_path, known={before.files[0].sha256: before.day})
    assert (found.day, found.keys) == (before.day, before.keys)


def test_a_frame_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="A day is a file"):
        deliveries(pl.DataFrame({"account_id": ["a"]}), tmp_path)


def test_days_that_are_held_are_not_missing() -> None:
    file = File(Path("x"), "0", date(2024, 1, 5), frozenset({date(2024, 1, 5)}), 1)
    held = frozenset({date(2024, 1, 3)})
    found = missing([date(2024, 1, 2)], Delivery(file.day, (file,)), held)
    assert found == [date(2024, 1, 4)]
