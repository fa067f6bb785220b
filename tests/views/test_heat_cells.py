"""Products by weeks."""

from __future__ import annotations

from datetime import date

import pytest

from kit.case import Case
from kit.errors import NotFoundError, ParameterError
from kit.views import heat_cells


def test_the_most_surprising_product_comes_first(bursty: Case) -> None:
    cells = heat_cells(bursty)
    assert cells["product_id"][0] == "B00"
    assert cells.height == 20 * 30
    top = cells.sort("surprise").row(-1, named=True)
    assert (top["product_id"], top["start"], top["reviews"]) == ("B00", date(2022, 4, 18), 32)
    assert top["expected"] == pytest.approx(3.5, rel=0.1)
    assert top["surprise"] > 4 > cells.filter(cells["product_id"] != "B00")["surprise"].max()


def test_chosen_products_alone(bursty: Case) -> None:
    assert heat_cells(bursty, ["B03", "B04"])["product_id"].unique().sort().to_list() == [
        "B03",
        "B04",
    ]
    assert heat_cells(bursty, top=1)["product_id"].n_unique() == 1
    with pytest.raises(NotFoundError):
        heat_cells(bursty, ["B03", "nobody"])


def test_a_product_of_one_week_is_left_out(small: Case) -> None:
    assert set(heat_cells(small)["product_id"]) == {"B1", "B2"}
    assert heat_cells(small, ["B3"]).is_empty()


def test_weeks_are_put_together_where_there_are_too_many(bursty: Case) -> None:
    cells = heat_cells(bursty, top=20, most=250)
    assert 100 < cells.height <= 250
    assert {(end - start).days for start, end in cells.select("start", "end").rows()} == {21}
    assert cells["reviews"].sum() == 30 * 20 * 2 + 30


def test_more_products_than_can_be_drawn_are_refused(bursty: Case) -> None:
    with pytest.raises(ParameterError, match="Hint: Choose 1 to 500"):
        heat_cells(bursty, top=501)
