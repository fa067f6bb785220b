"""What is one product or account, in one line of figures?"""

from __future__ import annotations

import polars as pl

from kit.case import Case
from kit.views.look_up import KINDS, check

OTHER = {"product": "account_id", "account": "product_id"}


def facts(case: Case, kind: str, name: str) -> pl.DataFrame:
    """Return the figures of one product or account.

    Parameters
    ----------
    case : Case
    kind : {"product", "account"}
    name : str
        Its id.

    Returns
    -------
    polars.DataFrame
        One row: reviews, accounts (of a product) or products (of an account), mean_stars,
        five_star_share, verified_share (of reviews that say so), first_day, last_day, and label:
        the product's brand and category, or the account's name (NULL where unknown).

    Raises
    ------
    NotFoundError
        When no review names it.
    """
    check(case, kind, name)
    label = "account_name" if kind == "account" else "concat_ws(', ', brand, category)"
    return case.sql(
        f"""
select
  count(*) as reviews,
  count(distinct {OTHER[kind]}) as {OTHER[kind].removesuffix("_id")}s,
  round(avg(stars::double), 4) as mean_stars,
  round(avg((stars >= 4.5)::integer), 4) as five_star_share,
  round(avg(verified::integer), 4) as verified_share,
  min(posted_at)::date as first_day,
  max(posted_at)::date as last_day,
  nullif(min({label}), '') as label
from reviews
where {KINDS[kind]} = $name
""",
        {"name": name},
    )
