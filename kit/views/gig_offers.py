"""Which gigs offer reviews, what do they promise for what price, and in whose words?"""

from __future__ import annotations

from typing import Any

import polars as pl

from kit.market.gigs import Gigs

FIELDS: dict[str, str] = {
    "n_reviews": "How many reviews",
    "price": "Price",
    "platforms": "Where",
    "stars_promised": "Stars promised",
    "offers_verified": "As verified purchases",
    "verified_paid_by": "Who pays the purchase",
    "client_supplies_text": "The client writes the text",
    "seller_writes_text": "The seller writes the text",
    "accounts_claimed": "Accounts claimed",
    "drip_feed": "Spread over time",
    "countries": "Countries",
    "addresses_claimed": "Other addresses and devices",
    "guarantee": "Guarantee",
    "refill": "Replaced if removed",
    "products": "Products named",
    "links": "Links",
}
"""What a gig may offer, by the columns of `kit.market.gigs.OFFER`, and how it is called."""

NOTHING_PROMISED = "no such promise"


def gig_offers(gigs: Gigs) -> pl.DataFrame:
    """Return each gig once, as it was last seen.

    Parameters
    ----------
    gigs : Gigs
        As from `kit.market.read_gigs`.

    Returns
    -------
    polars.DataFrame
        `gig` (site and id, or the row's number where it has no id), the columns of
        `kit.market.gigs.GIGS`, `promise` in words, `seen` (captures that hold it), and `seller`
        with the site. Gigs that offer reviews come first, then by site and id.
    """
    site = pl.col("site").fill_null("")
    number = pl.int_range(pl.len()).cast(pl.String)
    stars = pl.format("{} stars", "stars_promised")
    verified = pl.lit("verified")
    return (
        gigs.listings.with_columns(
            gig=site + "/" + pl.coalesce("gig_id", pl.lit("#") + number),
            seller=seller("seller_name"),
            promise=pl.when(pl.col("offers_verified").fill_null(False))
            .then(pl.coalesce(stars + ", " + verified, verified))
            .otherwise(pl.coalesce(stars, pl.lit(NOTHING_PROMISED))),
        )
        .sort("captured_at", nulls_last=False, maintain_order=True)
        .with_columns(seen=pl.len().over("gig").cast(pl.Int64))
        .unique("gig", keep="last", maintain_order=True)
        .sort("offers_reviews", "site", "gig", descending=[True, False, False])
    )


def seller(name: str = "username") -> pl.Expr:
    """Return sellers as they are called here: the username, and the site where one is known."""
    return pl.coalesce(pl.format("{} ({})", name, "site"), name)


def offering(offers: pl.DataFrame, field: str) -> pl.DataFrame:
    """Return the gigs that offer one thing: a name of `FIELDS`."""
    kind = offers.schema[field]
    if isinstance(kind, pl.List):
        there = pl.col(field).list.len() > 0
    elif kind == pl.Boolean:
        there = pl.col(field).fill_null(False)
    else:
        there = pl.col(field).is_not_null()
    return offers.filter("offers_reviews", there)


def offer_fields(offers: pl.DataFrame) -> pl.DataFrame:
    """Count what gigs offer, with the commonest words for it.

    Parameters
    ----------
    offers : polars.DataFrame
        As from `gig_offers`; those that offer no reviews are left out.

    Returns
    -------
    polars.DataFrame
        field, says, gigs, share, words (the commonest, in a seller's own spelling), the most
        frequent first.
    """
    every = max(int(offers["offers_reviews"].sum()), 1)
    rows = [
        (name, says, there.height, there.height / every, _commonest(there, name))
        for name, says in FIELDS.items()
        if (there := offering(offers, name)).height
    ]
    return pl.DataFrame(
        rows,
        schema={
            "field": pl.String,
            "says": pl.String,
            "gigs": pl.Int64,
            "share": pl.Float64,
            "words": pl.String,
        },
        orient="row",
    ).sort("gigs", "says", descending=[True, False])


def gig_words(offers: pl.DataFrame) -> pl.DataFrame:
    """Return what each gig offers, a row for each thing, with the seller's own words.

    Parameters
    ----------
    offers : polars.DataFrame
        As from `gig_offers`.

    Returns
    -------
    polars.DataFrame
        gig, title, says, value (in words), words (None where the value is the listing's own).
    """
    schema = dict.fromkeys(("gig", "title", "says", "value", "words"), pl.String)
    rows = [
        (row["gig"], row["title"], says, _said(name, row), row["words"][name])
        for row in offers.filter("offers_reviews").iter_rows(named=True)
        for name, says in FIELDS.items()
        if row[name] not in (None, False, [])
    ]
    return pl.DataFrame(rows, schema=schema, orient="row")


def _commonest(offers: pl.DataFrame, name: str) -> str | None:
    words = offers["words"].struct.field(name).str.strip_chars().drop_nulls()
    counted = words.value_counts().sort("count", words.name, descending=[True, False])
    found: str | None = counted[words.name][0] if counted.height else None
    return found


def _said(name: str, row: dict[str, Any]) -> str:
    value = row[name]
    if name == "price":
        return " ".join(str(part) for part in (row["currency"], f"{value:,.2f}") if part)
    if isinstance(value, list):
        return ", ".join(str(part).replace("_", " ") for part in value)
    return "yes" if value is True else str(value)
