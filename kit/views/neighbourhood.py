"""With which other accounts does an account meet on products, within days?"""

from __future__ import annotations

import numpy as np
import polars as pl

from kit.case import Case
from kit.views.look_up import check

NEIGHBOURS = """
with own as (
  select product_id, posted_at from reviews
  where account_id = $account and product_id is not null and posted_at is not null
),
met as (
  select others.account_id, count(distinct product_id) as shared
  from own join reviews as others using (product_id)
  where others.account_id is not null and others.account_id != $account
    and abs(date_diff('second', own.posted_at, others.posted_at)) <= $days * 86400
  group by others.account_id
  having shared >= $least
  order by shared desc, others.account_id
  limit $most
),
named as (
  select account_id, shared from met
  union all
  select $account, null
)
select account_id, shared, count(*) as reviews
from named join reviews using (account_id)
group by account_id, shared
order by shared desc nulls first, account_id
"""

EDGES = """
with own as (
  select account_id, product_id, posted_at, stars from reviews
  where account_id in (select unnest($accounts::varchar[]))
    and product_id is not null and posted_at is not null
)
select
  one.account_id as source,
  two.account_id as target,
  count(distinct product_id) as shared,
  count(distinct product_id) filter (one.stars = two.stars) as same_stars
from own as one join own as two using (product_id)
where one.account_id < two.account_id
  and abs(date_diff('second', one.posted_at, two.posted_at)) <= $days * 86400
group by all
having shared >= $least
order by shared desc, source, target
"""


def neighbourhood(
    case: Case, account: str, days: float = 7, least: int = 2, most: int = 40
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the accounts that reviewed the same products within days of an account.

    Parameters
    ----------
    case : Case
    account : str
        Account id.
    days : float
        Most days between two reviews of one product that count as meeting.
    least : int
        Fewest products on which two accounts meet to be joined.
    most : int
        Most neighbours: those that meet the account on the most products.

    Returns
    -------
    nodes : polars.DataFrame
        The account first, then its neighbours: account_id, role ("centre" or "neighbour"), shared
        (products on which it meets the centre; NULL for the centre), reviews (in all of the case),
        x, y (a place to draw it, the centre at 0, 0; the same for the same evidence).
    edges : polars.DataFrame
        Pairs that meet, most first: source, target, shared (products), same_stars (products to
        which both gave the same stars), x, y, x2, y2.

    Raises
    ------
    NotFoundError
        When no review names the account.
    """
    check(case, "account", account)
    bound = {"account": account, "days": days, "least": least, "most": most}
    nodes = case.sql(NEIGHBOURS, bound)
    names = nodes["account_id"].to_list()
    edges = case.sql(EDGES, {"accounts": names, "days": days, "least": least})
    places = pl.DataFrame({"account_id": names}).with_columns(
        x=pl.Series(dtype=pl.Float64, values=(at := _layout(names, edges))[:, 0]),
        y=pl.Series(dtype=pl.Float64, values=at[:, 1]),
    )
    nodes = nodes.join(places, on="account_id", maintain_order="left").select(
        "account_id",
        pl.when(pl.col("account_id") == account)
        .then(pl.lit("centre"))
        .otherwise(pl.lit("neighbour"))
        .alias("role"),
        "shared",
        "reviews",
        "x",
        "y",
    )
    ends = places.rename({"account_id": "target", "x": "x2", "y": "y2"})
    edges = edges.join(
        places.rename({"account_id": "source"}), on="source", maintain_order="left"
    ).join(ends, on="target", maintain_order="left")
    return nodes, edges


def _layout(
    names: list[str], edges: pl.DataFrame
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Return a place for each account by springs: those that meet attract, all repel each other.

    Notes
    -----
    Fruchterman & Reingold, Software: Practice and Experience 21 (1991), from a circle.
    """
    n = len(names)
    turn = 2 * np.pi * np.arange(n) / max(n - 1, 1)
    at = np.column_stack([np.cos(turn), np.sin(turn)])
    at[0] = 0
    index = {name: i for i, name in enumerate(names)}
    pull = np.zeros((n, n))
    for source, target, shared in edges.select("source", "target", "shared").iter_rows():
        i, j = index[source], index[target]
        pull[i, j] = pull[j, i] = np.log1p(shared)
    ideal = 1 / np.sqrt(n)
    for step in np.linspace(0.1, 0.005, 150):
        apart = at[:, None] - at[None]
        distance = np.maximum(np.linalg.norm(apart, axis=2), 1e-3)[..., None]
        force = (apart / distance * (ideal**2 / distance)).sum(axis=1)
        force -= (apart * distance / ideal * pull[..., None]).sum(axis=1)
        length = np.maximum(np.linalg.norm(force, axis=1, keepdims=True), 1e-9)
        at = at + force / length * np.minimum(length, step)
        at = at - at[0]
    reach = max(float(np.abs(at).max()), 1e-9)
    return np.round(at / reach, 3)
