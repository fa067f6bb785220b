"""A sheet puts evidence beside doubts, and marks what rests on one kind."""

from __future__ import annotations

import polars as pl
import pytest

from kit.exhibit.sheets import CHANGES, MOST_SEEN, PARTS, sheets
from tests.exhibit.conftest import Bundled


@pytest.fixture
def tables(bundled: Bundled) -> dict[str, pl.DataFrame]:
    names = ("exhibit_a", "reach", *PARTS)
    return {name: pl.read_parquet(bundled.data / "tables" / f"{name}.parquet") for name in names}


def test_a_sheet_for_each_account_in_order(tables: dict[str, pl.DataFrame]) -> None:
    made = list(sheets(tables))
    assert [sheet["name"] for sheet in made] == tables["exhibit_a"]["account_id"].to_list()
    assert made[0]["file"] == "sheets/0001.html"
    assert sum(len(sheet["reviews"]) for sheet in made) == tables["reviews"].height


def test_each_detector_that_speaks_has_its_innocent_explanation(
    tables: dict[str, pl.DataFrame],
) -> None:
    for sheet in sheets(tables):
        told = {row["detector"] for row in sheet["innocent"] if row["text"]}
        assert {row["detector"] for row in sheet["seen"]} <= told


def test_one_kind_of_evidence_is_marked(tables: dict[str, pl.DataFrame]) -> None:
    out = tables["left_out"].with_columns(listed=pl.lit(True), q_value=pl.lit(0.01))
    assert not any(sheet["one_kind"] for sheet in sheets({**tables, "left_out": out}))
    fallen = out.with_columns(listed=pl.col("family") != "ring")
    for sheet in sheets({**tables, "left_out": fallen}):
        assert sheet["one_kind"]
        assert sheet["changes"][0].startswith("What takes away the ring evidence")
        assert tuple(sheet["changes"][1:]) == CHANGES


def test_what_a_sheet_leaves_out_is_counted(tables: dict[str, pl.DataFrame]) -> None:
    many = pl.concat([tables["seen"].filter(pl.col("number") == 1).head(1)] * (MOST_SEEN + 4))
    first = next(sheets({**tables, "seen": many}))
    assert (len(first["seen"]), first["more"]) == (MOST_SEEN, 4)


def test_what_is_unknown_is_a_dash(tables: dict[str, pl.DataFrame]) -> None:
    unknown = tables["reviews"].with_columns(
        *(pl.lit(None, tables["reviews"][name].dtype).alias(name) for name in ("stars", "title")),
        posted_at=pl.lit(None, pl.Datetime("us")),
        verified=pl.lit(None, pl.Boolean),
    )
    row = next(sheets({**tables, "reviews": unknown}))["reviews"][0]
    assert (row["stars"], row["at"], row["title"], row["verified"]) == ("–", "–", "", "")
