"""From sellers over accounts to clients and reviews: where to draw each, and what joins them."""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from kit.market.buys import KNOWN
from kit.views.lead_sellers import Trail, odds

MOST = 26
"""Most names in a column: with more, their labels would hide each other."""

SELLER, ACCOUNT, CLIENT = "seller", "account", "client"
KINDS = (SELLER, ACCOUNT, CLIENT)
BY_NAME, BY_GROUP, REVIEWED = "by its name", "by its group", "reviewed"

NODES = {
    "key": pl.String,
    "kind": pl.String,
    "name": pl.String,
    "about": pl.String,
    "by_name": pl.Boolean,
    "known": pl.Boolean,
    "reviews": pl.Int64,
    "stands_for": pl.Int64,
    "place": pl.Float64,
}
LINKS = {
    "source": pl.String,
    "target": pl.String,
    "kind": pl.String,
    "reviews": pl.Int64,
    "nats": pl.Float64,
    "odds": pl.String,
    "q_value": pl.Float64,
    "why": pl.String,
}


def lead_flow(
    found: Trail, seller: str | None = None, known: Collection[str] = ()
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Lay out what leads from sellers to the reviews that they likely sold.

    Parameters
    ----------
    found : Trail
    seller : str, optional
        Only this one; all with a lead by default.
    known : collection of str
        Accounts that a test buy has shown.

    Returns
    -------
    nodes : polars.DataFrame
        Columns of `NODES`: sellers by strength, accounts (by name first), clients by their first
        review; what belongs to one group of accounts stands together. `reviews` were written by an
        account, or bought by a client; `place` is 0 at the top and 1 at the bottom. Of each kind
        the first `MOST`; what is beyond is one row that `stands_for` the rest.
    links : polars.DataFrame
        Columns of `LINKS`, between keys of nodes: seller to account with odds, account to client
        with reviews.
    """
    only = pl.lit(value=True) if seller is None else pl.col("seller") == seller
    linked, bought = found.linked.filter(only), found.reviews.filter(only)
    leads = found.leads.filter(only).select("seller", "account_id", "account_name", "nats", "why")
    told = linked.join(leads, on=["seller", "account_id"], how="left", maintain_order="left")
    bought = bought.unique(["review_id", "seller"], keep="first", maintain_order=True)
    told, bought = (frame.join(_blocks(told), on="seller") for frame in (told, bought))
    clients = found.clients.filter(only).unique("product_id", keep="first", maintain_order=True)
    nodes = pl.concat(
        [_sellers(told, bought), _accounts(told, bought), _clients(clients, bought)]
    ).with_columns(
        known=(pl.col("kind") == ACCOUNT) & pl.col("name").is_in(list(known)),
        rank=pl.int_range(pl.len()).over("kind"),
        n=pl.len().over("kind"),
    )
    over = (pl.col("n") > MOST) & (pl.col("rank") >= MOST - 1)
    nodes = nodes.with_columns(at=pl.when(over).then(pl.col("kind") + ":").otherwise("key"))
    to = dict(nodes.select("key", "at").iter_rows())
    return _folded(nodes), _links(told, bought, to)


def _blocks(told: pl.DataFrame) -> pl.DataFrame:
    """Return a number for each seller: sellers of one group of accounts stand together."""
    groups = told.group_by("seller").agg(
        pl.col("nats").max(), group=pl.col("account_id").sort().str.join("|")
    )
    strongest = pl.col("nats").max().over("group")
    return groups.select("seller", block=strongest.rank("dense", descending=True))


def _sellers(told: pl.DataFrame, bought: pl.DataFrame) -> pl.DataFrame:
    sold = bought.group_by("seller").agg(reviews=pl.col("review_id").n_unique())
    return _node(
        told.group_by("seller", maintain_order=True)
        .agg(pl.col("nats").max(), pl.col("block").first())
        .sort("block", "nats", "seller", descending=[False, True, False])
        .join(sold, on="seller", how="left", maintain_order="left"),
        SELLER,
        "seller",
        about=odds("nats"),
        by_name=pl.lit(value=True),
    )


def _accounts(told: pl.DataFrame, bought: pl.DataFrame) -> pl.DataFrame:
    wrote = bought.group_by("account_id").agg(reviews=pl.col("review_id").n_unique())
    return _node(
        told.group_by("account_id", maintain_order=True)
        .agg(
            pl.col("nats").max(),
            pl.col("block").min(),
            pl.col("account_name").drop_nulls().first(),
        )
        .join(wrote, on="account_id", how="left", maintain_order="left")
        .sort(
            *("block", "nats", "reviews", "account_id"),
            descending=[False, True, True, False],
            nulls_last=True,
        ),
        ACCOUNT,
        "account_id",
        about="account_name",
        by_name=pl.col("nats").is_not_null(),
    )


def _clients(clients: pl.DataFrame, bought: pl.DataFrame) -> pl.DataFrame:
    sold = bought.group_by("product_id").agg(
        reviews=pl.col("review_id").n_unique(),
        first=pl.col("posted_at").min(),
        block=pl.col("block").min(),
    )
    return _node(
        clients.join(sold, on="product_id", how="left").sort("block", "first", "product_id"),
        CLIENT,
        "product_id",
        about="brand",
        by_name=pl.lit(value=False),
    )


def _node(
    frame: pl.DataFrame, kind: str, name: str, *, about: str | pl.Expr, by_name: pl.Expr
) -> pl.DataFrame:
    return frame.select(
        key=pl.lit(f"{kind}:") + pl.col(name),
        kind=pl.lit(kind),
        name=name,
        about=about,
        by_name=by_name,
        reviews=pl.col("reviews").fill_null(0).cast(pl.Int64),
    )


def _folded(nodes: pl.DataFrame) -> pl.DataFrame:
    """Return nodes with those beyond the most as one, and the place of each."""
    rest = pl.col("at") != pl.col("key")
    whole = nodes.group_by("kind", "at", maintain_order=True).agg(
        name=pl.when(rest.any())
        .then(pl.format("and {} more", pl.len()))
        .otherwise(pl.col("name").first()),
        about=pl.when(~rest.any()).then(pl.col("about").first()),
        by_name=pl.col("by_name").first(),
        known=pl.col("known").first(),
        reviews=pl.col("reviews").sum(),
        stands_for=pl.len(),
    )
    place = (pl.int_range(pl.len()) + 0.5) / pl.len()
    return (
        whole.rename({"at": "key"})
        .with_columns(place=place.over("kind"))
        .select(pl.col(name).cast(dtype) for name, dtype in NODES.items())
    )


def _links(told: pl.DataFrame, bought: pl.DataFrame, to: dict[str, str]) -> pl.DataFrame:
    reason = pl.format("one group with {}, by the case's own evidence", "through")
    owns = told.select(
        source=pl.lit(f"{SELLER}:") + pl.col("seller"),
        target=pl.lit(f"{ACCOUNT}:") + pl.col("account_id"),
        kind=pl.when(pl.col("through") == KNOWN)
        .then(pl.lit(KNOWN))
        .when(pl.col("nats").is_null())
        .then(pl.lit(BY_GROUP))
        .otherwise(pl.lit(BY_NAME)),
        reviews=pl.lit(None, pl.Int64),
        nats="nats",
        q_value="q_value",
        why=pl.coalesce("why", reason),
    )
    wrote = (
        bought.unique("review_id", keep="first", maintain_order=True)
        .select(
            source=pl.lit(f"{ACCOUNT}:") + pl.col("account_id"),
            target=pl.lit(f"{CLIENT}:") + pl.col("product_id"),
        )
        .group_by("source", "target", maintain_order=True)
        .agg(reviews=pl.len())
        .with_columns(kind=pl.lit(REVIEWED))
    )
    return (
        pl.concat([owns, wrote], how="diagonal_relaxed")
        .with_columns(pl.col("source", "target").replace(to))
        .group_by("source", "target", "kind", maintain_order=True)
        .agg(
            pl.when(pl.col("reviews").is_not_null().any()).then(pl.col("reviews").sum()),
            pl.col("nats").max(),
            pl.col("q_value").min(),
            pl.col("why").drop_nulls().first(),
        )
        .with_columns(odds=odds("nats"))
        .select(pl.col(name).cast(dtype) for name, dtype in LINKS.items())
    )
