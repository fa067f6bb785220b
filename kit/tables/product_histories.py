"""One row for each product: what its reviewers have reviewed elsewhere, and with whom in common.

Only accounts with 2 to `max_reviews` reviews count (who writes more meets everybody), and products
with at least `min_reviewers` of them. Elsewhere is another brand and another category: fans of a
brand and members of a hobby review the same things without being asked. So nothing is elsewhere in
a market of one category, and products of unknown category are left out. Copies of one review on
several products count once.

A reviewer's reviews elsewhere are expected to fall on the products of their category and time as
everybody's reviews do; times are twelve slices of equal volume. With C reviewers in common with a
product where L were expected, `overlap` is the sum of C (C - 1) / (2 L) over all products: pairs of
reviewers that met again, each counted by how rare the place is, but as no rarer than the average
one. It is expected to be half of `n_elsewhere` at most. `ties` are products with more in common
than two standard deviations above the larger expectation from either side, by those reviewers of
the other product who are not in common; `doubt` is one over their number. `dispersion` is the
market's variance of C beyond Poisson / L^2, by moments from the pairs among 1,000 of its products.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy import sparse

from kit.detector import Value
from kit.tables.table import Table

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Marks = npt.NDArray[np.bool_]

_SLICES = 12
_TOPICS = 32  # Categories with expectations of their own; the smaller ones share the last.
_BLOCK = 1_024
_SAMPLE = 1_000
_TIE = pl.Struct(
    {"partner_id": pl.String, "n_shared": pl.Int64, "expected": pl.Float64, "doubt": pl.Float64}
)
_SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "product_id": pl.String,
    "topic": pl.Int64,
    "n_reviewers": pl.Int64,
    "n_partners": pl.Int64,
    "n_elsewhere": pl.Float64,
    "overlap": pl.Float64,
    "dispersion": pl.Float64,
    "ties": pl.List(_TIE),
}


@dataclass(frozen=True)
class _Market:
    """Reviews as a matrix of accounts and products, and what each product expects elsewhere.

    `activity` holds, for each product, topic and slice, the other reviews of its reviewers; `share`
    each product's share of its topic's reviews in a slice.
    """

    reviewed: Any
    maker: Ints
    topic: Ints
    kind: Ints
    activity: npt.NDArray[np.float32]
    share: npt.NDArray[np.float32]

    def expected(self, u: Ints, v: Ints) -> Floats:
        """Return how many of the reviewers of u are expected to have reviewed v."""
        each = self.activity[u, self.topic[v]] * self.share[v]
        return np.asarray(each.sum(axis=1), np.float64)

    def elsewhere(self, u: Ints, v: Ints) -> Marks:
        """Say whether u and v are of different brands and categories."""
        apart: Marks = (self.maker[u] != self.maker[v]) & (self.kind[u] != self.kind[v])
        return apart


def _market(rows: pl.DataFrame) -> _Market:
    account, place, day = (rows[name].to_numpy() for name in ("a", "place", "day"))
    firsts = rows.unique("place", maintain_order=True).sort("place")
    maker, kind = _codes(firsts["maker"]), _codes(firsts["topic"])
    order = np.argsort(-np.bincount(kind[place]), kind="stable")
    topic = np.minimum(np.argsort(order, kind="stable"), _TOPICS - 1)[kind]
    cuts = np.quantile(day, np.arange(1, _SLICES) / _SLICES, method="inverted_cdf")
    cell = topic[place] * _SLICES + np.searchsorted(cuts, day, "right")
    n, cells = maker.size, (topic.max() + 1) * _SLICES
    ones = np.ones(account.size, np.float32)
    reviewed = sparse.csr_matrix((ones, (account, place)), shape=(account.max() + 1, n))
    active = sparse.csr_matrix((ones, (account, cell)), shape=(account.max() + 1, cells))
    own = sparse.csr_matrix((ones, (place, cell)), shape=(n, cells)).toarray()
    volume = np.maximum(own.sum(axis=0), 1)
    activity = (reviewed.T @ active).toarray() - own
    share = (own / volume).reshape(n, -1, _SLICES)[np.arange(n), topic]
    return _Market(reviewed, maker, topic, kind, activity.reshape(n, -1, _SLICES), share)


def _codes(values: pl.Series) -> Ints:
    return values.rank("dense").to_numpy().astype(np.int64) - 1


def _meetings(market: _Market, usual: Floats) -> tuple[Floats, pl.DataFrame]:
    """Return each product's overlap, and the strong ties in both directions.

    `usual` is what a product expects of a place elsewhere on average.
    """
    n = market.maker.size
    overlap = np.zeros(n)
    ties = []
    size = np.asarray(market.reviewed.sum(axis=0), float).ravel()
    others = 1 - market.activity.sum(axis=(1, 2), dtype=float) / max(size.sum(), 1)
    by_product = market.reviewed.T.tocsr()
    for start in range(0, n, _BLOCK):
        common = (by_product[start : start + _BLOCK] @ market.reviewed).tocoo()
        u, v, seen = common.row.astype(np.int64) + start, common.col.astype(np.int64), common.data
        keep = (u < v) & (seen >= 2)
        keep[keep] = market.elsewhere(u[keep], v[keep])
        u, v, seen = u[keep], v[keep], seen[keep].astype(float)
        there, back = market.expected(u, v), market.expected(v, u)
        pairs = seen * (seen - 1) / 2
        overlap += np.bincount(u, pairs / np.maximum(there, usual[u]), n)
        overlap += np.bincount(v, pairs / np.maximum(back, usual[v]), n)
        # By who else reviewed the other: those in common do not speak for themselves.
        rest_v, rest_u = size[v] - seen + 0.5, size[u] - seen + 0.5
        there *= rest_v / (size[v] + 0.5) / others[u]
        back *= rest_u / (size[u] + 0.5) / others[v]
        expected = np.maximum(there, back)
        strong = seen > expected + 2 * np.sqrt(expected)
        figures = {
            "n_shared": seen[strong].astype(np.int64),
            "expected": expected[strong].round(9),
            "doubt": (1 / np.where(there >= back, rest_v, rest_u))[strong].round(9),
        }
        for one, other in ((u, v), (v, u)):
            ties.append(pl.DataFrame({"u": one[strong], "v": other[strong], **figures}))
    return overlap, pl.concat(ties)


def _dispersion(market: _Market) -> float:
    """Return the variance of reviewers in common beyond Poisson, over expectation squared."""
    n = market.maker.size
    some = np.unique(np.linspace(0, n - 1, min(n, _SAMPLE)).astype(np.int64))
    columns = market.reviewed[:, some]
    seen = (columns.T @ columns).toarray()
    beyond = squares = 0.0
    for at, one in enumerate(some[:-1]):
        v = some[at + 1 :]
        apart = market.elsewhere(np.full(v.size, one), v)
        u, v, count = np.full(v.size, one)[apart], v[apart], seen[at, at + 1 :][apart]
        expected = np.maximum(market.expected(u, v), market.expected(v, u))
        beyond += float(((count - expected) ** 2 - count).sum())
        squares += float((expected**2).sum())
    return max(beyond / squares, 0.0) if squares else 0.0


def _elsewhere(market: _Market) -> tuple[Floats, Ints]:
    """Return, for each product, its reviewers' reviews elsewhere and the products that there are.

    The sums over all products but those of the same brand or category, by groups of them.
    """
    n, product = market.maker.size, np.arange(market.maker.size)
    both = _codes(pl.Series(market.maker * (market.kind.max() + 1) + market.kind))
    slices = market.topic[:, None] * _SLICES + np.arange(_SLICES)
    shares = sparse.csr_matrix(
        (market.share.ravel(), (np.repeat(product, _SLICES), slices.ravel())),
        shape=(n, market.activity.shape[1] * _SLICES),
    )
    reviews = market.activity.sum(axis=(1, 2), dtype=float)
    partners = np.full(n, n)
    for group, sign in ((market.maker, -1), (market.kind, -1), (both, 1)):
        member = sparse.csr_matrix((np.ones(n), (group, product)), shape=(group.max() + 1, n))
        for start in range(0, n, _BLOCK):
            block = slice(start, start + _BLOCK)
            theirs = (member @ shares)[group[block]]
            flat = market.activity[block].reshape(theirs.shape)
            reviews[block] += sign * np.asarray(theirs.multiply(flat).sum(axis=1)).ravel()
        partners += sign * np.bincount(group)[group]
    return np.maximum(reviews, 0.0), partners


def _then(query: pl.LazyFrame, params: Mapping[str, Value]) -> pl.LazyFrame:
    rows = query.sort("product_id", "a").collect()
    rows = rows.filter(pl.len().over("product_id") >= int(params["min_reviewers"]))
    names = rows["product_id"].unique().sort()
    if names.is_empty():
        return pl.LazyFrame(schema=_SCHEMA)
    rows = rows.with_columns(place=pl.col("product_id").rank("dense").cast(pl.Int64) - 1)
    market = _market(rows)
    elsewhere, partners = _elsewhere(market)
    overlap, ties = _meetings(market, elsewhere / np.maximum(partners, 1))
    listed = (
        ties.with_columns(partner_id=names.gather(ties["v"]))
        .sort("u", "v")
        .group_by("u", maintain_order=True)
        .agg(ties=pl.struct("partner_id", "n_shared", "expected", "doubt"))
    )
    figures = {
        "u": np.arange(names.len()),
        "product_id": names,
        "topic": market.kind,
        "n_reviewers": np.bincount(rows["place"].to_numpy()),
        "n_partners": partners,
        "n_elsewhere": elsewhere.round(6),
        "overlap": overlap.round(6),
        "dispersion": np.full(names.len(), _dispersion(market)).round(9),
    }
    return (
        pl.DataFrame(figures)
        .join(listed, on="u", how="left", maintain_order="left")
        .select(pl.col(name).cast(kind) for name, kind in _SCHEMA.items())
        .lazy()
    )


TABLE = Table(
    name="product_histories",
    about=__doc__ or "",
    reads=("reviews", "accounts"),
    columns=tuple(_SCHEMA),
    params=("max_reviews", "min_reviewers"),
    binds=("max_reviews",),
    needs=("account_id", "product_id", "category"),
    sql="""
with quiet as (
  select account_id, (row_number() over (order by account_id) - 1)::bigint as a
  from accounts
  where n_reviews between 2 and $max_reviews
),
places as (
  select
    product_id,
    dense_rank() over (order by min(category)) as topic,
    dense_rank() over (
      order by min(brand) is null, coalesce(min(brand), min(parent_product_id), product_id)
    ) as maker
  from reviews
  where product_id is not null
  group by product_id
  having min(category) is not null
),
firsts as (
  select
    a, product_id,
    min(date_diff('day', date '1990-01-01', posted_at::date)) as day,
    min(hash(posted_at, stars, coalesce(text, product_id))) as act
  from reviews join quiet using (account_id)
  where product_id is not null
  group by all
),
acts as (
  select a, min(product_id) as product_id, coalesce(min(day), 0)::bigint as day
  from firsts
  group by a, act
)
select a, product_id, topic::bigint as topic, maker::bigint as maker, day
from acts join places using (product_id)
""",
    then=_then,
    one_core=True,
)
