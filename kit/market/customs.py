"""What any account of a case does, measured once, and how probable the same is of a seller's.

Every weight is ln of how often a seller's account would do it over how often any account does. The
second is measured in the case; the first is a judgement, and stands in `THEIRS` with its reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl

from kit.case import Case
from kit.market.rhythm import ORDERED, RATED
from kit.ranking.families import population

THEIRS: dict[str, tuple[float, str]] = {
    "unusual": (0.5, "half of the accounts that sell reviews are found by what they did alone"),
    "stars": (0.9, "nine in ten paid reviews give the stars that were promised"),
    "verified": (0.8, "eight in ten are verified where that was offered"),
    "products": (0.5, "half of the accounts of a gig took part for a client that it names"),
    "timing": (ORDERED, "half of the reviews of such an account follow its gigs' ratings"),
    "texts": (0.3, "three in ten posted a text that the gig shows as an example"),
}
"""By evidence: how probable it is where the account is the seller's, and why."""

CAPS: dict[str, float] = {
    "unusual": 6.0,
    "stars": 2.0,
    "verified": 1.5,
    "products": 6.0,
    "timing": 2.0,
    "texts": 6.0,
}
"""Most nats that each can add or take: reviews of one account are no independent witnesses."""

OFFERS: dict[str, Any] = {
    "person": pl.Int64,
    "stars_promised": pl.Int64,
    "offers_verified": pl.Boolean,
    "products": pl.List(pl.String),
    "rated": RATED,
    "quoted": pl.List(pl.String),
}
"""What a seller's gigs on a site promise: a row for each site; null where they promise nothing."""


@dataclass(frozen=True)
class Customs:
    """What any account of a case does: measured once.

    Parameters
    ----------
    case : Case
    unusual : polars.Series of str
        Accounts that the case's own evidence names.
    accounts : int
    stars : polars.DataFrame
        stars_promised, share: how many reviews give so many stars.
    verified : float or None
        Share of reviews that are verified.
    days : polars.DataFrame
        day, n: reviews of each day.
    """

    case: Case
    unusual: pl.Series
    accounts: int
    stars: pl.DataFrame
    verified: float | None
    days: pl.DataFrame

    @classmethod
    def of(cls, case: Case, unusual: pl.Series) -> Customs:
        """Measure a case."""
        stars = case.sql(
            """
            select
              round(stars)::bigint as stars_promised, count(*) / sum(count(*)) over () as share
            from reviews where stars is not null group by all
            """
        )
        verified = case.sql("select avg(verified::integer) as share from reviews")["share"][0]
        days = case.sql("select posted_at::date as day, count(*) as n from reviews group by all")
        accounts = max(population(case, "account_id"), 1)
        return cls(case, unusual, accounts, stars, verified, days)

    @property
    def named(self) -> tuple[pl.Expr, pl.Expr]:
        """What it says that the case's own evidence names an account, and that it does not."""
        return nats("unusual", pl.lit(self.unusual.len() / self.accounts))


def nats(evidence: str, share: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """Return what it says that an account did something, and that it did not.

    Parameters
    ----------
    evidence : str
        A name of `THEIRS`.
    share : polars.Expr
        Of all accounts, those that did.
    """
    theirs, cap = THEIRS[evidence][0], CAPS[evidence]
    any_account = share.clip(1e-6, 1 - 1e-6)
    yes = (pl.lit(theirs) / any_account).log().clip(-cap, cap)
    no = (pl.lit(1 - theirs) / (1 - any_account)).log().clip(-cap, cap)
    return yes, no
