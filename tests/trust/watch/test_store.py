from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

import kit
from kit import journal
from kit.errors import CaseError, SourceError
from kit.trust.watch import Coverage, add_capture, captures, watch
from kit.trust.watch.store import KIND
from tests.trust.watch.looking import ROWS, case, day, look, shown

ALL = [row["review_id"] for row in ROWS]


def test_a_capture_is_kept_beside_the_evidence(tmp_path: Path) -> None:
    held = case(tmp_path)
    before = (held.folder / "evidence.duckdb").read_bytes()
    name = look(held, 20, *ALL[:4], helpful_votes=3)
    kept = pl.read_parquet(held.folder / "captures" / name / "sightings.parquet")
    assert sorted(kept["review_id"]) == ALL[:4]
    assert "text" not in kept.columns
    assert kept["helpful_votes"].to_list() == [3] * 4
    assert (held.folder / "evidence.duckdb").read_bytes() == before
    line = journal.read(held, KIND)[0].data
    assert (line["capture"], line["reviews"], line["covered"]) == (name, 4, 2)
    assert journal.verify(held) > 0


def test_the_same_capture_twice_is_one(tmp_path: Path) -> None:
    held = case(tmp_path)
    assert look(held, 20, *ALL) == look(held, 20, *ALL)
    assert captures(held).height == len(journal.read(held, KIND)) == 1
    assert look(held, 20, *ALL, covers=None) != look(held, 20, *ALL)


def test_days_out_of_order_stand_in_order(tmp_path: Path) -> None:
    one, other = case(tmp_path / "one"), case(tmp_path / "other")
    for held, days in ((one, (20, 30, 40)), (other, (40, 20, 30))):
        for number in days:
            look(held, number, *(ALL[1:] if number == 30 else ALL))
    assert captures(one)["captured_at"].to_list() == [day(20), day(30), day(40)]
    assert watch(one).equals(watch(other))


def test_a_day_stands_for_its_end_and_a_zone_is_turned_to_utc(tmp_path: Path) -> None:
    held = case(tmp_path)
    for written in ("2020-02-01", date(2020, 2, 2), "2020-02-03 10:00+02:00"):
        add_capture(held, shown(*ALL), captured_at=written)
    seen = [f"{at:%d %H:%M}" for at in captures(held)["captured_at"]]
    assert seen == ["01 23:59", "02 23:59", "03 08:00"]


@pytest.mark.parametrize(
    ("at", "covers", "said"),
    [
        ("soon", "all", "is no moment"),
        ("2199-01-01", "all", "lies in the future"),
        (day(2), "all", "lies before a review that the files show"),
        (day(20), "most", "'most' says nothing"),
    ],
)
def test_a_wrong_clock_or_word_is_refused(
    tmp_path: Path, at: object, covers: str, said: str
) -> None:
    held = case(tmp_path)
    with pytest.raises(kit.KitError, match=said):
        add_capture(held, shown(*ALL), captured_at=at, covers=covers)  # type: ignore[arg-type]
    assert captures(held).is_empty()


def test_another_market_is_refused(tmp_path: Path) -> None:
    held = case(tmp_path)
    with pytest.raises(SourceError, match="The files show no product of the case"):
        look(held, 20, *ALL, product_id="elsewhere")
    shop = shown(*ALL).with_columns(source=pl.lit("a shop"))
    with pytest.raises(SourceError, match="The files are of a shop, which the case is not"):
        add_capture(held, shop, captured_at=day(20))


def test_a_torn_file_changes_nothing(tmp_path: Path) -> None:
    held = case(tmp_path)
    whole = tmp_path / "look.parquet"
    shown(*ALL).write_parquet(whole)
    whole.write_bytes(whole.read_bytes()[:-200])
    with pytest.raises(SourceError):
        add_capture(held, whole, captured_at=day(20), covers="all")
    assert captures(held).is_empty()
    assert journal.read(held, KIND) == []


def test_a_capture_changed_by_hand_is_refused(tmp_path: Path) -> None:
    held = case(tmp_path)
    name = look(held, 20, *ALL)
    file = held.folder / "captures" / name / "sightings.parquet"
    file.write_bytes(file.read_bytes()[:-20])
    with pytest.raises(CaseError, match="torn or was changed by hand"):
        captures(held)


def test_a_capture_without_its_line_gets_one(tmp_path: Path) -> None:
    """A process was killed between the rename and the journal."""
    held, other = case(tmp_path / "one"), case(tmp_path / "other")
    name = look(other, 20, *ALL)
    (held.folder / "captures").mkdir()
    (other.folder / "captures" / name).rename(held.folder / "captures" / name)
    look(held, 30, *ALL)
    assert len(journal.read(held, KIND)) == 2


def test_what_it_covers_is_said(tmp_path: Path) -> None:
    held = case(tmp_path)
    span = Coverage(since=date(2020, 1, 3), until=date(2020, 1, 9))
    look(held, 20, "r0", "r2", covers=span)
    look(held, 21, "r0", covers=["p0", "p1"])
    told = captures(held).select("products", "covered", "lacking", "since", "until").rows()
    assert told == [(1, 1, 1, span.since, span.until), (1, 2, 0, None, None)]
    with pytest.raises(kit.KitError, match="cannot cover"):
        Coverage(since=date(2020, 2, 1), until=date(2020, 1, 1))
