from __future__ import annotations

import polars as pl

from kit.market.sellers import sellers
from tests.market.people import gigs


def roster(*rows: tuple[str, str | None]) -> pl.DataFrame:
    kinds = {"username": pl.String, "market": pl.String}
    return pl.DataFrame(rows, schema=kinds, orient="row")


def told(people: pl.DataFrame) -> list[tuple[str, str | None]]:
    return list(people.select("username", "site").iter_rows())


def test_a_name_on_two_sites_is_one_hypothesis_with_two_offers() -> None:
    listed = gigs(
        {"seller_name": "Otter", "site": "hill", "stars_promised": 5},
        {"seller_name": "otter", "site": "dale", "stars_promised": 4},
        {"seller_name": "wren", "site": "hill", "stars_promised": 5},
    )
    people, offers = sellers(listed, None)
    assert told(people) == [("Otter", "dale or hill"), ("wren", "hill")]
    assert people["sites"].to_list() == [["dale", "hill"], ["hill"]]
    assert offers.sort("person", "stars_promised").select("person", "stars_promised").rows() == [
        (0, 4), (0, 5), (1, 5),
    ]  # fmt: skip


def test_a_name_of_a_roster_is_that_of_a_site_where_one_is_known() -> None:
    listed = gigs({"seller_name": "otter", "site": "hill"})
    people, _ = sellers(listed, roster(("Otter", None), ("wren", None), ("owl", "dale")))
    assert told(people) == [("otter", "hill"), ("owl", "dale"), ("wren", None)]
    people, offers = sellers(listed, roster(("Otter", "dale")))
    assert told(people) == [("otter", "dale or hill")]
    assert offers.height == 2


def test_what_gigs_on_a_site_promise_is_summed_up() -> None:
    listed = gigs(
        {"seller_name": "otter", "stars_promised": 5, "products": ["p1"]},
        {"seller_name": "otter", "stars_promised": 5, "products": ["p2"]},
    )
    _, offers = sellers(listed, None)
    assert offers["products"].to_list() == [["p1", "p2"]]


def test_nobody_is_nobody() -> None:
    people, offers = sellers(None, None)
    assert people.is_empty()
    assert offers.is_empty()
