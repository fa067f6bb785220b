"""A range of damages follows from counts and assumptions, and says what it does not know."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from kit.exhibit.assumptions import Assumptions, shipped
from kit.exhibit.damages import ASSUMED, RANGE, assumed, damages
from kit.exhibit.sellers import ORDERS, PRICES
from kit.trust import DAMAGE

REACH = {"in_findings": 10}
NO_PRICES = PRICES.to_frame()


def moved(*rows: tuple[str, float | None, float | None]) -> pl.DataFrame:
    names = ("direction", "stars_moved_low", "stars_moved_high")
    told = [dict.fromkeys(DAMAGE) | dict(zip(names, row, strict=True)) for row in rows]
    return pl.DataFrame(told, schema=DAMAGE)


def orders(*rows: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame([dict.fromkeys(ORDERS) | row for row in rows], schema=ORDERS)


def told(
    products: pl.DataFrame, clients: pl.DataFrame | None = None, values: Assumptions | None = None
) -> dict[str, tuple[float | None, float | None, str]]:
    taken = assumed(values or shipped(), NO_PRICES)
    found = damages(REACH, products, ORDERS.to_frame() if clients is None else clients, taken)
    assert found.schema == RANGE
    return {row["what"]: (row["low"], row["high"], row["unit"]) for row in found.to_dicts()}


def with_sales(price: float, units: float) -> Assumptions:
    held = shipped()
    sales = {**held.values["sales"], "price_per_unit": price, "units_per_product": units}
    return Assumptions(held.text, {**held.values, "sales": sales}, given=True)


def test_reviews_have_a_price_and_stars_a_share_of_revenue() -> None:
    found = told(moved(("up", 0.2, 0.4), ("up", 0.0, 0.2), ("up", None, None)))
    assert found["Paid for the reviews that a finding is about"] == (50.0, 50.0, "USD")
    low, high, unit = found["Revenue of a product raised, on average"]
    assert (low, high, unit) == (pytest.approx(0.1 * 0.05), pytest.approx(0.3 * 0.09), "share")
    assert found["Sales of all products raised"][:2] == (None, None)
    assert found["Revenue of a product pressed down, on average"][:2] == (None, None)


def test_what_lowers_stars_is_a_loss_and_never_less_than_none() -> None:
    low, high, _ = told(moved(("down", -0.5, 0.1)))["Revenue of a product pressed down, on average"]
    assert (low, high) == (0.0, pytest.approx(0.045))


def test_sums_need_a_price_and_units() -> None:
    up = moved(("up", 0.2, 0.4), ("up", 0.0, 0.2))
    low, high, _ = told(up, values=with_sales(10, 100))["Sales of all products raised"]
    assert (low, high) == (pytest.approx(0.005 * 2_000), pytest.approx(0.027 * 2_000))
    assert told(up, values=with_sales(10, 0))["Sales of all products raised"][:2] == (None, None)


def test_a_client_of_several_sellers_paid_once() -> None:
    found = told(
        moved(),
        orders(
            {"product_id": "p", "currency": "USD", "paid": 30.0},
            {"product_id": "p", "currency": "USD", "paid": 50.0},
            {"product_id": "q", "currency": "USD", "paid": 5.0},
            {"product_id": "r"},
        ),
    )
    assert found["Paid by clients, at their sellers' own prices"] == (35.0, 55.0, "USD")


def test_prices_of_the_gig_market_stand_unless_somebody_gave_others() -> None:
    prices = pl.DataFrame([("EUR", 40, 1.0, 3.0)], schema=PRICES, orient="row")
    first = assumed(shipped(), prices)
    assert first.schema == ASSUMED
    assert first.row(0)[1:4] == (1.0, 3.0, "EUR")
    assert "40 gigs" in first["source"][0]
    assert assumed(with_sales(1, 1), prices).row(0)[1:4] == (5.0, 5.0, "USD")
