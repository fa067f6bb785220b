"""`case.toml` follows from the evidence, and keeps what people wrote at its head."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

import kit
from kit.case_folder import TOML, read_head, read_toml


def reviews(number: int) -> pl.DataFrame:
    return pl.DataFrame(
        {"account_id": [f"a{number}"], "product_id": ["p"], "stars": [5], "text": ["\n[[imports]]"]}
    )


@pytest.fixture
def place(tmp_path: Path) -> Path:
    kit.open_case([reviews(0), reviews(1)], folder=tmp_path / "case").close()
    return tmp_path / "case"


def test_the_head_is_all_but_the_imports(place: Path) -> None:
    whole = read_toml(place)
    assert len(whole.pop("imports")) == 2
    assert read_head(place) == whole
    assert set(whole) == {"name", "created", "kit"}


def test_what_was_cut_off_is_made_good_and_the_head_stays(place: Path) -> None:
    path = place / TOML
    text = path.read_text().replace('name = "case"', 'name = "Tea [[imports]]"  # ours')
    path.write_text(text[:-40])
    case = kit.open_case(folder=place)
    assert case.name == "Tea [[imports]]"
    assert len(read_toml(place)["imports"]) == 2
    assert read_toml(place)["created"] in text


def test_a_file_that_says_the_same_otherwise_is_left(place: Path) -> None:
    path = place / TOML
    path.write_text(path.read_text() + "# looked at on Monday\n")
    before = path.read_text()
    kit.open_case(folder=place).close()
    assert path.read_text() == before


@pytest.mark.parametrize("text", ["", "name = ", "\x00", 'name = "x"\n[[imports]]\nfile = 3\n'])
def test_what_is_no_toml_is_written_anew(place: Path, text: str) -> None:
    (place / TOML).write_text(text)
    kit.open_case(folder=place).close()
    assert len(read_toml(place)["imports"]) == 2
    assert {"name", "created", "kit"} <= set(read_head(place))
