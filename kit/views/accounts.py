"""Which accounts write much, or far from the others, and which of them are suspects?"""

from __future__ import annotations

import polars as pl

from kit.case import Case
from kit.engines.derived import provide

SQL = """
with named as (
  select unnest($suspects::varchar[]) as account_id
),
drawn as (
  select
    account_id,
    n_reviews as reviews,
    round(span_days, 2) as span_days,
    round(mean_deviation, 4) as deviation,
    round(share_five, 4) as five_share,
    round(share_one, 4) as one_share,
    named.account_id is not null as suspect,
    -- Accounts are sampled within octaves of their volume, the few busy ones all.
    case when named.account_id is not null then -1 else floor(log2(n_reviews)) end as stratum
  from accounts
  join account_deviations using (account_id)
  left join named using (account_id)
),
strata as (
  select stratum, count(*) as size from drawn group by stratum
),
ordered as (
  select *, row_number() over (partition by stratum order by md5(account_id), account_id) as turn
  from drawn
),
sampled as (
  select * from ordered order by not suspect, turn, stratum limit $most
)
select
  sampled.* exclude (stratum, turn),
  size / count(*) over (partition by stratum) as stands_for
from sampled join strata using (stratum)
order by not suspect, deviation desc, reviews desc, account_id
"""

SUSPECTS = {"account_id": pl.String, "q_value": pl.Float64, "families": pl.String}


def accounts(case: Case, suspects: pl.DataFrame | None = None, limit: int = 5_000) -> pl.DataFrame:
    """Return accounts by volume and deviation: every suspect, and a sample of the others.

    Parameters
    ----------
    case : Case
    suspects : polars.DataFrame, optional
        As `kit.suspects(case, of="account")` gives them; read here: entity_id, q_value, families.
    limit : int
        Most rows. Where there are more accounts, the others are drawn in turn from each octave of
        volume (1, 2-3, 4-7, ... reviews), so that busy accounts are all there.

    Returns
    -------
    polars.DataFrame
        Suspects first, then by deviation: account_id, reviews, span_days (first to last review),
        deviation (mean |stars - the product's mean among established reviewers|, see the table
        `account_deviations`), five_share, one_share, suspect, stands_for (accounts that the row
        stands for), q_value, families (text; both NULL but for suspects). Accounts that gave no
        stars have no deviation and are left out.
    """
    provide(
        case.connection, case.derived, case.evidence_hash, ("accounts", "account_deviations"), {}
    )
    named = _named(suspects)
    rows = case.sql(SQL, {"suspects": named["account_id"].to_list(), "most": limit})
    return rows.join(named, on="account_id", how="left", maintain_order="left")


def _named(suspects: pl.DataFrame | None) -> pl.DataFrame:
    if suspects is None or suspects.is_empty():
        return pl.DataFrame(schema=SUSPECTS)
    return suspects.select(
        pl.col("entity_id").alias("account_id"),
        "q_value",
        pl.col("families").list.join(", "),
    ).unique("account_id", keep="first", maintain_order=True)
