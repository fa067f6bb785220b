"""Follow findings from windows and pairs to the accounts and reviews that they are about."""

from __future__ import annotations

import polars as pl

from kit.case import Case

LAUNCH_DAYS = 28
"""A window that starts in a product's first weeks names nobody: a launch looks the same."""

REACHED = {
    "review_id": pl.String,
    "account_id": pl.String,
    "product_id": pl.String,
    "maker": pl.String,
    "family": pl.String,
    "detector": pl.String,
    "entity_id": pl.String,
    "chance": pl.Float64,
}
"""Columns of what a finding reaches. `chance` is the probability that an ordinary review of the
product, of the kind the finding is about, lies in its window."""


def windows(findings: pl.DataFrame, fdr: float) -> pl.DataFrame:
    """Return the window findings that survive at `fdr`, with what `follow_windows` needs.

    Parameters
    ----------
    findings : pl.DataFrame
        As from `kit.screen`.
    fdr : float
        False-discovery rate for each detector.

    Returns
    -------
    pl.DataFrame
        A row for each window outside its product's launch: detector, family, entity_id,
        product_id, window_start, window_end, p_value, meant, n_meant, expected, n_class. Where
        windows of one detector overlap on a product, the strongest stays.
    """
    fields = pl.Struct(
        {
            "meant": pl.String,
            "n_meant": pl.Int64,
            "expected": pl.Float64,
            "n_class": pl.Int64,
            "product_age_days": pl.Int64,
        }
    )
    held = (
        findings.filter(
            (pl.col("entity_kind") == "window")
            & (pl.col("q_value") <= fdr)
            & pl.col("product_id").is_not_null()
        )
        .with_columns(pl.col("evidence").str.json_decode(fields).alias("about"))
        .unnest("about")
        .filter(pl.col("meant").is_not_null() & (pl.col("product_age_days") >= LAUNCH_DAYS))
        .sort("detector", "product_id", "p_value", "entity_id")
    )
    return held.filter(pl.Series(_apart(held), dtype=pl.Boolean)).select(
        "detector",
        "family",
        "entity_id",
        "product_id",
        "window_start",
        "window_end",
        "p_value",
        "meant",
        "n_meant",
        "expected",
        "n_class",
    )


def _apart(held: pl.DataFrame) -> list[bool]:
    """Mark, strongest first, the windows that overlap none of those marked before."""
    taken: dict[tuple[str, str], list[tuple[object, object]]] = {}
    marks = []
    columns = ("detector", "product_id", "window_start", "window_end")
    for detector, product, start, end in held.select(columns).iter_rows():
        others = taken.setdefault((detector, product), [])
        free = all(end <= other_start or start >= other_end for other_start, other_end in others)
        if free:
            others.append((start, end))
        marks.append(free)
    return marks


def follow_windows(case: Case, held: pl.DataFrame, *, within: bool = False) -> pl.DataFrame:
    """Return every review of the products of some windows that is of the kind they mean.

    Parameters
    ----------
    case : Case
    held : pl.DataFrame
        As from `windows`.
    within : bool
        Only those that lie in the window.

    Returns
    -------
    pl.DataFrame
        Columns of `REACHED` and `inside`: whether the review lies in the window.
    """
    if held.is_empty():
        return pl.DataFrame(schema={**REACHED, "inside": pl.Boolean})
    return case.connection.select(
        """
        with touched as (
          select * exclude (n_meant, expected, n_class),
            least(1, expected / greatest(n_class - n_meant + expected, expected)) as chance
          from held
        ),
        named as (
          select product_id, min(brand) as brand
          from reviews
          where product_id in (select product_id from held)
          group by product_id
        ),
        sizes as (
          select account_id, count(*) <= 2 as thin
          from reviews
          where account_id in (
            select account_id from reviews where product_id in (select product_id from held)
          )
          group by account_id
        )
        select
          review_id, account_id, reviews.product_id, coalesce(named.brand, named.product_id)
            as maker,
          family, detector, entity_id, chance,
          posted_at >= window_start and posted_at < window_end as inside
        from touched
        join reviews using (product_id)
        join named using (product_id)
        left join sizes using (account_id)
        where posted_at is not null and case meant
          when 'thin' then thin
          when 'five' then stars >= 4.75
          when 'one' then stars <= 1.25
          when 'verified' then verified
          else true
        end and (not $within or posted_at >= window_start and posted_at < window_end)
        order by entity_id, review_id
        """,
        {"within": within},
        {"held": held},
    )


def follow_pairs(case: Case, findings: pl.DataFrame, fdr: float, days: int) -> pl.DataFrame:
    """Return the reviews at which the accounts of proved pairs met.

    Parameters
    ----------
    case : Case
    findings : pl.DataFrame
    fdr : float
    days : int
        Days within which they met.

    Returns
    -------
    pl.DataFrame
        review_id, account_id, product_id, entity_id (the pair), sorted.
    """
    pairs = findings.filter((pl.col("entity_kind") == "pair") & (pl.col("q_value") <= fdr)).select(
        "entity_id",
        a=pl.col("members").list.get(0).struct.field("id"),
        b=pl.col("members").list.get(1).struct.field("id"),
    )
    if pairs.is_empty():
        names = ("review_id", "account_id", "product_id", "entity_id")
        return pl.DataFrame(schema=dict.fromkeys(names, pl.String))
    return case.connection.select(
        """
        with theirs as (
          select * from reviews
          where account_id in (select a from pairs union select b from pairs)
            and posted_at is not null
        ),
        met as (
          select x.review_id as first_id, y.review_id as second_id, x.product_id, entity_id, a, b
          from pairs
          join theirs as x on x.account_id = a
          join theirs as y on y.account_id = b and y.product_id = x.product_id
          where abs(date_diff('day', x.posted_at, y.posted_at)) <= $days
            and ((x.stars >= 3.5 and y.stars >= 3.5) or (x.stars <= 2.5 and y.stars <= 2.5))
        )
        select distinct first_id as review_id, a as account_id, product_id, entity_id from met
        union
        select distinct second_id, b, product_id, entity_id from met
        order by entity_id, review_id
        """,
        {"days": days},
        frames={"pairs": pairs},
    )


def follow_members(case: Case, findings: pl.DataFrame, fdr: float) -> pl.DataFrame:
    """Return the reviews that findings about groups and ring members are about.

    Parameters
    ----------
    case : Case
    findings : pl.DataFrame
    fdr : float

    Returns
    -------
    pl.DataFrame
        review_id, account_id: members that are reviews, and the reviews that an account wrote in
        the stretches of days that a finding's evidence lists as `served`; sorted.
    """
    proved = findings.filter(pl.col("q_value") <= fdr)
    named = (
        proved.filter(pl.col("entity_kind") == "group")
        .explode("members")
        .select(pl.col("members").struct.field("kind"), pl.col("members").struct.field("id"))
        .filter(pl.col("kind") == "review")
        .select("id")
        .unique()
    )
    stretch = pl.Struct({"product_id": pl.String, "first": pl.Date, "last": pl.Date})
    served = (
        proved.filter(pl.col("entity_kind") == "account")
        .select(
            "entity_id",
            pl.col("evidence").str.json_decode(pl.Struct({"served": pl.List(stretch)})),
        )
        .unnest("evidence")
        .explode("served")
        .drop_nulls("served")
        .unnest("served")
    )
    return case.connection.select(
        """
        select distinct review_id, account_id
        from reviews
        where review_id in (select id from named)
        union
        select distinct review_id, account_id
        from reviews join served
          on account_id = entity_id and reviews.product_id = served.product_id
          and posted_at::date between "first" and "last"
        order by all
        """,
        frames={"named": named, "served": served},
    )
