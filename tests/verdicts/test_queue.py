from __future__ import annotations

import polars as pl
import pytest

import kit
from kit.errors import ParameterError
from kit.verdicts import queue
from kit.verdicts.queue import QUEUE, hidden


def test_value_is_harm_times_probability_over_effort(case: kit.Case) -> None:
    found = queue(case)
    assert found["entity_id"].sort().equals(kit.suspects(case)["entity_id"].sort())
    for row in found.iter_rows(named=True):
        assert row["harm"] == row["reviews"] + row["helpful_votes"] + row["stars_moved"]
        assert row["value"] == pytest.approx(row["harm"] * row["probability"] / row["effort"])
    assert found["value"].is_sorted(descending=True)
    assert found["effort"].equals(found["reviews"])


def test_probability_is_odds_beforehand_times_how_seldom_innocents_are(case: kit.Case) -> None:
    row = queue(case).row(0, named=True)
    high = kit.suspects(case).filter(pl.col("entity_id") == row["entity_id"])["as_high_high"][0]
    before = kit.base_rate(case)["share"][0]
    odds = row["probability"] / (1 - row["probability"])
    shown = odds * high / (before / (1 - before))
    assert 0 < shown <= 1
    assert f"{shown:.0%} of paid show" in row["leans_on"]


def test_products_bring_the_reviews_in_their_windows(case: kit.Case) -> None:
    found = queue(case, "product")
    assert found["entity_id"].sort().equals(kit.suspects(case, "product")["entity_id"].sort())
    reviews = dict(
        case.sql("select product_id, count(*) from reviews group by product_id").iter_rows()
    )
    for row in found.iter_rows(named=True):
        assert 0 < row["reviews"] < reviews[row["entity_id"]]
        assert row["leans_on"] == "q-value"


def test_blind_hides_score_and_order(case: kit.Case) -> None:
    anna, ben, seen = (
        queue(case, reviewer="Anna", blind=True),
        queue(case, reviewer="Ben", blind=True),
        queue(case),
    )
    assert set(anna.columns) == set(QUEUE) - set(hidden("account"))
    assert set(anna["entity_id"]) > set(seen["entity_id"])
    orders = [frame["entity_id"].to_list() for frame in (anna, ben, seen)]
    assert orders[0] != orders[1] != orders[2] != orders[0]
    assert anna.equals(queue(case, reviewer=" anna", blind=True))


def test_leads_are_links_with_their_members(case: kit.Case) -> None:
    roster = pl.DataFrame(
        {"username": ["busymom36"], "market": [None]}, schema_overrides={"market": pl.String}
    )
    found = queue(case, "link", leads=kit.market.link(case, roster=roster), fdr=0.2)
    row = found.row(0, named=True)
    assert row["entity_kind"] == "link"
    assert {member["kind"] for member in row["members"]} == {"account", "seller"}
    assert row["label"].endswith("and seller busymom36")
    assert row["reviews"] > 0


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"of": "pair"}, "no queue of 'pair'"),
        ({"of": "link"}, "needs leads"),
        ({"blind": True}, "needs the name"),
    ],
)
def test_says_what_is_missing(case: kit.Case, asked: dict[str, object], says: str) -> None:
    with pytest.raises(ParameterError, match=says):
        queue(case, **asked)


def test_a_learned_score_orders_the_queue_and_adds_whom_it_puts_first(case: kit.Case) -> None:
    listed = queue(case)
    others = kit.rank(case).join(listed, on="entity_id", how="anti").head(3)["entity_id"].to_list()
    known = listed["entity_id"][0]
    score = pl.DataFrame({"account_id": [known, *others], "probability": [0.5, 0.9, 0.8, 0.7]})
    found = queue(case, score=score)
    by_id = {row["entity_id"]: row for row in found.iter_rows(named=True)}
    assert set(by_id) == {*listed["entity_id"], *others}
    assert by_id[known]["probability"] == 0.5
    assert all(by_id[one]["q_value"] is None for one in others)
    assert all(by_id[one]["leans_on"] == "learned score" for one in [known, *others])


def test_a_learned_score_is_of_accounts_and_of_each_once(case: kit.Case) -> None:
    score = pl.DataFrame({"account_id": ["A", "A"], "probability": [0.1, 0.2]})
    with pytest.raises(ParameterError, match="more than once"):
        queue(case, score=score)
    with pytest.raises(ParameterError, match="orders accounts"):
        queue(case, "product", score=score)
    with pytest.raises(ParameterError, match="has no probability"):
        queue(case, score=score.drop("probability"))
