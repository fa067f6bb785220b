"""A listing's own price, however a site writes it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.market.grammar import grammar
from kit.market.prices import read_price

OF = grammar()


@pytest.mark.parametrize(
    ("value", "currency", "price"),
    [
        (5, "USD", (5.0, "USD")),
        ("from $5", None, (5.0, "USD")),
        ("€ 4,50", None, (4.5, "EUR")),
        ("Starting at US$10", None, (10.0, "USD")),
        ("1,200.50 USD", None, (1200.5, "USD")),
        ("$12 CAD", None, (12.0, "CAD")),
        ("₹ 199", None, (199.0, "INR")),
        ("5-10 usd", None, (5.0, "USD")),
        ("12", "eur", (12.0, "EUR")),
        ("7", "£", (7.0, "GBP")),
        ("free", None, (0.0, None)),
        ("From £3", None, (3.0, "GBP")),
        ("¥ 500", None, (500.0, "JPY")),
        ("R$ 25", None, (25.0, "BRL")),
        ("15 AUD", None, (15.0, "AUD")),
    ],
)
def test_a_price_is_read(value: Any, currency: Any, price: tuple[float, str]) -> None:
    assert read_price(value, currency, OF) == price


@pytest.mark.parametrize("value", [None, "", "ask me", "-5", "$-5", -5, float("nan"), True])
def test_what_is_no_price_is_none(value: Any) -> None:
    assert read_price(value, None, OF)[0] is None


@given(st.one_of(st.text(max_size=60), st.floats(), st.integers(), st.none()))
def test_anything_is_read_as_a_price_or_none(value: Any) -> None:
    amount, _ = read_price(value, None, OF)
    assert amount is None or 0 <= amount < float("inf")
