from __future__ import annotations

import polars as pl
import pytest

from kit.market.claims import share_out, with_company
from kit.market.weighing import REAL


def claims(*rows: tuple[int, int, int, float]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=["set", "person", "account", "nats"], orient="row")


def alone(weighed: pl.DataFrame, people: int) -> list[float]:
    return with_company(weighed, people).sort("person", "account")["alone_nats"].to_list()


def test_an_account_alone_must_make_up_for_sellers_who_have_none() -> None:
    few, many = (alone(claims((REAL, 0, 7, 6.0)), people)[0] for people in (10, 1_000))
    assert many < few - 4
    assert few < 0


def test_accounts_of_one_seller_speak_for_each_other() -> None:
    weak, strong, single = alone(
        claims((REAL, 0, 1, 2.0), (REAL, 0, 2, 12.0), (REAL, 1, 3, 12.0)), 500
    )
    assert weak > -0.1
    assert single < strong < weak


def test_where_many_sellers_have_accounts_one_alone_is_believed() -> None:
    everybody = claims(*((REAL, person, person, 8.0) for person in range(20)))
    assert min(alone(everybody, 20)) > -2.1
    assert max(alone(everybody, 2_000)) < -4.0


def test_decoys_do_not_say_how_many_sellers_have_accounts() -> None:
    real = claims((REAL, 0, 1, 9.0))
    decoys = claims(*((0, person, person, 9.0) for person in range(1, 30)))
    assert alone(pl.concat([real, decoys]), 100)[0] == alone(real, 100)[0]


def test_an_account_has_one_owner() -> None:
    held = share_out(claims((REAL, 0, 1, 9.0), (REAL, 1, 1, 4.0), (REAL, 1, 2, 4.0)))
    assert held.select("person", "account").rows() == [(0, 1), (1, 2)]
    assert held["rivals_nats"].to_list() == pytest.approx([-4.018, 0.0], abs=0.001)


def test_a_decoy_has_the_sellers_for_rivals_but_for_the_one_in_whose_place_it_is() -> None:
    held = share_out(claims((REAL, 0, 1, 3.0), (0, 0, 1, 5.0), (0, 1, 1, 5.0)))
    told = {(row["set"], row["person"]): row["rivals_nats"] for row in held.iter_rows(named=True)}
    assert told[0, 0] == told[REAL, 0] == 0.0
    assert told[0, 1] == pytest.approx(-3.05, abs=0.01)
