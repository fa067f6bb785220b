from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from kit.errors import ParameterError
from kit.trust.watch.coverage import Coverage, coverage

SHOWN = pl.Series("product_id", ["p2", "p1", None, "p1"])


def test_all_is_what_the_capture_shows() -> None:
    assert coverage("all").of(SHOWN)["product_id"].to_list() == ["p1", "p2"]


def test_products_given_are_covered_though_nothing_is_left_of_them() -> None:
    assert coverage(["p9", "p1", "p9"]).of(SHOWN)["product_id"].to_list() == ["p1", "p9"]


def test_nothing_is_the_default() -> None:
    assert coverage(None).of(SHOWN).is_empty()
    assert coverage([]).of(SHOWN).schema == coverage("all").of(SHOWN).schema


def test_it_is_said_as_json_holds_it() -> None:
    span = Coverage(since=date(2020, 1, 1))
    assert coverage(span).said() == {"products": None, "since": "2020-01-01", "until": None}


def test_another_word_is_refused() -> None:
    with pytest.raises(ParameterError, match="'some' says nothing"):
        coverage("some")
