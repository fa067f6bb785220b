"""Test buys: an investigator orders, and sees which accounts deliver. Known, not inferred."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from kit.case import Case
from kit.errors import SourceError
from kit.market.gigs import Gigs
from kit.market.records import first_of, records_of
from kit.sources.names import normal
from kit.sources.opening import missing
from kit.statistics import clopper_pearson

NAMES: dict[str, tuple[str, ...]] = {
    "site": ("site", "market", "marketplace"),
    "username": ("username", "seller", "sellername", "user"),
    "gig_id": ("gigid", "gig", "listing", "listingid"),
    "product_id": ("productid", "product", "asin"),
    "ordered_at": ("orderedat", "ordered", "orderdate", "date"),
    "review_id": ("reviewid", "review", "deliveredreview"),
    "account_id": ("accountid", "account", "deliveredaccount", "reviewer"),
}

BUYS: dict[str, Any] = {
    "line": pl.Int64,
    "site": pl.String,
    "username": pl.String,
    "gig_id": pl.String,
    "product_id": pl.String,
    "ordered_at": pl.String,
    "review_id": pl.String,
    "account_id": pl.String,
    "delivered": pl.Boolean,
    "note": pl.String,
}
"""Columns of test buys. `delivered` says whether the case has the review or the account."""

KNOWN = "known from a test buy"


@dataclass(frozen=True)
class TestBuys:
    """What test buys showed, and what that says about leads.

    Parameters
    ----------
    buys : polars.DataFrame
        Columns of `BUYS`, a row for each line of the file.
    known : polars.DataFrame
        site, username, account_id, basis: what is known, apart from anything inferred.
    """

    __test__ = False  # A name that pytest would take for a test.

    buys: pl.DataFrame
    known: pl.DataFrame

    def score(self, leads: pl.DataFrame) -> pl.DataFrame:
        """Hold leads against what is known.

        Parameters
        ----------
        leads : polars.DataFrame
            site, username, account_id, as from `Leads.at`.

        Returns
        -------
        polars.DataFrame
            One row: sellers tested; accounts known, and how many of them leads name, with a 95 %
            Clopper-Pearson interval; and leads about those sellers that no buy has shown. The last
            are not wrong: a seller delivers with some of its accounts.
        """
        by = ["username", "account_id"]
        tested = self.known.select("username").unique()
        about = leads.join(tested, on="username", how="semi").unique(by)
        found = self.known.unique(by).join(about, on=by, how="semi").height
        n = self.known.unique(by).height
        low, high = (float(end) for end in clopper_pearson(np.array(found), np.array(n)))
        return pl.DataFrame(
            {
                "sellers": tested.height,
                "known": n,
                "found": found,
                "recall": found / n if n else None,
                "low": low if n else None,
                "high": high if n else None,
                "not_shown": about.height - found,
            },
            schema_overrides=dict.fromkeys(("recall", "low", "high"), pl.Float64),
        )


def test_buys(case: Case, file: str | Path, gigs: Gigs | None = None) -> TestBuys:
    """Read a list of orders that an investigator placed.

    Parameters
    ----------
    case : Case
    file : path
        A table: the seller (`username`, perhaps `site`) or the `gig_id`, `product_id`,
        `ordered_at`, and the `review_id` or `account_id` that delivered.
    gigs : Gigs, optional
        Says whose a gig is, by its id or as "site/id", where the table names no seller.

    Returns
    -------
    TestBuys

    Raises
    ------
    SourceError
        Where the file is missing, or has no column for sellers or gigs, or none for what was
        delivered.
    """
    path = Path(file).expanduser()
    missing(path)
    rows = [_row(line, record) for line, record in records_of(path) if isinstance(record, dict)]
    told = pl.DataFrame(rows, schema={name: BUYS[name] for name in list(BUYS)[:8]})
    if any(
        told.select(pl.all_horizontal(pl.col(either).is_null()).all()).item()
        for either in (("username", "gig_id"), ("review_id", "account_id"))
    ):
        raise SourceError(
            f"{path.name} holds no test buy.",
            available=sorted(NAMES),
            hint="Name a column username or gig_id, and one review_id or account_id for what was "
            "delivered.",
        )
    told = _with_sellers(told, gigs)
    there = case.connection.select(
        """
        select told.line, any_value(reviews.account_id) as seen
        from told join reviews
          on reviews.review_id = told.review_id
          or (told.review_id is null and reviews.account_id = told.account_id)
        where reviews.account_id is not null
        group by told.line
        """,
        frames={"told": told.select("line", "review_id", "account_id")},
    )
    buys = (
        told.join(there, on="line", how="left", maintain_order="left")
        .with_columns(
            delivered=pl.col("seen").is_not_null(),
            note=pl.when(pl.col("username").is_null())
            .then(pl.lit("no seller: the listings hold no such gig, or several"))
            .when(pl.col("seen").is_not_null())
            .then(pl.lit(None, pl.String))
            .when(pl.col("review_id").is_null() & pl.col("account_id").is_null())
            .then(pl.lit("nothing was delivered"))
            .otherwise(pl.lit("the case does not hold what was delivered")),
            account_id=pl.coalesce("seen", "account_id"),
        )
        .select(pl.col(name).cast(kind) for name, kind in BUYS.items())
    )
    known = (
        buys.filter(pl.col("delivered") & pl.col("username").is_not_null())
        .select("site", "username", "account_id", basis=pl.lit(KNOWN))
        .unique(maintain_order=True)
    )
    return TestBuys(buys, known)


def _with_sellers(told: pl.DataFrame, gigs: Gigs | None) -> pl.DataFrame:
    """Return test buys with the seller of a gig where only the gig is named."""
    if gigs is None:
        return told
    listed = gigs.listings.drop_nulls(["gig_id", "seller_name"])
    whose = (
        pl.concat(
            listed.select("site", "seller_name", gig=gig)
            for gig in (pl.col("gig_id"), pl.format("{}/{}", "site", "gig_id"))
        )
        .unique()
        # Two sites may number their gigs alike.
        .filter(pl.len().over("gig") == 1)
    )
    return (
        told.join(whose, left_on="gig_id", right_on="gig", how="left", maintain_order="left")
        .with_columns(
            username=pl.coalesce("username", "seller_name"),
            site=pl.when(
                pl.col("username").is_null() | (pl.col("username") == pl.col("seller_name"))
            )
            .then(pl.coalesce("site", "site_right"))
            .otherwise("site"),
        )
        .select(told.columns)
    )


def _row(line: int, record: dict[str, Any]) -> dict[str, Any]:
    fields = {normal(name): value for name, value in record.items()}
    found: dict[str, Any] = {"line": line}
    for ours, names in NAMES.items():
        value = first_of(fields, names)
        found[ours] = None if value is None else str(value)
    return found
