"""Which campaigns' reviews vanished together: more in one stretch than the market lets expect."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from kit.case import Case
from kit.engines.derived import provide
from kit.ranking import suspects
from kit.ranking.reach import follow_windows, windows
from kit.screening import screening
from kit.statistics import negbinom_sf, q_values
from kit.trust.watch.bands import KIND, banded
from kit.trust.watch.lifetimes import lifetimes

SHRINK = 10.0
"""Reviews at the stretch's rate that are added to each kind, as in the detector `take_back`."""

DISPERSION = 0.2
"""Over-dispersion of accounts gone from a campaign, as what the market takes down goes in batches.
An assumption: it was not estimated, only seen to name nobody where reviews go at random."""

CAMPAIGNS: dict[str, Any] = {
    "campaign": pl.String,
    "entity_kind": pl.String,
    "review_id": pl.String,
}
"""Columns of campaigns: a row for each review of each; `campaign` is a suspect's entity_id."""

TOGETHER: dict[str, Any] = {
    "campaign": pl.String,
    "entity_kind": pl.String,
    "accounts": pl.Int64,
    "gone": pl.Int64,
    "gone_after": pl.Datetime("us"),
    "gone_by": pl.Datetime("us"),
    "at_risk": pl.Int64,
    "together": pl.Int64,
    "expected": pl.Float64,
    "p_value": pl.Float64,
    "q_value": pl.Float64,
}
"""Columns of `together`. `accounts` were looked for again, reviews of `gone` of them stayed away in
all; in the stretch from `gone_after` to `gone_by`, those of `together` of the `at_risk`."""


def campaigns(case: Case, fdr: float = 0.05) -> pl.DataFrame:
    """Return the reviews of each window and group that the evidence names.

    Parameters
    ----------
    case : Case
    fdr : float
        As for `kit.suspects`.

    Returns
    -------
    polars.DataFrame
        Columns of `CAMPAIGNS`. A window's reviews are those in it of the kind that it is about. A
        group's are its members that are reviews, and of accounts those on products that two or
        more members reviewed.
    """
    findings = screening(case).filter(pl.col("detector") != "take_back")
    named = suspects(case, of="window", fdr=fdr, findings=findings)["entity_id"]
    inside = (
        follow_windows(case, windows(findings, fdr), within=True)
        .filter(pl.col("entity_id").is_in(named.implode()))
        .select("review_id", campaign="entity_id", entity_kind=pl.lit("window"))
    )
    groups = suspects(case, of="group", fdr=fdr, findings=findings)
    members = groups.select("entity_id", "members").explode("members").unnest("members")
    theirs = case.connection.select(
        """
        with served as (
          select entity_id, product_id
          from members join reviews on kind = 'account' and account_id = id
          group by all
          having count(distinct account_id) >= 2
        )
        select distinct entity_id as campaign, review_id
        from members
        join reviews on kind = 'account' and account_id = id
        join served using (entity_id, product_id)
        union
        select entity_id, id from members where kind = 'review'
        """,
        frames={"members": members},
    ).with_columns(entity_kind=pl.lit("group"))
    both = pl.concat([inside, theirs], how="diagonal").unique()
    return both.select(pl.col(name).cast(kind) for name, kind in CAMPAIGNS.items()).sort(
        "campaign", "review_id"
    )


def together(case: Case, of: pl.DataFrame | None = None, fdr: float = 0.05) -> pl.DataFrame:
    """Test for each campaign whether its reviews went together.

    Parameters
    ----------
    case : Case
        With captures.
    of : polars.DataFrame, optional
        Columns of `CAMPAIGNS`; by default what `campaigns` gives at `fdr`.
    fdr : float

    Returns
    -------
    polars.DataFrame
        Columns of `TOGETHER`, a row for each campaign with reviews that were looked for again and
        stayed away, the surest first.

    Raises
    ------
    CaseError
        Where nobody looked at the reviews again.

    Notes
    -----
    Null: in each stretch between two looks, a review goes at the rate of other reviews of its age,
    stars and kind of purchase. Accounts are counted, not reviews: whoever leaves takes all along.
    An account that has several reviews at risk is expected to lose one of them with one minus the
    product of their chances to stay. The number of accounts is negative-binomial around the sum,
    with `DISPERSION`. The p-value is that of the campaign's most unusual stretch times its
    stretches; q-values are Benjamini-Hochberg's over campaigns that were looked for again.
    """
    lifetimes(case)
    chosen = campaigns(case, fdr) if of is None else of
    provide(case.connection, case.derived, case.evidence_hash, ["takedowns"], {})
    stretches = banded(
        case.sql(
            """
            select review_id, account_id, stars, verified, posted_at, opened, from_at, to_at,
              gone and not returned as gone
            from takedowns
            """
        ),
        "from_at",
    )
    mine = chosen.join(stretches, on="review_id")
    accounts = _accounts(_chances(mine, stretches))
    tested = _tested(accounts)
    p = tested["p_value"].to_numpy()
    told = tested.with_columns(q_value=pl.Series(q_values(p), dtype=pl.Float64))
    return (
        told.filter(pl.col("gone") > 0)
        .select(pl.col(name).cast(kind) for name, kind in TOGETHER.items())
        .sort("p_value", "campaign")
    )


def _chances(mine: pl.DataFrame, stretches: pl.DataFrame) -> pl.DataFrame:
    """Add to a campaign's stretches the chance to be gone, from reviews that are not of it."""
    alike = ["opened", "to_at", *KIND]
    n, gone = pl.len().cast(pl.Float64), pl.col("gone").sum().cast(pl.Float64)
    market = stretches.group_by(alike).agg(n=n, n_gone=gone)
    usual = stretches.group_by("opened", "to_at").agg(rate=pl.col("gone").mean())
    theirs = mine.group_by("campaign", *alike).agg(n_mine=n, gone_mine=gone)
    rates = (
        theirs.join(market, on=alike, nulls_equal=True)
        .join(usual, on=["opened", "to_at"])
        .with_columns(
            chance=(pl.col("n_gone") - pl.col("gone_mine") + SHRINK * pl.col("rate"))
            / (pl.col("n") - pl.col("n_mine") + SHRINK)
        )
    )
    keys = ["campaign", *alike]
    return mine.join(rates.select(*keys, "chance"), on=keys, nulls_equal=True)


def _accounts(mine: pl.DataFrame) -> pl.DataFrame:
    """Return, for each campaign, stretch and account, whether it lost a review, and the chance."""
    who = pl.coalesce("account_id", "review_id").alias("account")
    return mine.group_by("campaign", "entity_kind", "to_at", who).agg(
        pl.col("from_at").min(),
        pl.col("gone").any(),
        chance=1 - (1 - pl.col("chance")).product(),
    )


def _tested(accounts: pl.DataFrame) -> pl.DataFrame:
    """Return each campaign's most unusual stretch with its p-value."""
    keys = ["campaign", "entity_kind"]
    whole = accounts.group_by(keys).agg(
        accounts=pl.col("account").n_unique(),
        gone=pl.col("account").filter(pl.col("gone")).n_unique(),
    )
    by_stretch = (
        accounts.group_by(*keys, "to_at")
        .agg(
            gone_after=pl.col("from_at").min(),
            at_risk=pl.len(),
            together=pl.col("gone").sum(),
            expected=pl.col("chance").sum(),
        )
        .rename({"to_at": "gone_by"})
        .sort("campaign", "gone_by")
    )
    tail = negbinom_sf(
        by_stretch["together"].to_numpy().astype(np.float64),
        by_stretch["expected"].to_numpy(),
        np.full(by_stretch.height, DISPERSION),
    )
    corrected = (pl.Series(tail, dtype=pl.Float64) * pl.len().over("campaign")).clip(0, 1)
    return (
        by_stretch.with_columns(p_value=corrected)
        .sort("campaign", "p_value", "gone_by")
        .unique("campaign", keep="first", maintain_order=True)
        .join(whole, on=keys)
    )
