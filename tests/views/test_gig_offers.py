"""Views of listings: once each, what they offer, at what price."""

from __future__ import annotations

import pytest

from kit.market.gigs import Gigs
from kit.views import gig_offers, gig_words, offer_fields, offering, price_promises
from tests.market.people import gigs

FIRST = {
    "gig_id": "g1",
    "captured_at": "2024-01-01",
    "seller_name": "velvet_otter",
    "title": "old title",
    "price_per_review": 4.0,
    "currency": "USD",
    "stars_promised": 5,
    "offers_verified": False,
    "platforms": ["app_store"],
    "words": {"stars_promised": "fïve stars", "platforms": "Play Store"},
}


@pytest.fixture
def read() -> Gigs:
    return gigs(
        {**FIRST, "captured_at": "2024-02-01", "title": "new title"},
        FIRST,
        {**FIRST, "gig_id": "g2", "offers_verified": True, "price_per_review": 8.04},
        {**FIRST, "gig_id": "g3", "stars_promised": None, "price_per_review": None},
        {**FIRST, "gig_id": "g4", "currency": "EUR"},
        {**FIRST, "gig_id": None, "offers_reviews": False},
    )


def test_a_gig_counts_once_as_it_was_last_seen(read: Gigs) -> None:
    offers = gig_offers(read)
    assert offers["gig"].to_list() == [f"gigs.example/{g}" for g in ("g1", "g2", "g3", "g4", "#5")]
    assert offers.row(0, named=True)["title"] == "new title"
    assert offers["seen"].to_list() == [2, 1, 1, 1, 1]
    assert offers["seller"][0] == "velvet_otter (gigs.example)"
    assert offers["promise"][:3].to_list() == [
        "5 stars", "5 stars, verified", "no such promise",
    ]  # fmt: skip


def test_what_is_offered_is_counted_with_a_sellers_words(read: Gigs) -> None:
    fields = {row["field"]: row for row in offer_fields(gig_offers(read)).iter_rows(named=True)}
    assert fields["stars_promised"]["gigs"] == 3
    assert fields["stars_promised"]["share"] == 0.75
    assert fields["stars_promised"]["words"] == "fïve stars"
    assert "drip_feed" not in fields
    assert offering(gig_offers(read), "offers_verified")["gig"].to_list() == ["gigs.example/g2"]


def test_one_gigs_words_stand_beside_what_was_read(read: Gigs) -> None:
    told = gig_words(gig_offers(read).head(1))
    assert told.select("says", "value", "words").rows() == [
        ("Where", "app store", "Play Store"),
        ("Stars promised", "5", "fïve stars"),
    ]


def test_prices_are_compared_in_one_currency(read: Gigs) -> None:
    prices = price_promises(gig_offers(read))
    assert prices.select("promise", "price", "gigs", "left_out").rows() == [
        ("5 stars, verified", 8.0, 1, 2),
        ("5 stars", 4.0, 1, 2),
    ]


def test_without_listings_every_view_is_empty(read: Gigs) -> None:
    none = gig_offers(Gigs(read.listings.clear(), read.imports, read.rejects))
    assert [f(none).height for f in (offer_fields, gig_words, price_promises)] == [0, 0, 0]
