"""One row for each product in the graph of products that have unusually many reviewers in common.

Two products are linked when at least three of their reviewers are the same and that is more than
three standard deviations above what is expected (`product_histories`); a link weighs as many
reviewers. `clustering` is the share of a product's pairs of neighbours that are linked themselves;
`pagerank` (damping .85) is given as a multiple of the graph's mean. Both describe: they are no
test.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl
from scipy import sparse

from kit.detector import Value
from kit.tables.table import Table

_DAMPING = 0.85
_ROUNDS = 60
"""Rounds of the power iteration: what is left of the start is .85^60, less than 1 in 10,000."""
_SCHEMA: dict[str, type[pl.DataType]] = {
    "product_id": pl.String,
    "n_links": pl.Int64,
    "clustering": pl.Float64,
    "pagerank": pl.Float64,
}


def _then(query: pl.LazyFrame, params: Mapping[str, Value]) -> pl.LazyFrame:
    links = query.sort("product_id", "partner_id").collect()
    if links.is_empty():
        return pl.LazyFrame(schema=_SCHEMA)
    # Each link stands in both directions, so either column names every product.
    names = links["product_id"].unique().sort()
    place = pl.DataFrame({"name": names, "at": np.arange(names.len())})
    u, v = (
        links.select(pl.col(end).alias("name")).join(place, on="name", maintain_order="left")["at"]
        for end in ("product_id", "partner_id")
    )
    n = names.len()
    weight = sparse.csr_matrix((links["n_shared"].cast(pl.Float64).to_numpy(), (u, v)), (n, n))
    linked = (weight > 0).astype(np.int64)
    degree = np.asarray(linked.sum(axis=1)).ravel()
    triangles = np.asarray((linked @ linked).multiply(linked).sum(axis=1)).ravel()
    onward = sparse.diags_array(1 / np.asarray(weight.sum(axis=1)).ravel()) @ weight
    rank = np.ones(n)
    for _ in range(_ROUNDS):
        rank = 1 - _DAMPING + _DAMPING * (onward.T @ rank)
    return pl.LazyFrame(
        {
            "product_id": names,
            "n_links": degree,
            "clustering": (triangles / np.maximum(degree * (degree - 1), 1)).round(9),
            "pagerank": rank.round(9),
        },
        schema=_SCHEMA,
    )


TABLE = Table(
    name="product_graph",
    about=__doc__ or "",
    reads=("product_histories",),
    columns=tuple(_SCHEMA),
    params=("max_reviews", "min_reviewers"),
    binds=(),
    needs=("account_id", "product_id", "category"),
    sql="""
with tied as (
  select product_id, dispersion, unnest(ties) as tie from product_histories
)
select product_id, tie.partner_id as partner_id, tie.n_shared as n_shared
from tied
where tie.n_shared >= 3
  and tie.n_shared - tie.expected
    > 3 * sqrt(tie.expected + dispersion * tie.expected * tie.expected)
""",
    then=_then,
)
