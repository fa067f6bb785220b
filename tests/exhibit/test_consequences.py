"""What follows from a list is told in words and tables, and what is left out is counted."""

from __future__ import annotations

import polars as pl

from kit.exhibit.consequences import MOST_ROWS, consequences, table
from kit.exhibit.sellers import ORDERS
from tests.exhibit.conftest import Bundled

TABLES = ("sellers", "clients", "products", "reach", "moved", "damages", "assumptions")


def held(bundled: Bundled) -> dict[str, pl.DataFrame]:
    return {name: pl.read_parquet(bundled.data / "tables" / f"{name}.parquet") for name in TABLES}


def test_without_a_gig_market_nothing_is_said_of_sellers(bundled: Bundled) -> None:
    said = consequences(held(bundled))
    assert said["sellers"] == said["clients"] == {"words": (), "tables": []}
    assert [part["name"] for part in said["damages"]["tables"]] == ["damages", "assumptions"]


def test_reach_counts_reviews_products_and_readers(bundled: Bundled) -> None:
    tables = held(bundled)
    told = " ".join(consequences(tables)["reach"]["words"])
    row = tables["reach"].row(0, named=True)
    assert f"wrote {row['reviews']:,} reviews of {row['products']:,} products" in told
    assert "Each vote is a reader" in told
    unknown = tables["reach"].with_columns(helpful_votes=pl.lit(None, pl.Int64))
    told = " ".join(consequences({**tables, "reach": unknown})["reach"]["words"])
    assert "Helpful votes are not known" in told


def test_a_client_of_a_group_is_listed_once_with_all_its_sellers(bundled: Bundled) -> None:
    rows = [
        dict.fromkeys(ORDERS)
        | {"seller_name": name, "product_id": "p", "q_value": 0.01, "paid": paid, "currency": "USD"}
        for name, paid in (("ann", 10.0), ("bob", 40.0))
    ]
    said = consequences({**held(bundled), "clients": pl.DataFrame(rows, schema=ORDERS)})
    (row,) = said["clients"]["tables"][0]["rows"]
    values = [cell["value"] for cell in row]
    assert "ann, bob" in values
    assert "10.00 to 40.00 USD" in values


def test_shares_are_percent_and_names_are_quoted(bundled: Bundled) -> None:
    said = consequences(held(bundled))
    lows = [row[1]["value"] for row in said["damages"]["tables"][1]["rows"]]
    assert lows == ["5.00", "5.00%", "–", "–"]
    (moved,) = said["reach"]["tables"]
    assert moved["rows"][0][0]["quoted"]


def test_a_long_table_is_cut_and_counted() -> None:
    frame = pl.DataFrame({"product_id": ["x" * 500] * (MOST_ROWS + 7)})
    cut = table("moved", frame, {"product_id": "Product"})
    assert (len(cut["rows"]), cut["more"]) == (MOST_ROWS, 7)
    assert len(cut["rows"][0][0]["value"]) < 200
