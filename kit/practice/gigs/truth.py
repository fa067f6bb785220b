"""The truth of a gig market as frames: sellers, their accounts, what they sold, what gigs say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from kit.market.gigs import OFFER
from kit.practice.gigs.captures import Capture
from kit.practice.gigs.cast import Seller

SELLERS: dict[str, Any] = {
    "site": pl.String,
    "username": pl.String,
    "kind": pl.String,
    "habit": pl.String,
    "plan": pl.String,
}
ACCOUNTS: dict[str, Any] = {
    "site": pl.String,
    "username": pl.String,
    "account_id": pl.String,
    "account_name": pl.String,
    "alike": pl.Boolean,
}
BOUGHT: dict[str, Any] = {
    "site": pl.String,
    "username": pl.String,
    "product_id": pl.String,
    "review_id": pl.String,
}
LABELS: dict[str, Any] = {
    "site": pl.String,
    "gig_id": pl.String,
    "captured_at": pl.String,
    **OFFER,
}
"""Columns of the truth. `alike`: the account's name follows the seller's habit."""


@dataclass(frozen=True)
class GigTruth:
    """Who sells, owns and served what.

    Parameters
    ----------
    sellers : polars.DataFrame
        Columns of `SELLERS`: a row for each username of a site; `habit` is "none" where no account
        is called after the username.
    accounts : polars.DataFrame
        Columns of `ACCOUNTS`: a row for each account of each owner's username.
    bought : polars.DataFrame
        Columns of `BOUGHT`: reviews that the owner's clients bought.
    labels : polars.DataFrame
        Columns of `LABELS`: what each listing of each capture says.
    """

    sellers: pl.DataFrame
    accounts: pl.DataFrame
    bought: pl.DataFrame
    labels: pl.DataFrame


def truth_of(
    sellers: Sequence[Seller],
    captured: Iterable[Capture],
    names: Mapping[str, str | None],
    planted: pl.DataFrame,
) -> GigTruth:
    """Return the truth.

    Parameters
    ----------
    sellers : sequence of Seller
    captured : iterable of Capture
    names : mapping of str to (str or None)
        What each owned account shows in the case.
    planted : polars.DataFrame
        Columns of `kit.practice.truth.TRUTH`.
    """
    cast = pl.DataFrame(
        [(one.site, one.username, one.kind, one.habit, one.plan) for one in sellers],
        schema=SELLERS,
        orient="row",
    )
    owned = [
        (one.site, one.username, account, names[account], called is not None)
        for one in sellers
        for account, called in one.accounts.items()
    ]
    deeds = planted.filter(entity_kind="review", role="deed")
    bought = (
        cast.drop_nulls("plan")
        .join(deeds, on="plan")
        .select("site", "username", "product_id", review_id="entity_id")
        .sort("site", "username", "product_id", "review_id")
    )
    labels = [
        {"site": one.site, "captured_at": capture.captured_at, "gig_id": one.fields["gig_id"]}
        | one.labels
        for capture in captured
        for one in capture.listings
    ]
    return GigTruth(
        sellers=cast,
        accounts=pl.DataFrame(owned, schema=ACCOUNTS, orient="row"),
        bought=bought,
        labels=pl.DataFrame(labels, schema=LABELS),
    )
