"""Who is looked for and among whom: sellers with what their gigs promise, accounts with names."""

from __future__ import annotations

import polars as pl

from kit.case import Case
from kit.market.gigs import Gigs
from kit.market.handles import handles


def sellers(gigs: Gigs | None, roster: pl.DataFrame | None) -> pl.DataFrame:
    """Return everybody to look for: site, username, key, base and what their gigs promise.

    A name on two sites is two sellers; names of one site that are equal but for case are one, as it
    is first written. A roster's name without a market is the seller of that name on every site, or
    one without a site where no gig has it.
    """
    parts = []
    if gigs is not None:
        offering = gigs.listings.filter(
            pl.col("offers_reviews") & pl.col("seller_name").is_not_null()
        )
        parts.append(
            offering.group_by(
                "site", lower=pl.col("seller_name").str.to_lowercase(), maintain_order=True
            ).agg(
                pl.col("seller_name").first().alias("username"),
                pl.col("stars_promised").drop_nulls().mode().max(),
                pl.col("offers_verified").any(),
                pl.col("products")
                .list.explode(keep_nulls=False, empty_as_null=False)
                .unique(maintain_order=True),
            )
        )
    if roster is not None:
        listed = roster.select(
            site="market", lower=pl.col("username").str.to_lowercase(), username="username"
        )
        if parts:
            known = pl.col("lower").is_in(parts[0]["lower"].to_list())
            listed = listed.filter(~known | pl.col("site").is_not_null())
        parts.append(listed)
    if not parts:
        return pl.DataFrame(schema={"site": pl.String, "username": pl.String, "key": pl.String})
    everybody = (
        pl.concat(parts, how="diagonal")
        .unique(["site", "lower"], keep="first", maintain_order=True)
        .drop("lower")
    )
    for name, kind in (
        ("stars_promised", pl.Int64),
        ("offers_verified", pl.Boolean),
        ("products", pl.List(pl.String)),
    ):
        if name not in everybody.columns:
            everybody = everybody.with_columns(pl.lit(None, kind).alias(name))
    return pl.concat([everybody, handles(everybody["username"])], how="horizontal")


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
