"""Two pools that a chain joined are told apart; one pool whose accounts come by turns is not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from scipy.sparse import csr_array

from kit.errors import ParameterError
from kit.market.parting import PARTS, parted, parts
from kit.statistics import Array
from tests.case_rows import Row, case_of, review


def visits(seed: int, accounts: int, orders: int, rate: float) -> Array:
    return (np.random.default_rng(seed).random((accounts, orders)) < rate).astype(float)


def beside(one: Array, other: Array) -> csr_array:
    """Return two pools that met on one order, the first of each."""
    whole = np.zeros((len(one) + len(other), one.shape[1] + other.shape[1] - 1))
    whole[: len(one), : one.shape[1]] = one
    whole[len(one) :, one.shape[1] :] = other[:, 1:]
    whole[len(one) :, 0] = other[:, 0]
    return csr_array(whole)


@pytest.mark.parametrize("sizes", [(4, 20), (9, 9), (3, 5)])
def test_finds_two_pools_that_met_on_one_order(sizes: tuple[int, int]) -> None:
    one, other = (visits(n, n, 12, 0.85) for n in sizes)
    label = parted(beside(one, other))
    assert len(set(label)) == 2
    assert len(set(label[: sizes[0]])) == len(set(label[sizes[0] :])) == 1


@pytest.mark.parametrize("rate", [0.2, 0.5, 0.9])
def test_spares_one_pool_whoever_comes(rate: float) -> None:
    whole = [len(set(parted(csr_array(visits(seed, 20, 12, rate))))) for seed in range(20)]
    assert sum(n > 1 for n in whole) <= 1


def test_three_pools_are_three() -> None:
    first = beside(visits(1, 6, 10, 0.9), visits(2, 7, 10, 0.9)).toarray()
    label = parted(beside(first, visits(3, 5, 10, 0.9)))
    assert [len(set(label[part])) for part in (slice(6), slice(6, 13), slice(13, 18))] == [1, 1, 1]
    assert len(set(label)) == 3


def test_nothing_is_parted_where_nobody_met() -> None:
    assert set(parted(csr_array((4, 0)))) == {0}
    assert set(parted(csr_array(np.eye(5)))) == {0}
    with pytest.raises(ParameterError):
        parted(csr_array((2, 2)), q=0.0)


def orders(accounts: list[str], products: range, day: int) -> list[Row]:
    return [
        review(account, f"p{product}", day + 20 * place + n % 3)
        for place, product in enumerate(products)
        for n, account in enumerate(accounts)
    ]


def test_groups_of_a_case_are_parted_by_orders(tmp_path: Path) -> None:
    one, other = [f"x{n}" for n in range(5)], [f"y{n}" for n in range(6)]
    rows = [review(f"a{n}", f"p{n % 300}", n % 600) for n in range(3_000)]
    rows += orders(one, range(10), 0) + orders(other, range(9, 20), 0)
    case = case_of(rows, tmp_path)
    chained = pl.DataFrame({"account_id": [*one, *other], "group": [4] * 11})
    found = parts(case, chained)
    assert dict(found.schema) == PARTS
    by_part = found.group_by("part").agg(pl.col("account_id").sort())["account_id"].to_list()
    assert sorted(by_part) == [one, other]
    assert parts(case, chained.clear()).is_empty()
