"""Summaries of scored markets: frames with counts, shares and intervals."""

from __future__ import annotations

import numpy as np
import polars as pl

from kit.practice.scoring.one_market import PARTS_FDR, Scored
from kit.practice.scoring.standing import LOOK_ALIKE, ORDINARY, PAID

DRAWS = 1_000
INTERVAL = (0.025, 0.975)
_DIGITS = 4


def tables_of(scored: Scored) -> dict[str, pl.DataFrame]:
    """Return every summary by name, in the order in which they are read."""
    namings = scored.namings
    return {
        "innocents": innocents(namings),
        "recall": recall(namings),
        "false_discovery": false_discovery(namings),
        "ranking": ranking(scored.rankings),
        "parts": parts(scored),
    }


def innocents(namings: pl.DataFrame, fdr: float = PARTS_FDR) -> pl.DataFrame:
    """Return how many innocents were named, by what they look like.

    Parameters
    ----------
    namings : polars.DataFrame
        Columns of `kit.practice.scoring.one_market.NAMINGS`.
    fdr : float

    Returns
    -------
    polars.DataFrame
        market, entity_kind, looks_like (an archetype, or "ordinary"), named, there (NULL where
        they cannot be listed), markets_naming, markets. The named are of the kind itself: a window
        or pair that lies in what the archetype did.
    """
    held = namings.filter(
        (pl.col("part") == "all")
        & (pl.col("fdr") == fdr)
        & (
            ((pl.col("standing") == LOOK_ALIKE) & pl.col("archetype").is_not_null())
            | (pl.col("standing") == ORDINARY)
        )
    )
    markets = namings.group_by("market").agg(pl.col("seed").n_unique().alias("markets"))
    return (
        held.group_by(
            "market", "entity_kind", pl.col("archetype").fill_null(ORDINARY).alias("looks_like")
        )
        .agg(
            pl.col("named").sum(),
            # Where no market can list them, nobody knows how many there are.
            pl.when(pl.col("there").is_not_null().any()).then(pl.col("there").sum()).alias("there"),
            pl.col("seed").filter(pl.col("named") > 0).n_unique().alias("markets_naming"),
        )
        .join(markets, on="market")
        .select(
            "market", "entity_kind", "looks_like", "named", "there", "markets_naming", "markets"
        )
        .sort("market", "entity_kind", "looks_like", descending=[True, False, False])
    )


def recall(namings: pl.DataFrame, fdr: float = PARTS_FDR, by: str = "archetype") -> pl.DataFrame:
    """Return the share of what guilty plans left that was named.

    Parameters
    ----------
    namings : polars.DataFrame
    fdr : float
    by : {"archetype", "market"}
        What to sum over.

    Returns
    -------
    polars.DataFrame
        by, entity_kind, plans, there, named, recall, low, high: 95 % of 1,000 draws of plans with
        replacement. A plan's members are found or missed together, so they are drawn whole.
    """
    held = namings.filter(
        (pl.col("part") == "all")
        & (pl.col("fdr") == fdr)
        & (pl.col("standing") == PAID)
        & pl.col("plan").is_not_null()
    ).sort(by, "entity_kind", "seed", "plan")
    rows = []
    for (group, kind), plans in held.group_by(by, "entity_kind", maintain_order=True):
        there, named = plans["there"].to_numpy(), plans["named"].to_numpy()
        low, high = interval(named, there)
        rows.append((group, kind, len(there), there.sum(), named.sum(), low, high))
    names = [by, "entity_kind", "plans", "there", "named", "low", "high"]
    frame = pl.DataFrame(rows, schema=names, orient="row", strict=False)
    return frame.with_columns(recall=(pl.col("named") / pl.col("there")).round(_DIGITS)).select(
        *names[:5], "recall", "low", "high"
    )


def false_discovery(namings: pl.DataFrame) -> pl.DataFrame:
    """Return the share of the named that no one paid, beside the rate that was asked for.

    Parameters
    ----------
    namings : polars.DataFrame

    Returns
    -------
    polars.DataFrame
        market, entity_kind, fdr, markets, markets_naming_innocents, named, false, proportion, low,
        high. `proportion` is the mean over markets of false / named (0 where nobody is named), low
        and high 95 % of 1,000 draws of markets. Honest reviews that paid accounts wrote for looks
        count as false.
    """
    held = namings.filter((pl.col("part") == "all") & pl.col("archetype").is_null())
    each = (
        held.group_by("market", "entity_kind", "fdr", "seed")
        .agg(
            pl.col("named").sum().alias("all"),
            pl.col("named").filter(pl.col("standing") != PAID).sum().alias("false"),
            pl.col("named")
            .filter(pl.col("standing").is_in([LOOK_ALIKE, ORDINARY]))
            .sum()
            .alias("innocent"),
        )
        .sort("market", "entity_kind", "fdr", "seed", descending=[True, False, False, False])
    )
    rows = []
    groups = each.group_by("market", "entity_kind", "fdr", maintain_order=True)
    for (market, kind, fdr), markets in groups:
        false, named = markets["false"].to_numpy(), markets["all"].to_numpy()
        share = false / np.maximum(named, 1)
        low, high = interval(share, np.ones(len(share)))
        naming = int((markets["innocent"] > 0).sum())
        counts = (len(share), naming, named.sum(), false.sum())
        rows.append((market, kind, fdr, *counts, round(float(share.mean()), _DIGITS), low, high))
    names = ["market", "entity_kind", "fdr", "markets", "markets_naming_innocents", "named"]
    names += ["false", "proportion", "low", "high"]
    return pl.DataFrame(rows, schema=names, orient="row", strict=False)


def ranking(rankings: pl.DataFrame) -> pl.DataFrame:
    """Return the measures of the ranks, each a mean over markets.

    Returns
    -------
    polars.DataFrame
        entity_kind, metric, value, low, high: 95 % of the means of draws, products drawn with
        replacement within each market.
    """
    rows = []
    held = rankings.filter(pl.col("part") == "all").sort("entity_kind", "metric", "seed")
    for (kind, metric), markets in held.group_by("entity_kind", "metric", maintain_order=True):
        drawn = np.array([row for row in markets["draws"].to_list() if row], dtype=float)
        # Where nobody of a kind was paid there is nothing to measure.
        measured = drawn[:, ~np.isnan(drawn).all(axis=0)] if drawn.size else drawn
        means = np.nanmean(measured, axis=0) if measured.size else np.full(1, np.nan)
        low, high = np.quantile(means, INTERVAL).round(_DIGITS)
        value = markets["value"].mean()
        rows.append((kind, metric, value, low, high))
    names = ["entity_kind", "metric", "value", "low", "high"]
    return pl.DataFrame(rows, schema=names, orient="row", strict=False).with_columns(
        pl.col("value").cast(pl.Float64).round(_DIGITS)
    )


def parts(scored: Scored) -> pl.DataFrame:
    """Return what each detector does alone, and what the others do without each family.

    Returns
    -------
    polars.DataFrame
        part ("all", "only" or "without"), of, entity_kind, ap, auc, named, false, recall; means and
        sums over guilty markets.
    """
    keys = ["part", "of", "entity_kind"]
    measured = (
        scored.rankings.filter(pl.col("metric").is_in(["ap", "auc"]))
        .group_by(*keys, "metric")
        .agg(pl.col("value").mean().round(_DIGITS))
        .pivot("metric", index=keys, values="value")
    )
    totals = scored.namings.filter(
        (pl.col("market") == "guilty")
        & (pl.col("fdr") == PARTS_FDR)
        & pl.col("archetype").is_null()
    )
    paid = pl.col("standing") == PAID
    counted = totals.group_by(keys).agg(
        pl.col("named").sum().alias("all"),
        pl.col("named").filter(~paid).sum().alias("false"),
        (pl.col("named").filter(paid).sum() / pl.col("there").filter(paid).sum())
        .round(_DIGITS)
        .alias("recall"),
    )
    # Without bootstrap draws no ranks were measured.
    unmeasured = [name for name in ("ap", "auc") if name not in measured.columns]
    return (
        measured.with_columns(pl.lit(None, pl.Float64).alias(name) for name in unmeasured)
        .join(counted, on=keys, how="inner")
        .rename({"all": "named"})
        .select(*keys, "ap", "auc", "named", "false", "recall")
        .sort(keys)
    )


def interval(top: np.ndarray, bottom: np.ndarray) -> tuple[float, float]:
    """Return 95 % of the ratios of sums of units drawn with replacement: low, high."""
    random = np.random.default_rng(0)
    n = len(top)
    times = random.multinomial(n, np.full(n, 1 / n), size=DRAWS).astype(float)
    low, high = np.quantile(times @ top / np.maximum(times @ bottom, 1e-12), INTERVAL)
    return round(float(low), _DIGITS), round(float(high), _DIGITS)
