"""Sites, and the countries of accounts."""

from __future__ import annotations

import pytest

from tests.market.listing import said, values


@pytest.mark.parametrize(
    ("title", "platforms"),
    [
        ("Reviews on Amazon", ["store"]),
        ("Reviews for your online shop", ["store"]),
        ("Reviews for your game on Steam", ["store"]),
        ("Google Play reviews", ["app_store"]),
        ("Firefox add-on reviews", ["app_store"]),
        ("Reviews for your plumbing company on Google", ["maps"]),
        ("5 reviews on Angi and Google", ["maps", "other"]),
        ("Book reviews on Goodreads and Amazon", ["other", "store"]),
        ("Spotify podcast ratings 5 stars x 10", ["other"]),
        ("10 reviews on your website", []),
    ],
)
def test_platforms(title: str, platforms: list[str]) -> None:
    found = values(title, "5 reviews $20")
    assert found["offers_reviews"]
    assert found["platforms"] == platforms


@pytest.mark.parametrize(
    ("sentence", "countries"),
    [
        ("accounts from Spain and Italy", ["Italy", "Spain"]),
        ("US/UK/CA buyers", ["Canada", "United Kingdom", "United States"]),
        ("🇫🇷 🇩🇪 accounts", ["France", "Germany"]),
        ("native French speaker", ["France"]),
        ("Russian, Ukrainian and Polish buyers", ["Poland", "Russia", "Ukraine"]),
        ("New York IPs", ["United States"]),
        ("NL, BE, DE residents", ["Belgium", "Germany", "Netherlands"]),
        ("us accounts", ["United States"]),
    ],
)
def test_finds_countries_of_accounts(sentence: str, countries: list[str]) -> None:
    assert said(sentence)["countries"] == countries


@pytest.mark.parametrize(
    "sentence",
    [
        "written in German",
        "for shops in Poland or Austria",
        "Only for UK sellers",
        "contact us for more",
        "PLEASE CONTACT US",
        "BE FIRST, BUY IT IN BULK",
        "amazon.de and amazon.co.uk",
        "Amazon Germany",
    ],
)
def test_spares_markets_languages_and_words(sentence: str) -> None:
    assert said(sentence)["countries"] == []
