"""Sellers and their clients for a case file, from the gig market in the case's folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from kit import journal
from kit.disk import sha256
from kit.errors import CaseError
from kit.exhibit.market_folder import FOLDER
from kit.market.clients import CLIENTS
from kit.market.links import ADDED, LEAD

if TYPE_CHECKING:
    from kit.case import Case

EVIDENCE = tuple(name for name in ADDED if name in LEAD)
SELLERS = pl.Schema(
    {
        "site": pl.String,
        "seller_name": pl.String,
        "account_id": pl.String,
        "account_name": pl.String,
        "number": pl.Int64,
        "relation": pl.String,
        **dict.fromkeys(EVIDENCE, pl.Float64),
        "nats": pl.Float64,
        "q_value": pl.Float64,
    }
)
"""A lead from a seller to an account; `number` is the account's in Exhibit A, NULL where it is not
listed. What the odds are the sum of is in nats."""

ORDERS = pl.Schema(
    {
        "site": pl.String,
        "seller_name": pl.String,
        **{
            name: kind
            for name, kind in CLIENTS.items()
            if name not in ("site", "username", "why", "brand_products")
        },
    }
)
"""Clients: columns of `kit.market.clients.CLIENTS`."""

PRICES = pl.Schema({"currency": pl.String, "gigs": pl.Int64, "low": pl.Float64, "high": pl.Float64})
"""Prices of a review in the gigs that offer reviews: the quartiles, in the currency of most."""


def market_tables(case: Case, listed: pl.DataFrame, q: float) -> dict[str, pl.DataFrame]:
    """Return leads from sellers to accounts, clients and prices; empty without a gig market.

    Parameters
    ----------
    case : Case
    listed : polars.DataFrame
        number, account_id.
    q : float
        Leads and clients with a larger q-value are left out.

    Returns
    -------
    dict of str to polars.DataFrame
        sellers (`SELLERS`), clients (`ORDERS`), gig_prices (`PRICES`).

    Raises
    ------
    CaseError
        When the market's files are not those that the journal notes, or were made from other
        evidence than the case holds now.
    """
    noted = _noted(case)
    if noted is None:
        return {
            "sellers": SELLERS.to_frame(),
            "clients": ORDERS.to_frame(),
            "gig_prices": PRICES.to_frame(),
        }
    leads, clients, listings = (
        _read(case, noted, name) for name in ("leads", "clients", "listings")
    )
    named = leads.rename({"username": "seller_name"}).filter(pl.col("q_value") <= q)
    orders = clients.rename({"username": "seller_name"}).filter(pl.col("q_value") <= q)
    return {
        "sellers": named.join(listed, on="account_id", how="left", maintain_order="left")
        .sort("q_value", -pl.col("nats"), "site", "seller_name", "account_id")
        .select(list(SELLERS)),
        "clients": orders.sort("q_value", "site", "seller_name", "product_id").select(list(ORDERS)),
        "gig_prices": _prices(listings),
    }


def _noted(case: Case) -> dict[str, Any] | None:
    """Return the journal's last line about a gig market in the case's folder."""
    lines = [
        entry.data
        for entry in journal.read(case.folder)
        if entry.kind == "market" and entry.data.get("written_to") == FOLDER
    ]
    if not lines:
        return None
    if lines[-1].get("evidence") != case.evidence_hash:
        raise CaseError(
            "The gig market in the case's folder was followed before the evidence changed.",
            hint="Follow it again with: kit market --case CASE GIGS",
        )
    return dict(lines[-1])


def _read(case: Case, noted: dict[str, Any], name: str) -> pl.DataFrame:
    path: Path = case.folder / FOLDER / f"{name}.parquet"
    known = {one["file"]: one["sha256"] for one in noted["files"]}
    if not path.is_file() or sha256(path) != known.get(path.name):
        raise CaseError(
            f"{FOLDER}/{path.name} is not the file that the case's journal notes.",
            hint="Follow the gig market again with: kit market --case CASE GIGS",
        )
    return pl.read_parquet(path)


def _prices(listings: pl.DataFrame) -> pl.DataFrame:
    priced = listings.filter(
        pl.col("offers_reviews")
        & (pl.col("price_per_review") > 0)
        & pl.col("currency").is_not_null()
    )
    price = pl.col("price_per_review")
    return (
        priced.group_by("currency")
        .agg(
            pl.len().cast(pl.Int64).alias("gigs"),
            price.quantile(0.25, "linear").round(2).alias("low"),
            price.quantile(0.75, "linear").round(2).alias("high"),
        )
        .sort(-pl.col("gigs"), "currency")
        .head(1)
        .select(list(PRICES))
    )
