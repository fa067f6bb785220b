"""Sellers, clients, products, reach and damages of a case file, as tables of plain text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from kit.charts import plain
from kit.plain_text import visible

MOST_ROWS = 40
"""Rows of one of these lists that a page shows; the tables hold all."""

WIDTH = 120
QUOTED = frozenset({"account_id", "account_name", "brand", "product_id", "seller_name", "site"})
"""Columns of names that somebody else chose."""

NUMBERS = frozenset({"low", "high", "price"})
"""Columns that are text here, and stand to the right like numbers."""

SELLERS = {
    "seller_name": "Seller", "site": "Site", "account_id": "Account", "number": "No.",
    "relation": "Its name is", "name_nats": "Name", "unusual_nats": "Findings",
    "rest_nats": "The rest", "nats": "Odds", "q_value": "q-value",
}  # fmt: skip
CLIENTS = {
    "product_id": "Client", "brand": "Brand", "seller_name": "Of", "n_accounts": "Accounts",
    "expected": "Expected", "n_reviews": "Reviews", "first_date": "From",
    "price": "Paid", "q_value": "q-value",
}  # fmt: skip
PRODUCTS = {
    "number": "No.", "product_id": "Product", "families": "Kinds of evidence", "why": "Why",
    "q_value": "q-value",
}  # fmt: skip
MOVED = {
    "product_id": "Product", "suspect_reviews": "Of them", "reviews": "Reviews",
    "stars_with": "Stars", "stars_without": "Without", "moved": "Moved (95 %)",
    "rank_with": "Rank", "rank_without": "Without", "half_star_takes": "Half a star takes",
    "first_page_suspect": "On first page",
}  # fmt: skip
ASSUMED = {
    "assumption": "Assumption",
    "low": "Low",
    "high": "High",
    "unit": "In",
    "source": "Source",
}
RANGE = {"what": "What", "low": "Low", "high": "High", "unit": "In", "note": "How"}

SELLER_WORDS = (
    "A seller is linked to an account by its name and by how the account behaves. Odds are a sum "
    "of judgements, in nats (powers of e): what the name, the case's findings and the rest add to "
    "the odds before any evidence. The q-value measures what they are worth, with strangers' names "
    "that are as rare.",
    "Two people may choose the same name, and an account may be called after somebody else.",
)
CLIENT_WORDS = (
    "A client is a product that accounts linked to a seller reviewed more often than chance "
    "explains, at least two of them within 30 days. Who ordered is not known: a rival or an agency "
    "can pay as well. Paid is an estimate: the reviews times the seller's own price."
)
MOVED_WORDS = (
    "Stars with the reviews of listed accounts that a finding is about, and without them; the "
    "interval says how far such reviews move a product like this (bootstrap over its reviews). "
    "Ranks are by mean stars in the category. Half a star takes so many such reviews."
)
DAMAGES_WORDS = (
    "A range of sums that follow from counts above and from assumptions below: no finding about "
    "anyone, and no claim. It is not worked out by the page, so that paper and screen agree; for "
    "other assumptions change a copy of data/assumptions.toml and run kit exhibit again with "
    "--assumptions FILE."
)


def consequences(tables: Mapping[str, pl.DataFrame]) -> dict[str, Any]:
    """Return what follows from the list, as sections: words, figures and tables of text.

    Parameters
    ----------
    tables : mapping of str to polars.DataFrame
        `kit.exhibit.case_tables.tables` and `kit.exhibit.case_bundle`'s market and damages, as the
        edition shows them.

    Returns
    -------
    dict
        sellers, clients, products, reach, moved, damages: each with words (sentences) and tables
        (name, heads, rows of cells with value, right and quoted, more).
    """
    leads = tables["sellers"]
    rest = [name for name in leads.columns if name.endswith("_nats")]
    rest = [name for name in rest if name not in ("name_nats", "unusual_nats")]
    leads = leads.with_columns(rest_nats=pl.sum_horizontal(rest))
    clients, moved = _clients(tables["clients"]), _moved(tables["moved"])
    return {
        "sellers": {
            "words": SELLER_WORDS if leads.height else (),
            "tables": [table("sellers", leads, SELLERS)] if leads.height else [],
        },
        "clients": {
            "words": (CLIENT_WORDS,) if clients.height else (),
            "tables": [table("clients", clients, CLIENTS)] if clients.height else [],
        },
        "products": {
            "words": (),
            "tables": [table("products", tables["products"], PRODUCTS)]
            if tables["products"].height
            else [],
        },
        "reach": {
            "words": tuple(_reach(tables["reach"])),
            "tables": [table("moved", moved, MOVED)] if moved.height else [],
            "about": MOVED_WORDS,
        },
        "damages": {
            "words": (DAMAGES_WORDS,),
            "tables": [
                table("damages", _percent(tables["damages"]), RANGE),
                table("assumptions", _percent(tables["assumptions"]), ASSUMED),
            ],
        },
    }


def table(name: str, frame: pl.DataFrame, columns: Mapping[str, str]) -> dict[str, Any]:
    """Return a frame's first rows as text: name, heads (label, right), rows, more.

    Parameters
    ----------
    name : str
        The table's, for the reader who wants all of it.
    frame : polars.DataFrame
    columns : mapping of str to str
        Columns to show, and how each is called.
    """
    right = [frame.schema[column].is_numeric() or column in NUMBERS for column in columns]
    return {
        "name": name,
        "heads": [
            {"label": label, "right": side}
            for label, side in zip(columns.values(), right, strict=True)
        ],
        "rows": [
            [
                {"value": _cell(value, column), "right": side, "quoted": column in QUOTED}
                for value, side, column in zip(row, right, columns, strict=True)
            ]
            for row in frame.select(*columns).head(MOST_ROWS).iter_rows()
        ],
        "more": max(frame.height - MOST_ROWS, 0),
    }


def _cell(value: Any, column: str) -> str:
    if isinstance(value, str):
        return visible(value, WIDTH) if column in QUOTED else value
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, float):
        return f"{value:.2g}" if column == "q_value" else _number(value)
    return plain.cell(value)


def _number(value: float) -> str:
    if value == 0 or abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:,.3g}" if abs(value) >= 0.0001 else f"{value:.1e}"


def _clients(clients: pl.DataFrame) -> pl.DataFrame:
    """Return each client once: a group that works for several sellers served the same products."""
    same = ("product_id", "brand", "n_accounts", "expected", "n_reviews", "first_date", "last_date")
    each = (
        clients.group_by(*same, "q_value", maintain_order=True)
        .agg(
            pl.col("seller_name").unique(maintain_order=True).str.join(", "),
            pl.col("paid").min().alias("low"),
            pl.col("paid").max().alias("high"),
            pl.col("currency").drop_nulls().unique(maintain_order=True),
        )
        .sort("q_value", "product_id")
    )
    paid = [
        _span(low, high, currencies[0] if len(currencies) == 1 else "")
        for low, high, currencies in each.select("low", "high", "currency").iter_rows()
    ]
    return each.with_columns(price=pl.Series(paid, dtype=pl.String))


def _span(low: float | None, high: float | None, currency: str) -> str:
    if low is None or high is None or not currency:
        return "–"
    whole = f"{low:,.2f}" if low == high else f"{low:,.2f} to {high:,.2f}"
    return f"{whole} {currency}"


def _percent(frame: pl.DataFrame) -> pl.DataFrame:
    """Return low and high as text: shares in percent."""
    told = [
        ["–" if value is None else f"{value:.2%}" if unit == "share" else f"{value:,.2f}"
         for value in (low, high)]
        for low, high, unit in frame.select("low", "high", "unit").iter_rows()
    ]  # fmt: skip
    return frame.with_columns(
        pl.Series("low", [one[0] for one in told], dtype=pl.String),
        pl.Series("high", [one[1] for one in told], dtype=pl.String),
    )


def _moved(moved: pl.DataFrame) -> pl.DataFrame:
    told = [
        "–"
        if row["stars_moved"] is None
        else f"{row['stars_moved']:+.2f}"
        + (
            ""
            if row["stars_moved_low"] is None
            else f" ({row['stars_moved_low']:+.2f} to {row['stars_moved_high']:+.2f})"
        )
        for row in moved.iter_rows(named=True)
    ]
    return moved.with_columns(
        pl.Series("moved", told, dtype=pl.String), pl.col("stars_with", "stars_without").round(2)
    )


def _reach(frame: pl.DataFrame) -> Iterator[str]:
    row = frame.row(0, named=True)
    yield (
        f"The {row['accounts']:,} listed accounts wrote {row['reviews']:,} reviews of "
        f"{row['products']:,} products; a finding is about {row['in_findings']:,} of the reviews, "
        f"on {row['moved_products']:,} products."
    )
    yield (
        f"Those raised the mean stars of {row['moved_up']:,} products and lowered those of "
        f"{row['moved_down']:,}, by half a star or more of {row['half_star_products']:,}."
    )
    yield (
        f"{row['first_page_reviews']:,} of them are among the ten reviews of a first page (the "
        f"most helpful, then the newest), of {row['first_page_products']:,} products."
    )
    if row["helpful_votes"] is None:
        yield "Helpful votes are not known, so nothing is said of readers."
    else:
        yield (
            f"Readers called the accounts' reviews helpful {row['helpful_votes']:,} times "
            f"(known of {row['votes_known']:,} reviews). Each vote is a reader; how many read "
            "without a vote is not known."
        )
