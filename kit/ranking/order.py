"""`rank`: every entity in order, by a sum that can be read."""

from __future__ import annotations

import polars as pl

from kit.case import Case
from kit.engines.derived import provide
from kit.errors import ParameterError
from kit.ranking.families import of_accounts, of_windows
from kit.ranking.reach import follow_members, follow_pairs, follow_windows, windows
from kit.screening import screening

RANKED = ("review", "account", "product")
FAMILIES = ("timing", "rating", "account", "ring", "text", "compensation")

FDR = 0.05
"""Windows and pairs that survive at this rate add to a rank."""

STRENGTH_CAP = 12.0
"""Largest -log10(p) that one family adds: beyond it a p-value says nothing more."""

WEIGHTS = {
    "timing": 0.1,
    "rating": 0.1,
    "account": 0.1,
    "ring": 0.8,
    "text": 0.8,
    "compensation": 0.1,
}
"""What a proved finding adds for each unit of -log10(p). A ring or a text that came back says much
about the accounts in it; a window says little about each of its reviews, and what is unusual about
one account alone has many explanations."""

# The terms and weights are those of the published comparison on YelpChi, searched on one half of
# its products: -ln n and the span say how thin an account is; silence since says that it had time
# to write more; distance from established reviewers and extreme stars; the crowd around a review.
# The last is the missing middle: on some products those who wrote once give two to four stars more
# seldom than the established do, here without the review itself and shrunk by forty to the market.
# Its weight is small, because much of its gain on YelpChi comes from one product.
_REVIEWS = """
with market as (
  select
    greatest(coalesce(sum(middle_once)::double / nullif(sum(n_once), 0), 0.5), 0.01) as once_share,
    greatest(coalesce(sum(middle_established)::double / nullif(sum(n_established), 0), 0.5), 0.01)
      as share
  from product_middles
),
known as (
  select
    review_id, reviews.account_id, reviews.product_id, stars, accounts.n_reviews, span_days,
    age_days,
    mean_deviation, crowd,
    (accounts.n_reviews = 1 and stars is not null)::integer as once,
    (accounts.n_reviews >= 3 and stars is not null)::integer as established,
    (stars between 1.26 and 4.74)::integer as middle
  from reviews
  left join accounts using (account_id)
  left join account_deviations using (account_id)
  left join product_days
    on product_days.product_id = reviews.product_id and product_days.day = posted_at::date
),
scored as (
  select
    review_id,
    known.account_id,
    known.product_id,
    0.3 * crowd as timing,
    0.3 * mean_deviation + 0.3 * (stars >= 4.75)::integer + 0.5 * (stars <= 1.25)::integer
      + 0.5 * coalesce(
        ln((middle_established - established * middle + 40 * share)
          / (n_established - established + 40))
        - ln((middle_once - once * middle + 40 * once_share) / (n_once - once + 40)),
        0
      ) as rating,
    -ln(n_reviews) - 0.6 * ln(1 + span_days / 14) + 0.3 * ln(1 + age_days / 180) as account
  from known left join product_middles using (product_id) cross join market
),
-- What is unknown about a review counts as ordinary.
ordinary as (
  select
    coalesce(avg(timing), 0) as timing,
    coalesce(avg(rating), 0) as rating,
    coalesce(avg(account), 0) as account
  from scored
),
filled as (
  select
    review_id, account_id, product_id,
    coalesce(scored.timing, ordinary.timing) as timing,
    coalesce(scored.rating, ordinary.rating) as rating,
    coalesce(scored.account, ordinary.account) as account
  from scored cross join ordinary
)
"""

_BY_KIND = {
    "review": "select review_id as entity_id, timing, rating, account from filled",
    "account": "select account_id as entity_id, avg(timing) as timing, avg(rating) as rating, "
    "avg(account) as account from filled where account_id is not null group by account_id",
    "product": "select product_id as entity_id, avg(timing) as timing, avg(rating) as rating, "
    "avg(account) as account from filled where product_id is not null group by product_id",
}


def rank(case: Case, of: str = "account", findings: pl.DataFrame | None = None) -> pl.DataFrame:
    """Order every review, account or product, the most unusual first.

    A rank is where to look first, and no proof: see `suspects`.

    Parameters
    ----------
    case : Case
    of : {"account", "review", "product"}
    findings : pl.DataFrame, optional
        As from `kit.screen`; the case's screening by default.

    Returns
    -------
    pl.DataFrame
        entity_id, score, rank (from 1), and each family's part of the score: timing, rating,
        account, ring, text, compensation. Ties are in order of entity_id.

    Raises
    ------
    ParameterError
        On another kind of entity.
    """
    if of not in RANKED:
        raise ParameterError(f"There is no rank of {of!r}.", available=RANKED)
    held = screening(case) if findings is None else findings
    tables = ("accounts", "account_deviations", "product_days", "product_middles")
    provide(case.connection, case.derived, case.evidence_hash, tables, {})
    extra = _evidence(case, held, of)
    return case.connection.select(
        f"""
        {_REVIEWS},
        entities as ({_BY_KIND[of]}),
        parts as (
          select
            entity_id,
            round(entities.timing + coalesce(extra.timing, 0), 9) as timing,
            round(entities.rating + coalesce(extra.rating, 0), 9) as rating,
            round(entities.account + coalesce(extra.account, 0), 9) as account,
            round(coalesce(extra.ring, 0), 9) as ring,
            round(coalesce(extra.text, 0), 9) as text,
            round(coalesce(extra.compensation, 0), 9) as compensation
          from entities left join extra using (entity_id)
        )
        select
          entity_id,
          round({" + ".join(FAMILIES)}, 9) as score,
          row_number() over (order by score desc, entity_id) as rank,
          {", ".join(FAMILIES)}
        from parts
        order by rank
        """,
        frames={"extra": extra},
    )


def _evidence(case: Case, findings: pl.DataFrame, of: str) -> pl.DataFrame:
    """Return what proved findings add to entities: entity_id and a column for each family."""
    if of == "account":
        return _strengths(of_accounts(case, findings, FDR))
    if of == "product":
        by_product = of_windows(findings).drop("entity_id").rename({"product_id": "entity_id"})
        return _strengths(by_product.group_by("entity_id").min())
    p_values = (
        findings.select("entity_id", "family", "p_value").drop_nulls().sort("entity_id", "p_value")
    )
    inside = follow_windows(case, windows(findings, FDR)).filter(pl.col("inside"))
    days = 7
    met = follow_pairs(case, findings, FDR, days).with_columns(family=pl.lit("ring"))
    columns = ("review_id", "entity_id", "family")
    reached = (
        pl.concat([inside.select(columns), met.select(columns)])
        .join(
            p_values.unique(["entity_id", "family"], keep="first", maintain_order=True),
            on=["entity_id", "family"],
        )
        .select("review_id", "family", "p_value")
    )
    members = (
        follow_members(case, findings, FDR)
        .join(of_accounts(case, findings, FDR), left_on="account_id", right_on="entity_id")
        .unpivot(["ring", "text"], index="review_id", variable_name="family", value_name="p_value")
        .drop_nulls("p_value")
    )
    wide = (
        pl.concat([reached, members])
        .pivot("family", index="review_id", values="p_value", aggregate_function="min")
        .rename({"review_id": "entity_id"})
    )
    return _strengths(wide)


def _strengths(p_values: pl.DataFrame) -> pl.DataFrame:
    """Turn p-values by family into weighted strengths."""
    parts = []
    for family, weight in WEIGHTS.items():
        column = pl.col(family) if family in p_values.columns else pl.lit(None, pl.Float64)
        strength = -column.clip(1e-300, 1.0).log10()
        parts.append((strength.clip(0, STRENGTH_CAP) * weight).fill_null(0.0).alias(family))
    return p_values.select(pl.col("entity_id").cast(pl.String), *parts).sort("entity_id")
