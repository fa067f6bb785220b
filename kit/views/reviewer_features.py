"""What are an account's published reviewer features, and where does it stand among all accounts?"""

from __future__ import annotations

import polars as pl

from kit.case import Case
from kit.engines.derived import provide
from kit.tables.reviewer_text_features import LATEST, of_texts
from kit.views.look_up import check

MEANINGS = {
    "MNR": "Most reviews on one day",
    "PR": "Share of its reviews with 4 or 5 stars",
    "NR": "Share of its reviews with 1 or 2 stars",
    "avgRD": "Mean distance of its stars from the product's mean",
    "WRD": "That distance, a product's early reviews counting more",
    "BST": "1: all on one day; 0: over more than 28 days",
    "ERD": "Variety of its stars, in bits; 0: always the same",
    "ETG": "Variety of the days between its reviews, in bits; 0: one kind of gap, or none",
    "RL": "Mean number of words of a review",
    "ACS": "Mean likeness of two of its texts, 0 to 1",
    "MCS": "Largest likeness of two of its texts; 1: the same words",
}
"""Every feature by its published name, in the order shown."""

TEXT = ("RL", "ACS", "MCS")

SCHEMA = {
    "feature": pl.String,
    "value": pl.Float64,
    "meaning": pl.String,
    "percentile": pl.Float64,
    "compared": pl.Int64,
}


PLAIN = tuple(feature for feature in MEANINGS if feature not in TEXT)


def _figures(feature: str) -> str:
    """Return the SQL of one feature: its value, how many have less, and how many have it."""
    return f"""
  any_value(own."{feature}")::double as "{feature} value",
  100 * avg(case
    when every."{feature}" < own."{feature}" then 1.0
    when every."{feature}" = own."{feature}" then 0.5
    when own."{feature}" is not null and every."{feature}" is not null then 0.0
  end) as "{feature} percentile",
  count(every."{feature}") as "{feature} compared"
"""


SQL = f"""
with own as (
  select * from reviewer_features where account_id = $account
)
select {",".join(map(_figures, PLAIN))}
from reviewer_features as every cross join own
"""


def reviewer_features(case: Case, account: str) -> pl.DataFrame:
    """Return an account's published reviewer features.

    Parameters
    ----------
    case : Case
    account : str
        Account id.

    Returns
    -------
    polars.DataFrame
        In the order of `MEANINGS`: feature, value, meaning, percentile (of the accounts that have
        the feature, the per cent with a smaller value, and half of those with the same), compared
        (their number). Definitions are those of the tables `reviewer_features` and
        `reviewer_text_features`. Text is read for this account only, so RL, ACS and MCS have no
        percentile. What is unknown is NULL.

    Raises
    ------
    NotFoundError
        When no review names the account.
    """
    check(case, "account", account)
    provide(case.connection, case.derived, case.evidence_hash, ("reviewer_features",), {})
    seen = case.sql(SQL, {"account": account}).row(0, named=True)
    figures = ("value", "percentile", "compared")
    standing = pl.DataFrame(
        [{"feature": name, **{key: seen[f"{name} {key}"] for key in figures}} for name in PLAIN]
    )
    texts = case.sql(f"select * from ({LATEST}) where account_id = $account", {"account": account})
    spoken = of_texts(texts).unpivot(on=TEXT, variable_name="feature", value_name="value")
    known = pl.concat([standing, spoken.select("feature", "value")], how="diagonal_relaxed")
    order = pl.DataFrame({"feature": list(MEANINGS), "meaning": list(MEANINGS.values())})
    return order.join(known, on="feature", how="left", maintain_order="left").select(
        pl.col("value").cast(pl.Float64).round(6) if name == "value" else pl.col(name).cast(kind)
        for name, kind in SCHEMA.items()
    )
