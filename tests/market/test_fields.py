"""One listing, read whole."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.market.fields import NOTHING, read_offer
from tests.market.listing import OF, values


def test_a_listing_read_whole() -> None:
    offer = read_offer(
        "Amazon UK reviews, verified",
        "<p>10 verified reviews from 10 buyers in the UK, 2 a day.</p><p>You refund the items. "
        "Text by us. If one drops we write a new one.</p><p>£60. Past: Lumo Lamp.</p>",
        None,
        None,
        OF,
    )
    assert offer.values == NOTHING | {
        "offers_reviews": True,
        "platforms": ["store"],
        "n_reviews": 10,
        "price": 60,
        "currency": "GBP",
        "price_per_review": 6,
        "offers_verified": True,
        "verified_paid_by": "client",
        "seller_writes_text": True,
        "accounts_claimed": 10,
        "drip_feed": True,
        "countries": ["United Kingdom"],
        "guarantee": True,
        "refill": True,
        "products": ["Lumo Lamp"],
    }
    assert offer.words["verified_paid_by"] == "You refund"
    assert offer.words["drip_feed"] == "2 a day"


def test_the_words_are_the_sellers_own() -> None:
    offer = read_offer("5 r.e.v.i.e.w.s", "0n Am@z0n 4 ur b00k", 5, "USD", OF)
    assert offer.words["n_reviews"] == "5 r.e.v.i.e.w.s"
    assert offer.words["platforms"] == "Am@z0n"


def test_of_another_trade_only_price_products_and_links_are_said() -> None:
    found = values("I will delete bad reviews", "5 reviews a day, US team. Past: Lumo Lamp", 30)
    said = {"price": 30, "currency": "USD", "products": ["Lumo Lamp"]}
    assert found == NOTHING | said


def test_tags_are_not_read_and_entities_are() -> None:
    assert values('<b title="guarantee">Google</b> reviews &#49;0')["n_reviews"] == 10
    assert not values('10 Google reviews <b title="guarantee">')["guarantee"]


def test_nothing_is_shared_between_listings() -> None:
    values("Amazon reviews", "5 reviews, US accounts")["platforms"].append("x")
    assert NOTHING["platforms"] == []


@pytest.mark.parametrize(
    "hostile",
    [
        "a",
        " ",
        "5 ",
        "review ",
        "5 reviews $5 ",
        "@",
        "⭐",
        "'",
        "<",
        "<div ",
        "a-",
        "a.",
        "german, ",
        "refund the product cost ",
        "100 buyers US, ",
        "&amp;",
        "\n",
        "\ud800",
        "e\u0301",
    ],
)
def test_a_hostile_description_is_read(hostile: str) -> None:
    values("10 reviews for your shop", (hostile * 100_000)[:100_000])


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=120), st.text(max_size=300))
def test_any_text_is_read(title: str, description: str) -> None:
    assert set(values(title, description)) == set(NOTHING)
