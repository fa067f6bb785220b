"""Views of leads: sellers, their accounts, the flow to reviews, chance beside."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import polars as pl

from kit.market.links import Leads
from kit.views import lead_accounts, lead_flow, lead_groups, lead_odds, lead_sellers
from kit.views.lead_accounts import NATS
from kit.views.lead_flow import MOST
from kit.views.lead_sellers import Trail

OTTER, WREN = "otter (hill)", "wren"
BY = {"site": ["hill", "hill", None], "username": ["otter", "otter", "wren"]}
LEADS = pl.DataFrame(
    {
        "seller": [OTTER, OTTER, WREN],
        **BY,
        "account_id": ["a1", "a2", "a9"],
        "account_name": ["otter", "otter12", "wren"],
        **{name: [1.0, 0.5, 0.2] for name in NATS if name != "nats"},
        "nats": [6.0, 3.0, 1.2],
        "q_value": [0.01, 0.02, 0.04],
        "why": ["its name is the same name"] * 3,
    }
)
LINKED = pl.concat(
    [
        LEADS.select("seller", *BY, "account_id", "q_value", through=pl.lit("its name")),
        pl.DataFrame([(OTTER, "hill", "otter", "a3", 0.03, "a1")], orient="row",
                     schema=["seller", *BY, "account_id", "q_value", "through"]),
    ]
)  # fmt: skip
CLIENTS = pl.DataFrame(
    {
        "seller": [OTTER, OTTER],
        "product_id": ["p1", "p2"],
        "brand": ["Brand", None],
        "n_reviews": [3, 2],
        "paid": [12.0, 8.0],
        "currency": ["USD", "USD"],
    }
)
REVIEWS = pl.DataFrame(
    {
        "seller": [OTTER] * 5,
        "product_id": ["p1", "p1", "p1", "p2", "p2"],
        "review_id": ["r1", "r2", "r3", "r4", "r5"],
        "account_id": ["a1", "a2", "a3", "a1", "a3"],
        "posted_at": [datetime(2024, 2, day) for day in (1, 2, 3, 20, 21)],
    }
)
HANDS = pl.DataFrame(
    {
        "hand": ["h"],
        "accounts": [["a1", "a3"]],
        "n_accounts": [2],
        "evidence": [[{"kind": "ring", "accounts": 2, "why": "2 accounts share 9 products"}]],
        "q_value": [0.01],
    }
)
TRAIL = Trail(LEADS, LINKED, HANDS, CLIENTS, REVIEWS, pl.DataFrame())


def test_a_seller_is_summed_up_over_its_group() -> None:
    rows = lead_sellers(TRAIL).select(
        "seller", "odds", "by_name", "in_group", "clients", "reviews", "paid", "currency"
    )
    assert rows.rows() == [
        (OTTER, "400 to 1", 2, 1, 2, 5, 20.0, "USD"),
        (WREN, "3.3 to 1", 1, 0, 0, 0, None, None),
    ]


def test_a_price_that_nobody_named_stays_unknown() -> None:
    blank = replace(TRAIL, clients=CLIENTS.with_columns(paid=pl.lit(None, pl.Float64)))
    assert lead_sellers(blank)["paid"].to_list() == [None, None]


def test_accounts_carry_their_evidence_and_the_group_its_reason() -> None:
    accounts = lead_accounts(TRAIL, OTTER)
    assert accounts.select("account_id", "through", "odds").rows() == [
        ("a1", "its name", "400 to 1"), ("a2", "its name", "20 to 1"), ("a3", "a1", None),
    ]  # fmt: skip
    assert accounts["why"][2] == "one group with a1, by the case's own evidence"
    assert lead_groups(TRAIL, OTTER).select("kind", "why").rows() == [
        ("ring", "2 accounts share 9 products")
    ]
    assert lead_groups(TRAIL, WREN).is_empty()


def test_the_flow_joins_sellers_accounts_clients_and_reviews() -> None:
    nodes, links = lead_flow(TRAIL)
    assert nodes.select("name", "about", "reviews", "place").rows() == [
        (OTTER, "400 to 1", 5, 0.25),
        (WREN, "3.3 to 1", 0, 0.75),
        ("a1", "otter", 2, 0.125),
        ("a2", "otter12", 1, 0.375),
        ("a3", None, 2, 0.625),
        ("a9", "wren", 0, 0.875),
        ("p1", "Brand", 3, 0.25),
        ("p2", None, 2, 0.75),
    ]
    assert set(links["source"]) | set(links["target"]) == set(nodes["key"])
    assert dict(links["kind"].value_counts().iter_rows()) == {
        "by its name": 3, "by its group": 1, "reviewed": 5,
    }  # fmt: skip
    assert links.filter(kind="by its group")["odds"].to_list() == [None]
    assert lead_flow(TRAIL, WREN)[0]["name"].to_list() == [WREN, "a9"]
    assert lead_flow(TRAIL, "nobody")[0].is_empty()


def test_reviews_of_a_group_that_works_for_two_sellers_count_once() -> None:
    both = replace(
        TRAIL,
        clients=pl.concat([CLIENTS, CLIENTS.with_columns(seller=pl.lit(WREN))]),
        reviews=pl.concat([REVIEWS, REVIEWS.with_columns(seller=pl.lit(WREN))]),
    )
    nodes, links = lead_flow(both)
    assert nodes.filter(kind="client")["reviews"].to_list() == [3, 2]
    assert links["reviews"].sum() == 5


def test_a_crowd_is_folded_into_one_row() -> None:
    more = [LINKED.tail(1).with_columns(account_id=pl.lit(f"y{n}")) for n in range(40)]
    nodes, links = lead_flow(replace(TRAIL, linked=pl.concat([LINKED, *more])))
    accounts = nodes.filter(kind="account")
    assert accounts.height == MOST
    assert accounts["name"][-1] == f"and {44 - MOST + 1} more"
    assert accounts["stands_for"].sum() == 44
    assert set(links["source"]) | set(links["target"]) <= set(nodes["key"])


def test_odds_stand_beside_those_of_made_up_names() -> None:
    decoys = pl.DataFrame({"nats": [0.5, 0.7, 1.1], "set": [0, 1, 1]})
    leads = Leads(LEADS, pl.DataFrame(), decoys, sellers=9, accounts=99, sets=2)
    odds = lead_odds(leads).filter(pl.col("pairs") > 0)
    assert odds.select("who", "nats", "leads").rows() == [
        ("strangers' names", 0.0, 1.0),
        ("sellers", 1.0, 1.0),
        ("strangers' names", 1.0, 0.5),
        ("sellers", 3.0, 1.0),
        ("sellers", 6.0, 1.0),
    ]
    assert lead_odds(replace(leads, leads=LEADS.clear(), decoys=decoys.clear())).is_empty()
