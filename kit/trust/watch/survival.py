"""Do flagged reviews go sooner than like ones that are not flagged?

Each flagged review is set beside reviews that are first seen at the same look, of the same age,
stars and kind of purchase, on products that are about as popular. A review went at some time
between two looks; it is put at the later one. Where all are looked for on the same days, the
Kaplan-Meier curve at these days is exact; between them it only says "not later than".
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from scipy import stats

from kit.case import Case
from kit.errors import ParameterError
from kit.trust.watch.lifetimes import flagged_reviews, lifetimes
from kit.trust.watch.matching import GROUPS, MATCHED, matched, rate_ratio

CURVES: dict[str, Any] = {
    "group": pl.String,
    "days": pl.Float64,
    "survival": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "at_risk": pl.Int64,
    "gone": pl.Int64,
}
"""Columns of curves: of each group, the share still there after so many days of being watched, its
95 % interval, the reviews that were looked for then, and how many of these were gone."""


@dataclass(frozen=True)
class Survival:
    """Flagged reviews beside matched ones.

    Parameters
    ----------
    curves : polars.DataFrame
        Columns of `CURVES`.
    reviews : polars.DataFrame
        The reviews compared: columns of `LIFETIMES` and `group`.
    unmatched : int
        Flagged reviews for which there were too few like ones; they are left out.
    p_value : float
        Log-rank test, two-sided. It takes reviews for independent, but takedowns come in batches:
        trust the interval of `ratio` more.
    ratio, ratio_low, ratio_high : float
        Takedowns a day and review of the flagged over those of the matched, with its 95 % interval
        over products drawn with replacement. Half a takedown is added to each.
    taken_down, taken_down_low, taken_down_high : float
        Share of the flagged that is gone at the end beyond what people take down by themselves:
        1 - survival of the flagged / survival of the matched, with its 95 % interval (Greenwood).
        What the matched lose is priced in; it can be below 0.
    """

    curves: pl.DataFrame
    reviews: pl.DataFrame
    unmatched: int
    p_value: float
    ratio: float
    ratio_low: float
    ratio_high: float
    taken_down: float
    taken_down_low: float
    taken_down_high: float

    def __str__(self) -> str:
        """Return what was found, in a sentence."""
        shares = ", ".join(
            f"{int(held['gone'].sum()):,} of {held.height:,} {name}"
            for name in GROUPS
            for held in [self.reviews.filter(pl.col("group") == name)]
        )
        beside = self.reviews.filter(pl.col("group") == MATCHED)
        if beside["gone"].any():
            often = (
                f"{_told(self.ratio)} times as often "
                f"(95 % {_told(self.ratio_low)} to {_told(self.ratio_high)})"
            )
        else:  # The ratio is then of the half takedown that was added.
            often = f"at least {_told(self.ratio_low)} times as often (95 %)"
        return f"Gone: {shares} reviews; {often}, log-rank p = {self.p_value:.2g}"


def survival(
    case: Case, flagged: pl.Series | None = None, controls: int = 3, fdr: float = 0.05
) -> Survival:
    """Compare how long flagged reviews and like ones stay.

    Parameters
    ----------
    case : Case
        With captures.
    flagged : polars.Series, optional
        Ids of reviews; by default those that `kit.suspects` names at `fdr`, without what takedowns
        themselves say.
    controls : int
        Reviews set beside each flagged one, 1 or more.
    fdr : float

    Returns
    -------
    Survival

    Raises
    ------
    ParameterError
        Where no flagged review has like ones beside it.
    CaseError
        Where nobody looked at the reviews again.

    Notes
    -----
    Kaplan & Meier, JASA 53 (1958); Mantel, Cancer Chemotherapy Reports 50 (1966). SciPy's.
    """
    if controls < 1:
        raise ParameterError(f"controls = {controls}: at least one review must be set beside.")
    ids = flagged_reviews(case, fdr) if flagged is None else flagged
    watched = lifetimes(case)
    beside, unmatched = matched(watched, ids, controls)
    if beside.is_empty():
        raise ParameterError(
            "No flagged review has like ones beside it that were looked for as well.",
            available=(f"{len(ids):,} flagged", f"{watched.height:,} watched"),
            hint="Give flagged=..., a larger fdr, or fewer controls.",
        )
    of = [beside.filter(pl.col("group") == name) for name in GROUPS]
    samples = [_censored(group) for group in of]
    curves = [
        _curve(name, group, held) for name, group, held in zip(GROUPS, of, samples, strict=True)
    ]
    ratio, low, high = rate_ratio(beside)
    return Survival(
        pl.concat(curves),
        beside,
        unmatched,
        float(stats.logrank(*samples).pvalue),
        ratio,
        low,
        high,
        *_beyond(curves[0], curves[1]),
    )


def _told(ratio: float) -> str:
    return f"{ratio:,.0f}" if ratio >= 10 else f"{ratio:.1f}"


def _censored(group: pl.DataFrame) -> stats.CensoredData:
    gone, there = (group.filter(pl.col("gone") == was)["days"].to_numpy() for was in (True, False))
    return stats.CensoredData(uncensored=gone, right=there)


def _curve(name: str, group: pl.DataFrame, sample: stats.CensoredData) -> pl.DataFrame:
    """Return a group's curve, from the day at which all are there."""
    sf = stats.ecdf(sample).sf
    with warnings.catch_warnings():
        # Where nobody is gone yet, or nobody is left, there is no interval.
        warnings.simplefilter("ignore", RuntimeWarning)
        interval = sf.confidence_interval(method="log-log")
    drawn = pl.DataFrame(
        {
            "days": sf.quantiles,
            "survival": sf.probabilities,
            "low": interval.low.probabilities,
            "high": interval.high.probabilities,
        }
    ).with_columns(pl.col("low", "high").fill_nan(None))
    drawn = drawn.with_columns(
        pl.col("low").fill_null(pl.col("survival")), pl.col("high").fill_null(pl.col("survival"))
    )
    counts = (
        group.group_by("days")
        .agg(n=pl.len(), gone=pl.col("gone").sum())
        .sort("days")
        .with_columns(at_risk=pl.col("n").cum_sum(reverse=True))
    )
    start = pl.DataFrame({"days": [0.0], "survival": [1.0], "low": [1.0], "high": [1.0]})
    whole = pl.concat([start, drawn]).join(
        counts.select("days", "at_risk", "gone"), on="days", how="left"
    )
    return whole.with_columns(
        pl.col("at_risk").fill_null(group.height), pl.col("gone").fill_null(0), group=pl.lit(name)
    ).select(pl.col(column).cast(kind) for column, kind in CURVES.items())


def _beyond(flagged: pl.DataFrame, beside: pl.DataFrame) -> tuple[float, float, float]:
    """Return 1 - the ratio of the curves at their end, with its interval."""
    ends = [curve.row(-1, named=True)["survival"] for curve in (flagged, beside)]
    if min(ends) <= 0:
        gone = float(ends[1] > 0)
        return gone, gone, gone
    # Greenwood's variance of a curve's logarithm.
    spread = sum(
        float(
            curve.select(
                (pl.col("gone") / (pl.col("at_risk") * (pl.col("at_risk") - pl.col("gone")))).sum()
            ).item()
        )
        for curve in (flagged, beside)
    )
    middle, wide = np.log(ends[0] / ends[1]), 1.96 * np.sqrt(spread)
    return tuple(float(1 - np.exp(middle + side)) for side in (0.0, wide, -wide))  # type: ignore[return-value]
