"""A proposal can be looked at before anything is imported."""

from pathlib import Path

import polars as pl
import pytest

from kit.errors import SourceError
from kit.sources import propose_mapping

FRAME = pl.DataFrame({"who": ["u1", "u2"], "Punkte": [5, 4], "colour": ["red", "blue"]})


def test_a_frame_and_its_arrow_table_are_proposed_alike() -> None:
    proposal = propose_mapping(FRAME)
    assert proposal == propose_mapping(FRAME.to_arrow())
    assert proposal.mapping == {"account_id": "who", "stars": "Punkte"}
    assert proposal.samples == {"account_id": "u1", "stars": "5"}
    assert proposal.unplaced == ("colour",)
    assert proposal.missing == ("product_id", "posted_at", "text")


def test_what_was_decided_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "shop.csv"
    FRAME.write_csv(path)
    proposal = propose_mapping(path, {"category": "colour", "account_id": None})
    assert proposal.mapping == {"stars": "Punkte", "category": "colour"}
    assert proposal.unplaced == ("who",)
    assert str(proposal).splitlines()[0] == "shop.csv read as table:"


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="There is no file"):
        propose_mapping(tmp_path / "nowhere.csv")


def test_dates_that_could_be_read_otherwise_are_noted() -> None:
    frame = FRAME.with_columns(day=pl.Series(["3/4/2020", "5/6/2020"]))
    assert propose_mapping(frame).notes == (
        "dates such as 3/4/2020 were read with the month first",
    )
    clear = FRAME.with_columns(day=pl.Series(["3/4/2020", "5/16/2020"]))
    assert propose_mapping(clear).notes == ()
