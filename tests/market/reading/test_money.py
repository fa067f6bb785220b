"""The price of the first package and of one review."""

from __future__ import annotations

import pytest

from kit.market.fields import read_offer
from kit.market.reading.money import amount_of
from tests.market.listing import OF


@pytest.mark.parametrize(
    ("digits", "amount"), [("5", 5), ("4,50", 4.5), ("1,200", 1200), ("1,200.5", 1200.5)]
)
def test_commas(digits: str, amount: float) -> None:
    assert amount_of(digits) == amount


@pytest.mark.parametrize(
    ("text", "listed", "price", "currency", "each"),
    [
        ("10 reviews for £60", None, 60, "GBP", 6),
        ("10 reviews for £60", (60, "USD"), 60, "GBP", 6),
        ("10 reviews, $60", (60, "CAD"), 60, "CAD", 6),
        ("10 reviews", (60, "EUR"), 60, "EUR", 6),
        ("10 reviews for $25", (40, "USD"), 25, "USD", 2.5),
        ("199 rs per review, minimum order 5", (995, "INR"), 995, "INR", 199),
        ("1 review free, then $3 each", (0, None), 0, "USD", 0),
        ("you pay the item, up to $30. 2 reviews", (9, "USD"), 9, "USD", 4.5),
        ("10 reviews", None, None, None, None),
    ],
)
def test_the_price(
    text: str, listed: tuple[float, str] | None, price: float, currency: str, each: float
) -> None:
    amount, code = listed or (None, None)
    found = read_offer("Google reviews for your shop", text, amount, code, OF).values
    assert (found["price"], found["currency"], found["price_per_review"]) == (price, currency, each)
