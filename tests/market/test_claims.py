from __future__ import annotations

import polars as pl
import pytest

from kit.market.claims import share_out
from kit.market.weighing import REAL


def claims(*rows: tuple[int, int, int, float]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=["set", "person", "account", "nats"], orient="row")


def test_an_account_has_one_owner() -> None:
    held = share_out(claims((REAL, 0, 1, 9.0), (REAL, 1, 1, 4.0), (REAL, 1, 2, 4.0)))
    assert held.select("person", "account", "others").rows() == [(0, 1, 0), (1, 2, 0)]
    assert held["rivals_nats"].to_list() == pytest.approx([-4.018, 0.0], abs=0.001)


def test_a_decoy_has_the_sellers_for_rivals_but_for_the_one_in_whose_place_it_is() -> None:
    held = share_out(claims((REAL, 0, 1, 3.0), (0, 0, 1, 5.0), (0, 1, 1, 5.0)))
    told = {(row["set"], row["person"]): row["rivals_nats"] for row in held.iter_rows(named=True)}
    assert told[0, 0] == told[REAL, 0] == 0.0
    assert told[0, 1] == pytest.approx(-3.05, abs=0.01)


def test_a_seller_s_other_accounts_are_counted_in_each_set() -> None:
    held = share_out(claims((REAL, 0, 1, 3.0), (REAL, 0, 2, 3.0), (4, 0, 3, 3.0)))
    assert held["others"].to_list() == [1, 1, 0]
