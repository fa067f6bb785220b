"""Offers of reviews, and other trades that speak of reviews."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from kit.market.fields import why
from tests.market.listing import OF, values

TRADES = tomllib.loads(Path(__file__).with_name("trades.toml").read_text("utf-8"))


@pytest.mark.parametrize(("title", "description"), TRADES["offers"])
def test_finds_an_offer(title: str, description: str) -> None:
    assert values(title, description, 5)["offers_reviews"]


@pytest.mark.parametrize(("title", "description"), TRADES["others"])
def test_spares_another_trade(title: str, description: str) -> None:
    assert not values(title, description, 5)["offers_reviews"]


def test_an_empty_listing_offers_nothing() -> None:
    assert not values("", "")["offers_reviews"]


def test_prices_alone_may_sell_anything() -> None:
    assert not values("Soap", "3 for $20, 10 pcs for $50")["offers_reviews"]


def test_says_why() -> None:
    found = {reason.says: reason for reason in why("I will answer 50 reviews", "$20", OF)}
    answers = found["answers reviews, which others wrote"]
    assert answers.weight < 0
    assert answers.words == "answer 50 reviews"
    assert found["sells reviews by number"].words == "50 reviews"
