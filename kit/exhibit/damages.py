"""A range of damages: what was paid for reviews, and what stars that they moved are worth.

Every number beside a count is an assumption, and stands in the same table. No page works it out
again: a page of evidence runs nothing, paper says the same as the screen, and each range has a file
of assumptions under the bundle's hashes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from kit.exhibit.assumptions import Assumptions

ASSUMED = pl.Schema(
    {
        "assumption": pl.String,
        "low": pl.Float64,
        "high": pl.Float64,
        "unit": pl.String,
        "source": pl.String,
    }
)
RANGE = pl.Schema(
    {
        "what": pl.String,
        "low": pl.Float64,
        "high": pl.Float64,
        "unit": pl.String,
        "note": pl.String,
    }
)
UNKNOWN = "unknown"


def assumed(assumptions: Assumptions, prices: pl.DataFrame) -> pl.DataFrame:
    """Return the assumptions, each with its source; columns of `ASSUMED`.

    Parameters
    ----------
    assumptions : Assumptions
    prices : polars.DataFrame
        `kit.exhibit.sellers.PRICES`: taken where nobody gave a file of assumptions.
    """
    values = assumptions.values
    price, star, sales = (values[n] for n in ("price_per_review", "revenue_per_star", "sales"))
    if prices.height and not assumptions.given:
        row = prices.row(0, named=True)
        price = {**row, "source": f"The middle half of {row['gigs']:,} gigs' prices in this case."}
    known = bool(sales["price_per_unit"] and sales["units_per_product"])
    unit, units = float(sales["price_per_unit"]), float(sales["units_per_product"])
    rows = [
        ("price of a review", price["low"], price["high"], price["currency"], price["source"]),
        ("revenue for one star more", star["low"], star["high"], "share", star["source"]),
        ("price of a unit", *_both(unit, known), sales["currency"], sales["source"]),
        ("units of a product", *_both(units, known), "units", sales["source"]),
    ]
    return pl.DataFrame(rows, schema=ASSUMED, orient="row")


def _both(value: float, known: bool) -> tuple[float | None, float | None]:
    return (value, value) if known else (None, None)


def damages(
    reach: Mapping[str, Any], moved: pl.DataFrame, clients: pl.DataFrame, taken: pl.DataFrame
) -> pl.DataFrame:
    """Return the ranges that follow; columns of `RANGE`.

    Parameters
    ----------
    reach : mapping
        The row of `kit.exhibit.reach.reach`.
    moved : polars.DataFrame
        `kit.trust.damage`.
    clients : polars.DataFrame
        `kit.exhibit.sellers.ORDERS`.
    taken : polars.DataFrame
        `assumed`.

    Notes
    -----
    A product's stars moved, low to high, are the 95 % interval of `kit.trust.damage`, cut at 0: a
    range of damages holds no gain of the one who is harmed. Shares of products are averaged, not
    summed. Where an interval is missing the product is left out, and counted in the note.
    """
    by = {row["assumption"]: row for row in taken.iter_rows(named=True)}
    price, star = by["price of a review"], by["revenue for one star more"]
    rows: list[tuple[str, float | None, float | None, str, str]] = [
        (
            "Paid for the reviews that a finding is about",
            reach["in_findings"] * price["low"],
            reach["in_findings"] * price["high"],
            price["unit"],
            f"{reach['in_findings']:,} reviews, each at the price of a review.",
        )
    ]
    rows += list(_orders(clients))
    for direction, who in (("up", "raised"), ("down", "pressed down")):
        sides = moved.filter(pl.col("direction") == direction)
        told = sides.drop_nulls(["stars_moved_low", "stars_moved_high"])
        shares = _shares(told, direction, star)
        note = f"{told.height:,} of {sides.height:,} products, those with an interval of the stars."
        rows.append((f"Revenue of a product {who}, on average", *shares, "share", note))
        unit, units = by["price of a unit"], by["units of a product"]
        worth = None if unit["low"] is None else unit["low"] * units["low"] * told.height
        sums = [None if worth is None or one is None else one * worth for one in shares]
        note = (
            "Not worked out: price and units are not known."
            if worth is None
            else f"The share above, of {units['low']:,.0f} units of each at the price of a unit."
        )
        rows.append((f"Sales of all products {who}", sums[0], sums[1], unit["unit"], note))
    return pl.DataFrame(rows, schema=RANGE, orient="row").with_columns(
        pl.col("low", "high").round(6)
    )


def _orders(clients: pl.DataFrame) -> list[tuple[str, float, float, str, str]]:
    """Return what clients paid by their sellers' own prices, where those are known."""
    # A group that works for several sellers served the same clients: each product counts once.
    known = clients.filter(pl.col("paid").is_not_null() & pl.col("currency").is_not_null())
    each = known.group_by("product_id", "currency").agg(
        pl.col("paid").min().alias("low"), pl.col("paid").max().alias("high")
    )
    by_currency = each.group_by("currency").agg(pl.len(), pl.col("low").sum(), pl.col("high").sum())
    return [
        (
            "Paid by clients, at their sellers' own prices",
            low,
            high,
            currency,
            f"{n:,} products; the cheapest and the dearest of the sellers linked to each.",
        )
        for currency, n, low, high in by_currency.sort("currency").iter_rows()
    ]


def _shares(
    told: pl.DataFrame, direction: str, star: Mapping[str, Any]
) -> tuple[float | None, float | None]:
    if told.is_empty():
        return None, None
    names = ("stars_moved_low", "stars_moved_high")
    near, far = names if direction == "up" else names[::-1]
    sign = 1 if direction == "up" else -1
    low, high = (
        float((told[name] * sign).clip(lower_bound=0.0).mean() or 0.0)  # type: ignore[arg-type]
        for name in (near, far)
    )
    return low * star["low"], high * star["high"]
