"""Have the model's errors changed, or the market? Two questions, two tests of change.

A model that was wrong all along in the same way has not changed: that is for the reliability curve.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from river.drift import ADWIN
from scipy.stats import ks_2samp

from kit.statistics import q_values
from kit.trust.learning.features import FEATURES
from kit.trust.learning.model import Model

DELTA = 0.002
"""ADWIN's chance to see a change in a stream that has none (Bifet & Gavaldà, SDM 2007; river's
default). Source not verified."""

FDR = 0.05

SHIFTED = 0.1
"""Least difference between two distributions (Kolmogorov's D) that is called a change: with many
accounts every difference is sure, and most are small."""

STEPS = {"day": pl.Date, "seen": pl.Int64, "residual": pl.Float64, "changed": pl.Boolean}
SHIFTS = {
    "feature": pl.String,
    "meaning": pl.String,
    "difference": pl.Float64,
    "q_value": pl.Float64,
    "changed": pl.Boolean,
}


_SAME_MARKET = (
    "What is paid may have changed, or how it is judged. Fit a challenger, and look at the "
    "verdicts."
)


@dataclass(frozen=True)
class Drift:
    """What has changed.

    Parameters
    ----------
    residuals : polars.DataFrame
        day, seen, residual (mean over the day's judged accounts of truth minus what was told,
        weighted), changed (whether ADWIN saw a change there).
    shifts : polars.DataFrame
        feature, meaning, difference (Kolmogorov's D between earlier and later accounts), q_value
        (null: both are drawn from one distribution), changed; the largest first.
    model_changed, market_changed : bool
    """

    residuals: pl.DataFrame
    shifts: pl.DataFrame
    model_changed: bool
    market_changed: bool

    @property
    def verdict(self) -> str:
        """What was tested, what came of it, and what follows, as a sentence each."""
        said = [self._errors(), self._features()]
        if self.model_changed:
            said.append(_SAME_MARKET if not self.market_changed else "Fit a challenger.")
        said.append(
            "Both tests look for a change: whether probabilities come true at all is what the "
            "reliability curve tells."
        )
        return " ".join(said)

    def _errors(self) -> str:
        seen = int(self.residuals["seen"].sum())
        if not seen:
            return "Nobody was judged, so that a change in the model's errors could not be tested."
        found = "has changed" if self.model_changed else "shows no change beyond chance"
        return (
            f"Over {seen:,} judged accounts what people found minus what was told {found} (ADWIN)."
        )

    def _features(self) -> str:
        if self.shifts.is_empty():
            return "The model reads no feature that could be compared."
        moved = int(self.shifts["changed"].sum())
        return (
            f"Features whose Kolmogorov's D from accounts that it was fitted on is {SHIFTED} or "
            f"more, with q at most {FDR}: {moved} of {self.shifts.height}."
        )


def drift(model: Model, judged: pl.DataFrame, before: pl.DataFrame, after: pl.DataFrame) -> Drift:
    """Test whether a model's errors and the market have changed.

    Parameters
    ----------
    model : Model
    judged : polars.DataFrame
        As from `kit.trust.learning.unlabelled.judged`, in any order: what people decided, with day.
    before, after : polars.DataFrame
        `features` of the accounts that the model was fitted on, and of the later ones.

    Returns
    -------
    Drift

    Notes
    -----
    The residuals' null is that their mean stays; verdicts of the queue and of the audit are both
    read, as what was told is conditional on how an account looks. The features' null is that both
    sets of accounts are drawn from one distribution, each feature for itself (two-sample
    Kolmogorov-Smirnov, Benjamini-Hochberg over the features). Accounts are not independent where
    they serve one product, so a difference must also be at least `SHIFTED`.
    """
    ordered = judged.sort("day", "account_id")
    told = model.calibration(model.margin(ordered)) if ordered.height else np.zeros(0)
    residual = ordered["paid"].cast(pl.Float64).to_numpy() - told
    changed = _adwin(residual)
    days = (
        ordered.select("day")
        .with_columns(residual=pl.Series(residual, dtype=pl.Float64), changed=pl.Series(changed))
        .group_by("day", maintain_order=True)
        .agg(seen=pl.len(), residual=pl.col("residual").mean().round(6), changed=pl.any("changed"))
        .select(pl.col(name).cast(kind) for name, kind in STEPS.items())
    )
    shifts = _shifts(model, before, after)
    return Drift(days, shifts, bool(any(changed)), bool(shifts["changed"].any()))


def _adwin(residual: np.ndarray) -> list[bool]:
    watch: Any = ADWIN(delta=DELTA)  # type: ignore[no-untyped-call]
    seen = []
    for value in residual:
        # ADWIN's bound is for values between 0 and 1; a residual lies between -1 and 1.
        watch.update((float(value) + 1) / 2)
        seen.append(bool(watch.drift_detected))
    return seen


def _shifts(model: Model, before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    rows = []
    for feature in FEATURES:
        if feature.name not in model.features:
            continue
        one, other = (
            frame[feature.name].drop_nulls().drop_nans().to_numpy() for frame in (before, after)
        )
        if one.size and other.size:
            test = ks_2samp(one, other, method="asymp")
            rows.append((feature.name, feature.meaning, float(test.statistic), float(test.pvalue)))
    q = q_values(np.array([row[3] for row in rows]), len(rows)) if rows else np.zeros(0)
    table = [
        (name, meaning, round(d, 6), float(value), bool(value <= FDR and d >= SHIFTED))
        for (name, meaning, d, _), value in zip(rows, q, strict=True)
    ]
    return pl.DataFrame(table, schema=SHIFTS, orient="row").sort(
        "difference", "feature", descending=[True, False]
    )
