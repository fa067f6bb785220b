from __future__ import annotations

from pathlib import Path

import pytest

import kit
from kit.engines.captures import capture_folders, state_of
from kit.engines.derived import provide
from kit.errors import DetectorError
from kit.tables import reads_captures
from tests.trust.watch.looking import ROWS, case, look


def test_a_case_without_captures_has_empty_tables(tmp_path: Path) -> None:
    held = case(tmp_path)
    provide(held.connection, held.derived, held.evidence_hash, ["sightings", "coverage"], {})
    assert held.sql("select * from sightings").is_empty()
    assert held.sql("select product_id, since from coverage").is_empty()
    assert state_of(held.folder) == held.captures_hash == ""


def test_captures_are_read_as_one_table(tmp_path: Path) -> None:
    held = case(tmp_path)
    look(held, 20, "r0", "r1")
    look(held, 30, "r0", covers=None)
    provide(held.connection, held.derived, held.evidence_hash, ["sightings", "coverage"], {})
    assert held.sql("select count(*) as n from sightings")["n"][0] == 3
    assert held.sql("select product_id from coverage order by all")["product_id"].to_list() == [
        "p0",
        "p1",
    ]
    assert [folder.name[:8] for folder in capture_folders(held.folder)] == ["20200121", "20200131"]


def test_a_folder_that_is_no_capture_is_passed_over(tmp_path: Path) -> None:
    held = case(tmp_path)
    look(held, 20, "r0")
    state = state_of(held.folder)
    (held.folder / "captures" / "mine").mkdir()
    assert state_of(held.folder) == state


def test_a_query_reaches_captures_and_nothing_else(tmp_path: Path) -> None:
    held = case(tmp_path)
    with pytest.raises(DetectorError, match="disabled"):
        held.sql(f"select * from read_text('{held.folder}/case.toml')")


def test_a_new_capture_asks_for_a_new_screening(tmp_path: Path) -> None:
    held = case(tmp_path)
    thin = [kit.DETECTORS["thin_account"]]
    kit.screen(held, thin)
    first = (held.folder / "screening" / "findings.parquet").read_bytes()
    look(held, 20, *[row["review_id"] for row in ROWS])
    kit.screen(held, thin)
    assert (held.folder / "screening" / "findings.parquet").read_bytes() != first


def test_which_tables_read_captures() -> None:
    assert reads_captures(["takedowns"])
    assert reads_captures(["sightings"])
    assert not reads_captures(["accounts", "reviews", "rings"])
