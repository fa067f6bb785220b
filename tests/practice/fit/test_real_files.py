"""The stored shapes are those of the real files, and no more of them than that."""

import os
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from kit.errors import SourceError
from kit.practice.fit import REAL_FILES, SHAPES, real_files, real_shapes, write_real_shapes
from kit.practice.fit.real_files import STORED

DATA = Path(os.environ.get("KIT_REAL_DATA", Path(__file__).parents[4] / "shared" / "data"))


def test_every_file_is_in_the_table_but_for_what_it_cannot_tell() -> None:
    stored = real_shapes()
    assert stored["market"].unique(maintain_order=True).to_list() == [f.market for f in REAL_FILES]
    for real in REAL_FILES:
        told = set(stored.filter(market=real.market)["shape"])
        assert told <= set(SHAPES) - set(real.silent)
    assert set(stored["shape"]) == set(SHAPES)


def test_each_point_of_a_market_is_stored_once() -> None:
    assert not real_shapes().select("market", "shape", "x").is_duplicated().any()


def test_shares_are_shares() -> None:
    shares = real_shapes().filter(pl.col("shape") != "over-dispersion of counts")["value"]
    assert shares.is_between(0, 1).all()


def test_what_a_file_cannot_tell_has_its_reason() -> None:
    told = real_files().filter(market="Amazon beauty")["cannot_tell"].item()
    assert told.startswith("reviews of an account, reviews of a product over the mean: only")


def test_a_folder_without_the_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="There is no file"):
        real_shapes(tmp_path)


def test_the_command_says_how_it_is_used(root: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "kit.practice.fit"], cwd=root, capture_output=True, text=True
    )
    assert ran.returncode == 1
    assert ran.stderr.strip() == "Usage: python -m kit.practice.fit DATA [OUT]"


@pytest.mark.realdata
def test_the_command_makes_the_stored_table_again(tmp_path: Path) -> None:
    missing = [real.file for real in REAL_FILES if not (DATA / real.file).is_file()]
    if missing:
        pytest.skip(f"{missing[0]} is not there; set KIT_REAL_DATA to the folder of real data")
    again = write_real_shapes(DATA, tmp_path / STORED)
    assert_frame_equal(pl.read_csv(again, schema=real_shapes().schema), real_shapes())
