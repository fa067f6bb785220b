"""Numbers of reviews, of accounts and of stars."""

from __future__ import annotations

import pytest

from tests.market.listing import said, values


@pytest.mark.parametrize(
    ("title", "description", "price", "n"),
    [
        ("Amazon reviews", "5 for 30$, 10 for 55$", 30, 5),
        ("Package Basic: 3 Trustpilot reviews", "Standard 8, Premium 20", 18, 3),
        ("two Yelp reviews", "", 30, 2),
        ("reviews for shopify", "25pcs / $20", 20, 25),
        ("Google 5 star x 10", "", 15, 10),
        ("Tripadvisor reviews", "I charge 9 EUR per review", 9, 1),
        ("Amazon reviews, bulk", "50+ reviews available. $4 per review", 4, 1),
        ("Etsy feedback", "min 3 reviews per order, $5 each", 15, 3),
        ("Trustpilot", "100 reviews, 5 per day, delivered in 20 days. $300", 300, 100),
        ("4 Google, 4 Yelp, 4 Facebook reviews", "", 70, 12),
        ("10 Amazon or 10 eBay reviews", "", 40, 10),
        ("Google reviews", "1 review - 5$ / 5 reviews - 20$", 5, 1),
        ("Google reviews", "1 review - 5$ / 5 reviews - 20$", 20, 5),
        ("Google reviews | 15 | $45", "", 45, 15),
        ("Reviews for Google", "Reviews | 3 | 8\nPrice | $20 | $50", 20, 3),
        ("Reviews on Google by 12 people", "$36", 36, 12),
        ("I will review your book on Amazon", "", 5, 1),
        ("I will give Amazon reviews", "", 5, None),
    ],
)
def test_the_number_of_reviews(title: str, description: str, price: float, n: int | None) -> None:
    found = values(title, description, price)
    assert found["offers_reviews"]
    assert found["n_reviews"] == n


@pytest.mark.parametrize(
    ("sentence", "n"),
    [
        ("120 accounts", 120),
        ("from 8 different profiles", 8),
        ("with over 2,000 real buyers", 2000),
        ("network of 350 shoppers", 350),
        ("100+ reviewers", 100),
        ("Accounts: 40", 40),
        ("600 buyers US, 150 UK, 90 DE", 840),
        ("each review by a different person", 6),
        ("I have served 200 clients", None),
        ("one account each", None),
        ("aged account with 200 friends", None),
        ("10 accounts $15", None),
    ],
)
def test_accounts_claimed(sentence: str, n: int | None) -> None:
    assert said(sentence)["accounts_claimed"] == n
