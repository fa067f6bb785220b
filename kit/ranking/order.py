"""`rank`: every entity in order, by a sum that can be read."""

from __future__ import annotations

import polars as pl

from kit.case import Case
from kit.engines.derived import provide
from kit.errors import ParameterError
from kit.ranking.families import of_accounts
from kit.ranking.reach import follow_members, follow_pairs, follow_windows, windows
from kit.ranking.terms import READS, SETTINGS, TERMS_SQL
from kit.ranking.weights import PROVED, TERMS
from kit.ranking.window_families import of_windows
from kit.screening import screening

RANKED = ("review", "account", "product")
FAMILIES = ("timing", "rating", "account", "ring", "text", "compensation")

FDR = 0.05
"""Windows and pairs that survive at this rate add to a rank."""

STRENGTH_CAP = 12.0
"""Largest -log10(p) that one family adds: beyond it a p-value says nothing more."""

_REVIEWS = f"""
{TERMS_SQL},
scored as (
  select
    review_id,
    account_id,
    product_id,
    $crowd * crowd as timing,
    $deviation * deviation + $five * five + $one * one
      + $tilt * tilt + $missing_middle * missing_middle as rating,
    $thin * thin + $short_life * short_life + $silence * silence as account
  from terms
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
        account, ring, text, compensation. Ties are in order of entity_id. The weights behind the
        parts, with their reasons: `kit.ranking.weights()`.

    Raises
    ------
    ParameterError
        On another kind of entity.
    """
    if of not in RANKED:
        raise ParameterError(f"There is no rank of {of!r}.", available=RANKED)
    held = screening(case) if findings is None else findings
    provide(case.connection, case.derived, case.evidence_hash, READS, {})
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
        {**SETTINGS, **{term.name: term.weight for term in TERMS}},
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
    inside = follow_windows(case, windows(findings, FDR), within=True)
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
    for proved in PROVED:
        family = proved.family
        column = pl.col(family) if family in p_values.columns else pl.lit(None, pl.Float64)
        strength = (-column.clip(1e-300, 1.0).log10()).clip(0, STRENGTH_CAP)
        parts.append((strength * proved.weight).fill_null(0.0).alias(family))
    return p_values.select(pl.col("entity_id").cast(pl.String), *parts).sort("entity_id")
