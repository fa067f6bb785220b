"""The nearest cell is read, and what it says is put into words."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

import kit
from kit.ranking.calibration import (
    CELL,
    INNOCENTS,
    LEVELS,
    PAID_ACCOUNTS,
    Grid,
    as_high,
    likest,
    sentence,
    shipped,
)
from tests.case_rows import case_of
from tests.ranking.market import ordinary, ring


def grid() -> Grid:
    """Return two sizes with brands known; of 1,000 innocents 20 reach 2 and 2 reach 6."""
    rows = [
        (size, 15, True, True, 4, 1_000, score, high, high * high)
        for size in (1_000, 100_000)
        for score, high in ((0, 1_000), (1, 20), (2, 20), (3, 2), (4, 2), (6, 2))
    ]
    paid = [(size, 15, True, True, "broker_pool", 20, 10, 160, 90) for size in (1_000, 100_000)]
    return Grid(
        pl.DataFrame(rows, schema=INNOCENTS, orient="row"),
        pl.DataFrame(paid, schema=PAID_ACCOUNTS, orient="row"),
    )


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> kit.Case:
    return case_of(ordinary() + ring(), tmp_path_factory.mktemp("calibration"))


def test_the_nearest_cell_is_named(case: kit.Case) -> None:
    cell = likest(case, grid())
    assert cell.words == "practice markets of 1,000 reviews, 15 a product, brands known"
    assert cell.grid.innocents["reviews"].unique().to_list() == [1_000]
    assert cell.grid.paid.height == 1


def test_a_case_outside_the_grid_says_how_far(case: kit.Case) -> None:
    whole, larger = grid(), pl.col("reviews") > 1_000
    far = Grid(whole.innocents.filter(larger), whole.paid.filter(larger))
    assert likest(case, far).words.endswith(
        "brands known; outside the grid: this case has 0.016 times as many reviews"
    )


def test_a_score_counts_at_the_level_below(case: kit.Case) -> None:
    found = as_high(likest(case, grid()), np.array([1e-9, 0.001, 0.002, 0.5]))
    assert found["as_high"].to_list() == [2, 2, 20, 1_000]
    assert (found["innocents"] == 1_000).all()
    # Clopper and Pearson for 2 of 1,000.
    assert found["as_high_low"][0] == pytest.approx(0.000242, abs=1e-6)
    assert found["as_high_high"][0] == pytest.approx(0.00721, abs=1e-5)


def test_suspect_accounts_have_it_and_others_do_not(case: kit.Case) -> None:
    accounts = kit.suspects(case)
    assert accounts["innocents"].null_count() == 0
    assert (accounts["as_high"] <= 0.001 * accounts["innocents"]).all()
    for kind in ("pair", "review"):
        assert kit.suspects(case, of=kind)["innocents"].null_count() > 0


def test_a_sentence_a_reader_understands() -> None:
    row = {"innocents": 37_490, "as_high": 1, "as_high_low": 7e-7, "as_high_high": 0.00015}
    assert sentence(row | {"cell": "practice markets of 30,000 reviews"}) == (
        "Of 37,490 accounts that no one paid, 1 scores this high (95 %: 7e-07 to 0.00015 of them), "
        "in practice markets of 30,000 reviews."
    )
    assert sentence({"innocents": None}) == ""


def test_the_shipped_grid_is_whole_and_small() -> None:
    held = shipped()
    cells = held.innocents.group_by(CELL).agg(pl.col("score").sort())
    assert cells["score"].to_list() == [list(LEVELS)] * cells.height
    assert set(held.paid.select(CELL).iter_rows()) == set(cells.select(CELL).iter_rows())
    falling = (
        held.innocents.sort(*CELL, "score")
        .group_by(CELL)
        .agg((pl.col("as_high").diff() <= 0).all())
    )
    assert falling["as_high"].all()
    folder = Path(kit.__file__).parent / "ranking"
    assert sum(file.stat().st_size for file in folder.glob("*.csv")) < 100_000
