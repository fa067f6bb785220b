"""A listing that sells reviews, to which a test adds what it is about."""

from __future__ import annotations

from typing import Any

from kit.market.fields import read_offer
from kit.market.grammar import grammar

OF = grammar()


def values(title: str, description: str = "", price: float | None = 20) -> dict[str, Any]:
    """Return what is read in a listing, by field."""
    return read_offer(title, description, price, "USD", OF).values


def said(sentence: str, title: str = "6 Google reviews for your shop") -> dict[str, Any]:
    """Return what is read where a seller of reviews says a sentence."""
    found = values(title, sentence)
    assert found["offers_reviews"]
    return found
