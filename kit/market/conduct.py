"""What accounts did against what a gig promises: each agreement weighed in nats.

Every weight is ln of how often a seller's account would do it over how often any account does. The
second is measured in the case; the first is a judgement, and stands in `THEIRS` with its reason.
"""

from __future__ import annotations

import polars as pl

from kit.case import Case
from kit.ranking.families import population

THEIRS: dict[str, tuple[float, str]] = {
    "unusual": (0.5, "half of the accounts that sell reviews are found by what they did alone"),
    "stars": (0.9, "nine in ten paid reviews give the stars that were promised"),
    "verified": (0.8, "eight in ten are verified where that was offered"),
    "products": (0.5, "half of the accounts of a gig took part for a client that it names"),
}
"""By evidence: how probable it is where the account is the seller's, and why."""

CAPS: dict[str, float] = {"unusual": 6.0, "stars": 2.0, "verified": 1.5, "products": 6.0}
"""Most nats that each can add or take: reviews of one account are no independent witnesses."""


def conduct(
    case: Case, pairs: pl.DataFrame, offers: pl.DataFrame, unusual: pl.Series
) -> pl.DataFrame:
    """Return pairs with what the accounts' conduct says: a column `<evidence>_nats` for each.

    Parameters
    ----------
    case : Case
    pairs : polars.DataFrame
        Columns `seller` (a number) and `account_id`, and any others.
    offers : polars.DataFrame
        seller, stars_promised, offers_verified, products: a row for each seller with a gig.
    unusual : polars.Series of str
        Accounts that the case's own evidence names.

    Returns
    -------
    polars.DataFrame
        The pairs in their order. Where a gig promises nothing, or the case does not know, 0.
    """
    asked = pairs.select("account_id").unique()
    did = case.connection.select(
        """
        select account_id, product_id, round(stars)::integer as given, verified
        from reviews semi join asked using (account_id)
        """,
        frames={"asked": asked},
    )
    seen = pairs.join(offers, on="seller", how="left", maintain_order="left").with_row_index("pair")
    reviews = seen.select("pair", "account_id", "stars_promised", "offers_verified").join(
        did, on="account_id"
    )
    found = pl.col("account_id").is_in(unusual.to_list())
    accounts = max(population(case, "account_id"), 1)
    yes, no = _nats("unusual", pl.lit(unusual.len() / accounts))
    parts = (_stars(case, reviews), _verified(case, reviews), _products(case, seen, did, accounts))
    told = seen.with_columns(unusual_nats=pl.when(found).then(yes).otherwise(no))
    for part in parts:
        told = told.join(part, on="pair", how="left", maintain_order="left")
    columns = [f"{name}_nats" for name in THEIRS]
    return told.select(*pairs.columns, *(pl.col(name).fill_null(0.0) for name in columns))


def _stars(case: Case, reviews: pl.DataFrame) -> pl.DataFrame:
    """Return, by pair, what the stars given say about those promised."""
    shares = case.sql(
        """
        select round(stars)::integer as stars_promised, count(*) / sum(count(*)) over () as share
        from reviews where stars is not null group by all
        """
    )
    given = reviews.drop_nulls(["stars_promised", "given"]).join(
        shares.with_columns(pl.col("stars_promised").cast(pl.Int64)),
        on="stars_promised",
        how="left",
    )
    agrees = pl.col("given") == pl.col("stars_promised")
    return _agreement(given.with_columns(agrees=agrees), "stars")


def _verified(case: Case, reviews: pl.DataFrame) -> pl.DataFrame:
    """Return, by pair, what verified reviews say where they were offered."""
    share = case.sql("select avg(verified::integer) as share from reviews")["share"][0]
    asked = reviews.filter(pl.col("offers_verified").fill_null(False)).drop_nulls("verified")
    return _agreement(
        asked.with_columns(agrees=pl.col("verified"), share=pl.lit(share, pl.Float64)), "verified"
    )


def _agreement(reviews: pl.DataFrame, evidence: str) -> pl.DataFrame:
    """Return the sum of what each review says, within the cap: pair, <evidence>_nats."""
    yes, no = _nats(evidence, pl.col("share").fill_null(0.0))
    cap = CAPS[evidence]
    return (
        reviews.with_columns(nats=pl.when("agrees").then(yes).otherwise(no))
        .group_by("pair")
        .agg(pl.col("nats").sum().clip(-cap, cap).alias(f"{evidence}_nats"))
    )


def _products(case: Case, seen: pl.DataFrame, did: pl.DataFrame, accounts: int) -> pl.DataFrame:
    """Return, by pair, what it says that the account reviewed a product that the gig names."""
    wanted = seen.select("pair", "account_id", product_id="products").explode("product_id")
    wanted = wanted.drop_nulls("product_id").unique()
    crowd = case.connection.select(
        """
        select product_id, count(distinct account_id) as n
        from reviews semi join wanted using (product_id) group by product_id
        """,
        frames={"wanted": wanted.select("product_id").unique()},
    )
    yes, _ = _nats("products", pl.col("n") / accounts)
    return (
        wanted.join(crowd, on="product_id")
        .join(did.select("account_id", "product_id").unique(), on=["account_id", "product_id"])
        .with_columns(nats=yes)
        .group_by("pair")
        .agg(pl.col("nats").sum().clip(upper_bound=CAPS["products"]).alias("products_nats"))
    )


def _nats(evidence: str, share: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """Return what it says that an account did something, and that it did not."""
    theirs, cap = THEIRS[evidence][0], CAPS[evidence]
    any_account = share.clip(1e-6, 1 - 1e-6)
    yes = (pl.lit(theirs) / any_account).log().clip(-cap, cap)
    no = (pl.lit(1 - theirs) / (1 - any_account)).log().clip(-cap, cap)
    return yes, no
