"""Brokers: pools of accounts that serve many unrelated sellers, told from one seller's own pool."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from kit.case import Case
from kit.errors import check_rate
from kit.market.broker_sql import EDGES_OF, MEETINGS, RELATED
from kit.market.hands import hands
from kit.statistics import Array, poisson_sf, q_values

LEAST_SELLERS = 3
"""Unrelated sellers that a broker serves: with two, a seller and its partner explain it."""

LEAST_ACCOUNTS = 7
"""Accounts of a broker's pool: fewer belong to one household, or to one person who sells."""

BROKERS: dict[str, Any] = {
    "hand": pl.String,
    "kind": pl.String,
    "n_accounts": pl.Int64,
    "n_sellers": pl.Int64,
    "n_brands": pl.Int64,
    "n_categories": pl.Int64,
    "expected": pl.Float64,
    "first_date": pl.Date,
    "last_date": pl.Date,
    "q_value": pl.Float64,
    "sellers": pl.List(pl.String),
    "why": pl.String,
    "innocent": pl.String,
}
"""Columns of groups. `n_brands` brands were served, `n_sellers` of them unrelated, of
`n_categories` categories; at `expected` brands its accounts meet as closely by chance. `q_value` is
for serving `LEAST_SELLERS` or more. `kind` is a key of `KINDS`."""

EDGES: dict[str, Any] = {
    "hand": pl.String,
    "account_id": pl.String,
    "seller": pl.String,
    "category": pl.String,
    "n_reviews": pl.Int64,
    "first_date": pl.Date,
    "last_date": pl.Date,
    "stars": pl.Float64,
    "q_value": pl.Float64,
}
"""The two-sided network: each account of a group and each seller that the group served."""

KINDS: dict[str, str] = {
    "broker": "Members of a club, a test panel or a cashback site that sends the same offers to "
    "all; an agency whose clients do not know each other.",
    "few accounts": "A household or flatmates who share purchases, or one person with several "
    "accounts.",
    "one seller": "Loyal customers of a brand, its staff, or a mailing to its customers.",
    "one trade": "A hobby group whose members buy what their hobby needs, whoever makes it.",
    "not told": "Accounts that met by chance, or for a reason that their sellers do not show.",
}
"""What a group may be, with what else explains it."""


@dataclass(frozen=True)
class Brokers:
    """Groups of accounts by whom they served.

    Parameters
    ----------
    brokers : polars.DataFrame
        Columns of `BROKERS`, `kind` "broker", the surest first.
    others : polars.DataFrame
        The same of groups that are no brokers, or cannot be told to be.
    edges : polars.DataFrame
        Columns of `EDGES`, of all groups.
    """

    brokers: pl.DataFrame
    others: pl.DataFrame
    edges: pl.DataFrame


def brokers(case: Case, q: float = 0.05, groups: pl.DataFrame | None = None) -> Brokers:
    """Tell pools that serve many unrelated sellers from those that serve one.

    Parameters
    ----------
    case : Case
    q : float
        Share of what is named that may be there by chance: links of a group, its sellers, brokers.
    groups : polars.DataFrame, optional
        hand, accounts, n_accounts: groups that no account is twice in; those of `hands` by default.

    Returns
    -------
    Brokers

    Raises
    ------
    ParameterError
        When q is no rate.

    Notes
    -----
    A seller is a brand, or a product without one. Null of a seller: the reviews of each of the
    group's accounts are dealt over the market's sellers within category and quarter, as everybody
    else's are, so that the number on one of them is at most Poisson. Two accounts must meet there
    in a quarter, and the quarters are corrected for. Reviews of the market's own sample programme
    are left out.

    Two sellers are related where the market's other accounts share them more than their numbers
    explain: Poisson with n m sum(d (d - 1)) / (sum d)^2, the configuration model's mean (within
    the category where that is larger), Benjamini-Hochberg over pairs. Related ones are one.

    Null of a broker: at most two unrelated sellers were served, whoever they are. The p-value is
    the partial conjunction's, (m - 2) p_(3) of m sellers; Benjamini-Hochberg over groups (Benjamini
    & Heller, Biometrics 64, 2008; source not verified). The groups were found by their meetings, so
    this tells what kind of group it is, and not whether it is one: `hands` does.
    """
    check_rate("q", q)
    groups = hands(case, q) if groups is None else groups
    if groups.is_empty():
        empty = pl.DataFrame(schema=BROKERS)
        return Brokers(empty, empty, pl.DataFrame(schema=EDGES))
    members = groups.select("hand", account_id="accounts").explode("account_id")
    frames = {"members": members}
    met = case.connection.select(MEETINGS, frames=frames)
    judged = met.with_columns(
        q_value=pl.col("p")
        .map_batches(lambda p: pl.Series(q_values(p.to_numpy())), return_dtype=pl.Float64)
        .over("hand")
    )
    served = judged.filter(pl.col("q_value") <= q)
    related = case.connection.select(RELATED, frames={**frames, "served": served})
    whole = _judged(groups, judged, _merged(judged, related, q), q)
    edges = case.connection.select(EDGES_OF, frames={**frames, "served": served})
    by = pl.col("kind") == "broker"
    return Brokers(
        whole.filter(by),
        whole.filter(~by),
        edges.select(pl.col(name).cast(kind) for name, kind in EDGES.items()),
    )


def _merged(judged: pl.DataFrame, related: pl.DataFrame, q: float) -> pl.DataFrame:
    """Return sellers of each group with `one`, the same number for those that are related."""
    rows = judged.with_row_index("row").with_columns(pl.col("row").cast(pl.Int64))
    tails = poisson_sf(related["shared"].to_numpy().astype(float), related["expected"].to_numpy())
    held = related.filter(
        (pl.col("shared") >= 2) & pl.Series(q_values(tails) <= q, dtype=pl.Boolean)
    )
    at = rows.select("hand", "seller", "row")
    ends = held.join(at, left_on=["hand", "one"], right_on=["hand", "seller"]).join(
        at, left_on=["hand", "other"], right_on=["hand", "seller"], suffix="_other"
    )
    index = (ends["row"].to_numpy(), ends["row_other"].to_numpy())
    graph = coo_array((np.ones(ends.height), index), shape=(rows.height,) * 2)
    return rows.with_columns(one=pl.Series(connected_components(graph, directed=False)[1]))


def _judged(
    groups: pl.DataFrame, judged: pl.DataFrame, merged: pl.DataFrame, q: float
) -> pl.DataFrame:
    """Return what each group is: columns of `BROKERS`."""
    # The smallest of related sellers' p-values, times their number.
    sellers = merged.group_by("hand", "one").agg(
        p=(pl.col("p").min() * pl.len()).clip(upper_bound=1.0),
        served=(pl.col("q_value") <= q).any(),
    )
    several = sellers.group_by("hand").agg(
        n_sellers=pl.col("served").sum(),
        n_tests=pl.len(),
        p=pl.col("p").sort().get(LEAST_SELLERS - 1, null_on_oob=True)
        * (pl.len().cast(pl.Int64) - LEAST_SELLERS + 1),
    )
    held = (
        judged.filter(pl.col("q_value") <= q)
        .group_by("hand")
        .agg(
            n_brands=pl.len(),
            n_categories=pl.col("category").n_unique(),
            # Where no category is known, nothing says that it is one trade.
            known=pl.col("category").is_not_null().any(),
            first_date=pl.col("first_date").min(),
            last_date=pl.col("last_date").max(),
            sellers=pl.col("seller").sort_by("p", "seller"),
            weakest=pl.col("p").max(),
        )
    )
    told = (
        groups.select("hand", "n_accounts")
        .join(several, on="hand", how="left")
        .join(held, on="hand", how="left")
        .with_columns(
            pl.col("n_sellers", "n_brands", "n_categories").fill_null(0),
            pl.col("p").fill_null(1.0).clip(upper_bound=1.0),
            expected=(pl.col("n_tests") * pl.col("weakest")).fill_null(0.0),
        )
    )
    rates: Array = q_values(told["p"].to_numpy())
    kind = (
        pl.when(pl.col("n_sellers") == 0)
        .then(pl.lit("not told"))
        .when(pl.col("n_sellers") == 1)
        .then(pl.lit("one seller"))
        .when(pl.col("n_accounts") < LEAST_ACCOUNTS)
        .then(pl.lit("few accounts"))
        .when(pl.col("q_value") > q)
        .then(pl.lit("not told"))
        .when(pl.col("known") & (pl.col("n_categories") < 2))
        .then(pl.lit("one trade"))
        .otherwise(pl.lit("broker"))
    )
    return (
        told.with_columns(q_value=pl.Series(rates, dtype=pl.Float64))
        .with_columns(kind=kind)
        .with_columns(innocent=pl.col("kind").replace_strict(KINDS, return_dtype=pl.String))
        .rechunk()
        .with_columns(
            why=pl.format(
                "{} accounts; brands at which they met more than chance explains: {}, of {} "
                "categories ({} brands expected); unrelated for everybody else: {}",
                "n_accounts",
                "n_brands",
                "n_categories",
                pl.col("expected").round_sig_figs(2),
                "n_sellers",
            )
        )
        .sort("q_value", "n_sellers", "hand", descending=[False, True, False])
        .select(pl.col(name).cast(kind) for name, kind in BROKERS.items())
    )
