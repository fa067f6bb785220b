from __future__ import annotations

import numpy as np
import polars as pl

from kit.market.decoys import DECOY, decoys, lead_rates, rates
from kit.market.handles import NameModel, handles

ACCOUNTS = handles(
    pl.Series([f"{a}{b}" for a in ("anna", "bert", "carl") for b in "bdfghklm"] * 20 + ["zyqwx"])
).with_row_index("account")
MARKET = NameModel.of(ACCOUNTS["key"])
ROSTER = pl.Series(["annak", None, "zyqwxvut", "carlb"])


def test_decoys_stand_where_names_stand() -> None:
    sets = decoys(ROSTER, ACCOUNTS, 3, np.random.default_rng(1))
    for one in sets:
        assert dict(one.schema) == DECOY
        assert one["key"].is_null().to_list() == ROSTER.is_null().to_list()


def test_a_decoy_is_the_name_of_the_account_that_it_tells() -> None:
    [one] = decoys(ROSTER, ACCOUNTS, 1, np.random.default_rng(1))
    for key, _, account in one.drop_nulls("account").iter_rows():
        assert ACCOUNTS["key"][account] == key


def test_decoys_are_as_rare_as_the_names() -> None:
    sets = decoys(ROSTER, ACCOUNTS, 20, np.random.default_rng(1))
    common, _, rare, _ = np.mean([MARKET.spelled(one["key"].fill_null("")) for one in sets], axis=0)
    assert common < rare


def test_without_accounts_there_are_no_names_to_take() -> None:
    [one] = decoys(ROSTER, ACCOUNTS.clear(), 1, np.random.default_rng(1))
    assert one.height == ROSTER.len()
    assert one["key"].is_null().all()


def test_a_rate_is_decoys_as_high_over_leads_as_high() -> None:
    """Two sets: one decoy at 3, one at 1; a tenth of a false lead is added."""
    q = rates(np.array([5.0, 4.0, 2.0]), np.array([3.0, 1.0]), sets=2)
    assert np.allclose(q, [0.05, 0.05, 0.6 / 3])


def test_nothing_has_no_rates() -> None:
    assert rates(np.zeros(0), np.array([1.0]), 5).size == 0
    assert rates(np.array([1.0]), np.zeros(0), 5).tolist() == [0.1]


def leads(*rows: tuple[float, int]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema={"nats": pl.Float64, "others": pl.Int64}, orient="row")


def test_one_account_alone_is_held_against_decoys_that_are_alone() -> None:
    told = leads((9.0, 0), (8.0, 0), (9.0, 2), (8.0, 2), (8.0, 2))
    alone = lead_rates(told, leads((10.0, 0)), 1)
    assert np.allclose(alone, [0.55, 0.55, *[0.1 / 3] * 3])
    both = lead_rates(told, leads((10.0, 1)), 1)
    assert np.allclose(both, [0.05, 0.05, *[1.1 / 3] * 3])


def test_a_rate_is_never_less_than_the_odds_themselves_say() -> None:
    q = lead_rates(leads(*[(0.0, 9)] * 10), leads(), 10)
    assert np.allclose(q, 0.5)
