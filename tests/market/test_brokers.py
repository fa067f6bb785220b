"""One market of ordinary accounts, and a pool that serves whom the test says."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from random import Random

import polars as pl
import pytest

import kit
from kit.errors import ParameterError
from kit.market.brokers import BROKERS, EDGES, KINDS, Brokers, brokers
from tests.case_rows import Row, case_of, review

POOL = tuple(f"x{n}" for n in range(10))


def ordinary(accounts: int = 400) -> list[Row]:
    chance = Random(3)
    return [
        of_brand(f"a{n}", brand, chance.randrange(700))
        for n in range(accounts)
        for brand in chance.sample(range(80), 5)
    ]


def of_brand(account: str, brand: int, day: float, product: int = 0) -> Row:
    name = f"brand {brand}"
    return review(account, f"{name}, {product}", day, 5, name, f"trade {brand % 5}")


def orders(
    brands: Iterable[int], accounts: Iterable[str] = POOL, products: int = 1, apart: int = 30
) -> list[Row]:
    return [
        of_brand(account, brand, 200 + apart * place + n % 4, product)
        for place, (brand, product) in enumerate((b, p) for b in brands for p in range(products))
        for n, account in enumerate(accounts)
    ]


def told(rows: list[Row], folder: Path, accounts: tuple[str, ...] = POOL) -> Brokers:
    group = {"hand": ["h"], "accounts": [list(accounts)], "n_accounts": [len(accounts)]}
    return brokers(case_of(ordinary() + rows, folder), groups=pl.DataFrame(group))


def only(found: Brokers) -> Row:
    return pl.concat([found.brokers, found.others]).row(0, named=True)


def test_finds_a_pool_that_serves_many_sellers(tmp_path: Path) -> None:
    found = told(orders(range(8)), tmp_path)
    broker = found.brokers.row(0, named=True)
    assert broker["kind"] == "broker"
    assert set(broker["sellers"]) == {f"brand {n}" for n in range(8)}
    assert (broker["n_sellers"], broker["n_brands"], broker["n_categories"]) == (8, 8, 5)
    assert broker["expected"] < 0.1 > broker["q_value"]
    assert broker["innocent"] == KINDS["broker"]
    assert broker["why"].startswith("10 accounts; brands at which they met more than chance")
    assert found.edges.height == 80
    assert set(found.edges["account_id"]) == set(POOL)


def test_a_pool_that_serves_one_brand_is_that_sellers(tmp_path: Path) -> None:
    assert only(told(orders([3], products=8), tmp_path))["kind"] == "one seller"


def test_sellers_that_everybody_buys_together_are_one(tmp_path: Path) -> None:
    fans = [of_brand(f"f{n}", brand, 9 * n + brand) for n in range(60) for brand in range(8)]
    found = only(told(orders(range(8)) + fans, tmp_path))
    assert (found["kind"], found["n_sellers"], found["n_brands"]) == ("one seller", 1, 8)


def test_spares_a_household(tmp_path: Path) -> None:
    family = POOL[:4]
    assert only(told(orders(range(8), family), tmp_path, family))["kind"] == "few accounts"


def test_spares_a_hobby(tmp_path: Path) -> None:
    assert only(told(orders(range(0, 40, 5)), tmp_path))["kind"] == "one trade"


def test_spares_accounts_that_meet_as_anybody_does(tmp_path: Path) -> None:
    group = tuple(f"a{n}" for n in range(20))
    found = told([], tmp_path, group)
    assert only(found)["kind"] == "not told"
    assert found.edges.is_empty()


def test_spares_what_the_markets_own_programme_gave(tmp_path: Path) -> None:
    rows = [{"review_id": f"r{n:05}", **row} for n, row in enumerate(ordinary() + orders(range(8)))]
    given = pl.DataFrame(rows).with_columns(vine=pl.col("account_id").is_in(POOL))
    case = kit.open_case(given, folder=tmp_path / "case")
    group = {"hand": ["h"], "accounts": [list(POOL)], "n_accounts": [len(POOL)]}
    assert only(brokers(case, groups=pl.DataFrame(group)))["kind"] == "not told"


def test_without_brands_each_product_is_a_seller(tmp_path: Path) -> None:
    rows = [row | {"brand": None} for row in orders(range(8))]
    sellers = told(rows, tmp_path).brokers["sellers"][0]
    assert set(sellers) == {f"product brand {n}, 0" for n in range(8)}


def test_reads_the_groups_of_the_case(tmp_path: Path) -> None:
    found = brokers(case_of(ordinary() + orders(range(8)), tmp_path))
    assert found.brokers["n_accounts"].to_list() == [10]
    assert set(found.edges["account_id"]) == set(POOL)
    assert found.others.is_empty()


def test_nobody_and_a_rate_that_is_none(tmp_path: Path) -> None:
    case = case_of(ordinary(50), tmp_path)
    found = brokers(case)
    assert found.brokers.schema == pl.Schema(BROKERS)
    assert found.edges.schema == pl.Schema(EDGES)
    with pytest.raises(ParameterError, match="no rate"):
        brokers(case, q=1)
