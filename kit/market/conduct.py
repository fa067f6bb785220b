"""What accounts did against what a gig promises: each agreement weighed in nats."""

from __future__ import annotations

import polars as pl

from kit.market.customs import CAPS, THEIRS, Customs, nats
from kit.market.quoted import posted
from kit.market.rhythm import rhythm


def at_most(customs: Customs, offers: pl.DataFrame) -> pl.DataFrame:
    """Return the most nats that conduct can add for accounts of each seller.

    Parameters
    ----------
    customs : Customs
    offers : polars.DataFrame
        Columns of `OFFERS`.

    Returns
    -------
    polars.DataFrame
        person, unusual, usual: for accounts that the case's own evidence names, and for others.
    """
    promised = {
        "stars": pl.col("stars_promised").is_not_null(),
        "verified": pl.col("offers_verified").fill_null(False),
        "products": pl.col("products").list.len().fill_null(0) > 0,
        "timing": pl.col("rated").is_not_null(),
        "texts": pl.col("quoted").list.len().fill_null(0) > 0,
    }
    rest = pl.sum_horizontal(
        pl.when(there.any()).then(CAPS[name]).otherwise(0.0) for name, there in promised.items()
    )
    yes, no = customs.named
    return (
        offers.group_by("person", maintain_order=True)
        .agg(rest=rest)
        .select("person", unusual=pl.col("rest") + yes, usual=pl.col("rest") + no)
    )


def conduct(customs: Customs, pairs: pl.DataFrame, offers: pl.DataFrame) -> pl.DataFrame:
    """Return pairs with what the accounts' conduct says: a column `<evidence>_nats` for each.

    Parameters
    ----------
    customs : Customs
    pairs : polars.DataFrame
        Columns `person` and `account_id`, and any others.
    offers : polars.DataFrame
        Columns of `OFFERS`; one row at least for each person.

    Returns
    -------
    polars.DataFrame
        The pairs in their order. Where a gig promises nothing, or the case does not know, 0. A name
        on several sites is one hypothesis, that the account is of one of them: each evidence is
        ln of the mean over sites of what it is worth there.
    """
    did = customs.case.connection.select(
        """
        select
          account_id, product_id, round(stars)::bigint as given, verified, posted_at::date as day
        from reviews semi join asked using (account_id)
        """,
        frames={"asked": pairs.select("account_id").unique()},
    )
    seen = (
        pairs.select("person", "account_id")
        .unique(maintain_order=True)
        .join(offers, on="person", maintain_order="left")
        .with_row_index("row")
    )
    told = seen
    for part in (
        _stars(customs, seen, did),
        _verified(customs, seen, did),
        _products(customs, seen, did),
        _timing(customs, seen, did),
        _texts(customs, seen),
    ):
        told = told.join(part, on="row", how="left")
    of_gigs = [f"{name}_nats" for name in THEIRS if name != "unusual"]
    each = told.group_by("person", "account_id").agg(
        pl.col(name).fill_null(0.0).exp().mean().log() for name in of_gigs
    )
    yes, no = customs.named
    found = pl.col("account_id").is_in(customs.unusual.to_list())
    return pairs.join(
        each, on=["person", "account_id"], how="left", maintain_order="left"
    ).with_columns(unusual_nats=pl.when(found).then(yes).otherwise(no))


def _stars(customs: Customs, seen: pl.DataFrame, did: pl.DataFrame) -> pl.DataFrame:
    """Return, by row, what the stars given say about those promised."""
    given = (
        seen.drop_nulls("stars_promised")
        .select("row", "account_id", "stars_promised")
        .join(did.drop_nulls("given"), on="account_id")
        .join(customs.stars, on="stars_promised", how="left")
    )
    agrees = pl.col("given") == pl.col("stars_promised")
    return _agreement(given.with_columns(agrees=agrees), "stars")


def _verified(customs: Customs, seen: pl.DataFrame, did: pl.DataFrame) -> pl.DataFrame:
    """Return, by row, what verified reviews say where they were offered."""
    asked = seen.filter("offers_verified").select("row", "account_id")
    share = pl.lit(customs.verified, pl.Float64)
    return _agreement(
        asked.join(did.drop_nulls("verified"), on="account_id").with_columns(
            agrees=pl.col("verified"), share=share
        ),
        "verified",
    )


def _agreement(reviews: pl.DataFrame, evidence: str) -> pl.DataFrame:
    """Return the sum of what each review says, within the cap: row, <evidence>_nats."""
    yes, no = nats(evidence, pl.col("share").fill_null(0.0))
    cap = CAPS[evidence]
    return (
        reviews.with_columns(nats=pl.when("agrees").then(yes).otherwise(no))
        .group_by("row")
        .agg(pl.col("nats").sum().clip(-cap, cap).alias(f"{evidence}_nats"))
    )


def _products(customs: Customs, seen: pl.DataFrame, did: pl.DataFrame) -> pl.DataFrame:
    """Return, by row, what it says that the account reviewed a product that the gig names."""
    wanted = seen.select("row", "account_id", product_id="products").explode("product_id")
    wanted = wanted.drop_nulls("product_id").unique()
    crowd = customs.case.connection.select(
        """
        select product_id, count(distinct account_id) as n
        from reviews semi join wanted using (product_id) group by product_id
        """,
        frames={"wanted": wanted.select("product_id").unique()},
    )
    yes, _ = nats("products", pl.col("n") / customs.accounts)
    return (
        wanted.join(crowd, on="product_id")
        .join(did.select("account_id", "product_id").unique(), on=["account_id", "product_id"])
        .with_columns(nats=yes)
        .group_by("row")
        .agg(pl.col("nats").sum().clip(upper_bound=CAPS["products"]).alias("products_nats"))
    )


def _timing(customs: Customs, seen: pl.DataFrame, did: pl.DataFrame) -> pl.DataFrame:
    """Return, by row, what the days of the account's reviews say about the gigs' ratings."""
    cap = CAPS["timing"]
    told = rhythm(seen, did, customs.days)
    return told.select("row", timing_nats=pl.col("nats").clip(-cap, cap))


def _texts(customs: Customs, seen: pl.DataFrame) -> pl.DataFrame:
    """Return, by row, what it says that the account posted a text which the gig quotes."""
    wanted = seen.select("row", "account_id", "quoted").explode("quoted").drop_nulls("quoted")
    told = posted(customs.case, wanted["quoted"].unique())
    crowd = told.group_by("quoted").agg(n=pl.col("account_id").n_unique())
    yes, _ = nats("texts", pl.col("n") / customs.accounts)
    return (
        wanted.join(told, on=["quoted", "account_id"])
        .join(crowd, on="quoted")
        .group_by("row")
        .agg(yes.sum().clip(upper_bound=CAPS["texts"]).alias("texts_nats"))
    )
