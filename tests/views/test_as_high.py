from __future__ import annotations

import polars as pl

from kit.views.as_high import as_high


def test_counts_in_short() -> None:
    found = pl.DataFrame({"entity_id": ["a"], "innocents": [37_490], "as_high": [0]})
    assert as_high(found)["as_high"].to_list() == ["0 of 37,490"]


def test_nothing_where_the_grid_says_nothing() -> None:
    unknown = {"innocents": pl.Int64, "as_high": pl.Int64}
    assert "as_high" not in as_high(pl.DataFrame({"innocents": [None], "as_high": [None]}, unknown))
    assert "as_high" not in as_high(pl.DataFrame(schema=unknown))
