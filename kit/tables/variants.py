"""One row for each product that shows another's reviews: variants of one listing, by their copies.

A catalogue shows one review on every variant of a thing, and a file does not always say which
products are variants, nor hold what tells a copy from a second opinion. Two products are taken for
variants when at least half of the reviews of the smaller have a twin on the other, by the same
account on the same day with the same stars, and these twins come on `LEAST_DAYS` days or more: an
order that is filled on two products leaves its traces on a few. Variants of variants belong
together; `listing` is the first of them. Accounts with more than `MOST_REVIEWS` reviews are left
out, as they review much on one day.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from kit.detector import Value
from kit.tables.table import Table

LEAST_SHARE = 0.5
LEAST_DAYS = 5
MOST_REVIEWS = 60


def _listings(pairs: pl.LazyFrame, _: Mapping[str, Value]) -> pl.LazyFrame:
    """Return the listing of each product that is in a pair."""
    twins = pairs.collect()
    products = pl.concat([twins["one"], twins["other"]]).unique().sort()
    one, other = (products.search_sorted(twins[side]) for side in ("one", "other"))
    size = products.len()
    graph = coo_array((np.ones(twins.height), (one.to_numpy(), other.to_numpy())), (size, size))
    _, label = connected_components(graph, directed=False)
    told = pl.DataFrame({"product_id": products, "label": label})
    return told.select("product_id", listing=pl.col("product_id").min().over("label")).lazy()


TABLE = Table(
    name="variants",
    about=__doc__ or "",
    reads=("reviews", "accounts"),
    columns=("product_id", "listing"),
    needs=("account_id", "product_id", "stars", "posted_at"),
    sql=f"""
with quiet as (
  select account_id from accounts where n_reviews between 2 and {MOST_REVIEWS}
),
written as (
  select distinct account_id, product_id, posted_at::date as day, stars
  from reviews semi join quiet using (account_id)
  where product_id is not null and posted_at is not null and stars is not null
),
several as (
  select account_id, day, stars from written group by all having count(*) >= 2
),
twins as (
  select x.product_id as one, y.product_id as other, x.day
  from written as x
  semi join several on several.account_id = x.account_id
    and several.day = x.day and several.stars = x.stars
  join written as y
    on x.account_id = y.account_id and x.day = y.day and x.stars = y.stars
    and x.product_id < y.product_id
),
counted as (
  select one, other, count(*) as n, count(distinct day) as n_days
  from twins group by all having count(distinct day) >= {LEAST_DAYS}
),
sizes as (
  select product_id, count(*) as n from written group by product_id
)
select one, other
from counted
join sizes as x on x.product_id = one
join sizes as y on y.product_id = other
where counted.n >= {LEAST_SHARE} * least(x.n, y.n)
order by one, other
""",
    then=_listings,
)
