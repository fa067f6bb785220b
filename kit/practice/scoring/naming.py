"""Whom `suspects` names in a practice market, counted by what they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from kit.case import Case
from kit.practice.scoring.standing import (
    LOOK_ALIKE,
    ORDINARY,
    PAID,
    found,
    of_named,
    planted,
    strongest,
)
from kit.ranking import suspects

KINDS = ("account", "product", "review", "window", "pair", "group")
LEVELS = (0.01, 0.05, 0.1, 0.2)
"""False-discovery rates at which naming is counted."""

NAMING = {
    "fdr": pl.Float64,
    "entity_kind": pl.String,
    "standing": pl.String,
    "archetype": pl.String,
    "plan": pl.String,
    "there": pl.Int64,
    "named": pl.Int64,
}
"""Counts of who is there and who is named.

Rows without an archetype count every entity once, by its gravest standing; `there` is unknown for
ordinary windows, pairs and groups. Rows with one count a plan's paid entities that were found, or
the look-alikes of that archetype that were named.
"""


def name(
    case: Case,
    truth: pl.DataFrame,
    findings: pl.DataFrame,
    there: Mapping[str, pl.Series],
    kinds: Sequence[str] = KINDS,
    levels: Sequence[float] = LEVELS,
) -> pl.DataFrame:
    """Count whom `suspects` names, at each rate.

    Parameters
    ----------
    case : Case
    truth : polars.DataFrame
        Columns of `kit.practice.truth.TRUTH`.
    findings : polars.DataFrame
        As from `kit.screen`.
    there : mapping of entity kind to polars.Series
        Ids of all accounts, products and reviews of the case.
    kinds, levels : sequence
        Entity kinds and false-discovery rates.

    Returns
    -------
    polars.DataFrame
        Columns of `NAMING`.
    """
    return pl.concat(
        [
            count(kind, named_of(case, findings, kind, fdr), truth, there.get(kind)).select(
                pl.lit(fdr).alias("fdr"), pl.lit(kind).alias("entity_kind"), pl.all()
            )
            for kind in kinds
            for fdr in levels
        ]
    ).select(pl.col(column).cast(dtype) for column, dtype in NAMING.items())


def named_of(case: Case, findings: pl.DataFrame, kind: str, fdr: float) -> pl.DataFrame:
    """Return the suspects of one kind; windows with their product and dates."""
    named = suspects(case, of=kind, fdr=fdr, findings=findings)
    if kind != "window":
        return named
    about = findings.filter(pl.col("entity_kind") == "window").unique("entity_id")
    dates = about.select("entity_id", "product_id", "window_start", "window_end")
    return named.join(dates, on="entity_id", how="left", maintain_order="left")


def count(
    kind: str, named: pl.DataFrame, truth: pl.DataFrame, there: pl.Series | None = None
) -> pl.DataFrame:
    """Count the named entities of one kind; columns of `NAMING` but for rate and kind.

    Parameters
    ----------
    kind : str
    named : polars.DataFrame
        As `named_of` returns it.
    truth : polars.DataFrame
    there : polars.Series, optional
        Ids of all entities of the kind, where they can be listed.
    """
    are = of_named(kind, named, truth)
    took_part = planted(truth, kind)
    if there is not None:
        took_part = took_part.filter(pl.col("entity_id").is_in(there.to_list()))
    whole = strongest(took_part)
    by_standing = whole.group_by("standing").len("there").cast({"there": pl.Int64})
    rest = None if there is None else there.len() - whole.height
    others = pl.DataFrame({"standing": [ORDINARY], "there": [rest]}, schema=by_standing.schema)
    totals = pl.concat([by_standing, others]).join(
        are.group_by("standing").len("named"), on="standing", how="full", coalesce=True
    )
    plans = (
        found(kind, named, truth)
        .group_by("archetype", "plan")
        .agg(pl.len().alias("there"), pl.col("named").sum())
        .with_columns(standing=pl.lit(PAID))
    )
    look_alike = pl.col("standing") == LOOK_ALIKE
    alike = (
        whole.filter(look_alike)
        .group_by("archetype")
        .len("there")
        .join(
            are.filter(look_alike).group_by("archetype").len("named"),
            on="archetype",
            how="full",
            coalesce=True,
        )
        .with_columns(standing=pl.lit(LOOK_ALIKE))
    )
    rows = pl.concat([totals, plans, alike], how="diagonal_relaxed")
    counted = {column: NAMING[column] for column in NAMING if column not in ("fdr", "entity_kind")}
    return (
        rows.with_columns(pl.col("named").fill_null(0))
        .select(pl.col(column).cast(dtype) for column, dtype in counted.items())
        .sort("standing", "archetype", "plan", nulls_last=True)
    )
