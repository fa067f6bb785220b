"""Views of accounts."""

from __future__ import annotations

import polars as pl

from kit.case import Case
from kit.views import account_reviews, accounts, neighbourhood


def test_reviews_with_the_mean_of_the_others(small: Case) -> None:
    reviews = account_reviews(small, "A1")
    assert reviews["product_id"].to_list() == ["B1", "B2", "B3"]
    assert reviews["product_mean"].to_list() == [2.75, 2.75, 3.0]
    assert reviews["product_reviews"].to_list() == [3, 3, 3]


def test_reviews_without_product_or_stars_are_there(small: Case) -> None:
    reviews = account_reviews(small, "A4")
    assert reviews["review_id"].to_list() == ["R11", "R10"]
    assert reviews["product_mean"].to_list() == [None, None]
    assert reviews["product_reviews"].to_list() == [None, 1]


def suspects(names: list[str]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "entity_id": names,
            "q_value": [0.01] * len(names),
            "families": [["timing", "ring"]] * len(names),
        }
    )


def test_accounts_with_suspects_first(small: Case) -> None:
    rows = accounts(small, suspects(["A3"]))
    assert rows["account_id"][0] == "A3"
    assert rows.filter("suspect").select("families", "q_value").row(0) == ("timing, ring", 0.01)
    assert set(rows["account_id"]) == {"A1", "A2", "A3"}
    assert rows["stands_for"].to_list() == [1, 1, 1]
    assert rows.filter(account_id="A1")["five_share"].item() == 1


def test_a_sample_holds_every_suspect_and_stands_for_all(bursty: Case) -> None:
    named = ["A15-0-31", "A0-0-0", "A29-19-1"]
    rows = accounts(bursty, suspects(named), limit=100)
    assert rows.height == 100
    assert set(rows.filter("suspect")["account_id"]) == set(named)
    assert round(rows["stands_for"].sum()) == 30 * 20 * 2 + 30
    assert rows.equals(accounts(bursty, suspects(named), limit=100))


def test_without_suspects_none_is_marked(small: Case) -> None:
    rows = accounts(small)
    assert not rows["suspect"].any()
    assert rows["families"].null_count() == rows.height


def test_neighbours_meet_within_days(small: Case) -> None:
    nodes, edges = neighbourhood(small, "A1")
    assert nodes.drop("x", "y").rows() == [("A1", "centre", None, 3), ("A2", "neighbour", 3, 3)]
    assert edges.select("source", "target", "shared", "same_stars").rows() == [("A1", "A2", 3, 1)]
    assert edges.select("x", "y").row(0) == nodes.select("x", "y").row(0) == (0, 0)
    assert edges.select("x2", "y2").row(0) == nodes.select("x", "y").row(1)


def test_fewer_days_and_more_products_leave_fewer_neighbours(small: Case) -> None:
    assert neighbourhood(small, "A1", days=1.5)[0]["shared"].to_list() == [None, 2]
    assert neighbourhood(small, "A1", least=4)[0].height == 1
    assert neighbourhood(small, "A1", days=70, most=1)[0]["account_id"].to_list() == ["A1", "A2"]
    assert neighbourhood(small, "A3")[1].is_empty()


def test_the_layout_is_the_same_each_time(small: Case) -> None:
    once, again = (neighbourhood(small, "A2", days=70)[0] for _ in range(2))
    assert once.equals(again)
    assert once.height == 3
    assert once["x"].abs().max() <= 1
    assert once.select("x", "y").is_unique().all()
