"""What did test buys show, and how do leads stand to it?"""

from __future__ import annotations

import polars as pl

from kit.market.buys import KNOWN, TestBuys
from kit.views.gig_offers import seller
from kit.views.lead_sellers import Trail


def buys_told(buys: TestBuys) -> pl.DataFrame:
    """Return test buys in the file's order, with what each showed.

    Parameters
    ----------
    buys : TestBuys

    Returns
    -------
    polars.DataFrame
        line, seller (the gig where no seller is known), product_id, ordered_at, account_id,
        review_id, known (whether the account is), status.
    """
    gig = pl.format("gig {}", "gig_id")
    known = pl.col("delivered") & pl.col("username").is_not_null()
    return buys.buys.select(
        "line",
        seller=pl.coalesce(seller(), gig),
        product_id="product_id",
        ordered_at="ordered_at",
        account_id="account_id",
        review_id="review_id",
        known=known,
        status=pl.when(known).then(pl.lit(KNOWN)).otherwise("note"),
    )


def known_reached(known: Trail) -> pl.DataFrame:
    """Return accounts that are inferred from known ones, and none that is known itself.

    Parameters
    ----------
    known : Trail
        `kit.views.known_trail`.

    Returns
    -------
    polars.DataFrame
        seller, site, username, account_id, through (the known account), q_value.
    """
    return known.linked.filter(pl.col("through") != KNOWN).select(
        "seller", "site", "username", "account_id", "through", "q_value"
    )


def score_told(buys: TestBuys, leads: pl.DataFrame) -> str:
    """Return in a sentence how many known accounts leads name.

    Parameters
    ----------
    buys : TestBuys
    leads : polars.DataFrame
        As from `Leads.at`.
    """
    score = buys.score(leads).row(0, named=True)
    if not score["known"]:
        return "No test buy has shown an account of this case, so that leads cannot be scored."
    return (
        f"Accounts known from test buys: {score['known']:,}, of sellers: {score['sellers']:,}. "
        f"Leads name {score['found']:,} of them ({score['recall']:.0%}; 95 %: {score['low']:.0%} "
        f"to {score['high']:.0%}). Leads about these sellers that no buy has shown, which does not "
        f"make them wrong: {score['not_shown']:,}."
    )
