"""Who is looked for and among whom: sellers with what their gigs promise, accounts with names."""

from __future__ import annotations

import polars as pl

from kit.case import Case
from kit.market.customs import OFFERS
from kit.market.gigs import Gigs
from kit.market.handles import handles
from kit.market.quoted import quotes
from kit.market.rhythm import rated

OR = " or "
"""Between the sites of a name that is on several."""


def sellers(gigs: Gigs | None, roster: pl.DataFrame | None) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return everybody to look for, and what their gigs promise.

    Parameters
    ----------
    gigs : Gigs, optional
        Sellers of those that offer reviews.
    roster : polars.DataFrame, optional
        As from `read_roster`. A name without a market is the seller of that name on every site, or
        one without a site where no gig has it.

    Returns
    -------
    people : polars.DataFrame
        person (a number), site, sites, username, key, base: each name once, upper and lower case
        alike. Whether a name on two sites is one person or two, no evidence here can tell: it is
        one hypothesis, that an account is of one of them, and `site` says "one or other".
    offers : polars.DataFrame
        Columns of `kit.market.customs.OFFERS`: a row for each site, or one that promises nothing.
    """
    listed = pl.DataFrame(schema={"site": pl.String, "username": pl.String})
    if roster is not None:
        listed = roster.select(site="market", username="username")
    offering = pl.DataFrame(schema={"site": pl.String, "username": pl.String, **OFFERS}).drop(
        "person"
    )
    if gigs is not None:
        offering = _offering(gigs.listings.filter("offers_reviews"))
    everybody = (
        pl.concat([offering, listed], how="diagonal")
        .with_columns(name=pl.col("username").str.to_lowercase())
        .unique(["name", "site"], keep="first", maintain_order=True)
        # A name without a market is that of the sites where it is known.
        .filter(pl.col("site").is_not_null() | pl.col("site").is_null().all().over("name"))
        .with_columns(person=pl.col("name").rank("dense").cast(pl.Int64) - 1)
    )
    people = (
        everybody.group_by("person", maintain_order=True)
        .agg(pl.col("username").first(), sites=pl.col("site").drop_nulls().sort())
        .sort("person")
        .with_columns(
            site=pl.when(pl.col("sites").list.len() > 0).then(pl.col("sites").list.join(OR))
        )
    )
    return (
        pl.concat(
            [people.select("person", "site", "sites", "username"), handles(people["username"])],
            how="horizontal",
        ),
        everybody.select(pl.col(name).cast(kind) for name, kind in OFFERS.items()),
    )


def _offering(listings: pl.DataFrame) -> pl.DataFrame:
    """Return what gigs that offer reviews promise: site, username, and columns of `OFFERS`."""
    whose = ["site", "seller_name"]
    # Names of one site that are equal but for case are one, as it is first written.
    same = ["site", pl.col("seller_name").str.to_lowercase()]
    listings = listings.drop_nulls("seller_name").with_columns(
        pl.col("seller_name").first().over(same)
    )
    return (
        listings.group_by(whose, maintain_order=True)
        .agg(
            pl.col("stars_promised").drop_nulls().mode().max(),
            pl.col("offers_verified").any(),
            pl.col("products")
            .list.explode(keep_nulls=False, empty_as_null=False)
            .unique(maintain_order=True),
        )
        .join(rated(listings), on=whose, how="left", nulls_equal=True, maintain_order="left")
        .join(quotes(listings), on=whose, how="left", nulls_equal=True, maintain_order="left")
        .rename({"seller_name": "username"})
    )


def named_accounts(case: Case) -> pl.DataFrame:
    """Return accounts with the name that they show: account_id, account_name, key, base."""
    named = case.sql(
        """
        select account_id, max(account_name) as account_name
        from reviews where account_id is not null and account_name is not null
        group by account_id order by account_id
        """
    )
    return pl.concat([named, handles(named["account_name"])], how="horizontal")
