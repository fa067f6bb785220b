"""From a margin to a probability, and how far such probabilities are from what came true."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

ENOUGH = 200
"""Of the rarer kind: with as many an isotonic curve is fitted, with fewer a straight line in the
logit (Platt), which two figures describe. Niculescu-Mizil & Caruana, ICML 2005, put the change at
about a thousand cases in all; source not verified."""

ISOTONIC, PLATT, SHARE = "isotonic", "Platt", "share"


@dataclass(frozen=True)
class Calibration:
    """A curve that never falls.

    Parameters
    ----------
    kind : str
        How it was fitted: "isotonic", "Platt", or "share" where one kind alone was seen.
    at : array of shape (k,)
        Margins, ascending.
    gives : array of shape (k,)
        Their probabilities; between two of them a straight line in the logit.
    """

    kind: str
    at: Floats
    gives: Floats

    def __call__(self, margin: Floats) -> Floats:
        """Return the probability of each margin, shape (n,)."""
        p = np.clip(self.gives, 1e-6, 1 - 1e-6)
        if self.kind == PLATT:
            # Two points tell the line, which goes on beyond them.
            logit = np.log(p / (1 - p))
            slope = (logit[1] - logit[0]) / (self.at[1] - self.at[0])
            line = np.clip(logit[0] + slope * (margin - self.at[0]), -13.8, 13.8)
            return np.asarray(1.0 / (1.0 + np.exp(-line)))
        return np.asarray(np.interp(margin, self.at, p))


def curve_of(kind: object, at: Floats, gives: Floats) -> Calibration | None:
    """Return a stored curve, None where it is none that rises from 0 to 1."""
    if (
        kind not in (ISOTONIC, PLATT, SHARE)
        or at.ndim != 1
        or at.shape != gives.shape
        or at.size <= (kind == PLATT)
        or not (np.isfinite(at).all() and ((gives >= 0) & (gives <= 1)).all())
        or (np.diff(at) < 0).any()
        or (np.diff(gives) < 0).any()
    ):
        return None
    return Calibration(str(kind), at, gives)


def calibrate(margin: Floats, paid: Bools, weight: Floats) -> Calibration:
    """Fit a curve from margins to the share that was paid.

    Parameters
    ----------
    margin : array of shape (n,)
    paid : array of bool, shape (n,)
    weight : array of shape (n,)
        How many accounts each stands for: 1 / the probability that it was looked at.

    Returns
    -------
    Calibration
    """
    rarer = min(int(paid.sum()), int((~paid).sum()))
    if rarer == 0 or np.ptp(margin) == 0:
        # One ordinary and one paid account are added: nothing is certain after a few looks.
        share = (weight[paid].sum() + 0.5) / (weight.sum() + 1.0)
        return Calibration(SHARE, np.zeros(1), np.array([share]))
    if rarer >= ENOUGH:
        curve = IsotonicRegression(y_min=0.0, y_max=1.0, out_of_bounds="clip")
        curve.fit(margin, paid.astype(float), sample_weight=weight)
        return Calibration(ISOTONIC, curve.X_thresholds_, curve.y_thresholds_)
    # A weak pull to a slope of 1: few cases that happen to lie apart prove no certainty.
    line = LogisticRegression(C=10.0).fit(
        margin[:, None], paid, sample_weight=weight * _scale(weight)
    )
    slope = max(float(line.coef_[0, 0]), 1e-3)
    ends = np.array([margin.min(), margin.max()])
    return Calibration(PLATT, ends, 1 / (1 + np.exp(-(slope * ends + line.intercept_[0]))))


def _scale(weight: Floats) -> float:
    """Return what makes weights add up to what they are worth (Kish's effective number)."""
    return float(weight.sum() / (weight**2).sum())


RELIABILITY = {
    "bin": pl.Int64,
    "told": pl.Float64,
    "paid": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "accounts": pl.Int64,
    "weight": pl.Float64,
}
"""Columns of a reliability curve: mean probability told, the share that was paid with its 95 %
interval (Wilson's, over the effective number), accounts looked at, and how many they stand for."""

BINS = 10
Z = 1.959964


def reliability(told: Floats, paid: Bools, weight: Floats, bins: int = BINS) -> pl.DataFrame:
    """Return what was told against what came true, in bins of equal weight.

    Parameters
    ----------
    told : array of shape (n,)
        Probabilities.
    paid : array of bool, shape (n,)
    weight : array of shape (n,)
    bins : int

    Returns
    -------
    polars.DataFrame
        Columns of `RELIABILITY`, the lowest first.
    """
    if not told.size:
        return pl.DataFrame(schema=RELIABILITY)
    order = np.argsort(told, kind="stable")
    before = np.cumsum(weight[order]) - weight[order] / 2
    place = np.minimum((before / weight.sum() * bins).astype(int), bins - 1)
    rows = []
    for number in np.unique(place):
        mine = order[place == number]
        w = weight[mine]
        share = float((w * paid[mine]).sum() / w.sum())
        n = float(w.sum() ** 2 / (w**2).sum())
        middle = (share + Z**2 / (2 * n)) / (1 + Z**2 / n)
        half = Z / (1 + Z**2 / n) * np.sqrt(share * (1 - share) / n + Z**2 / (4 * n**2))
        rows.append(
            {
                "bin": int(number),
                "told": float((w * told[mine]).sum() / w.sum()),
                "paid": share,
                "low": max(middle - half, 0.0),
                "high": min(middle + half, 1.0),
                "accounts": mine.size,
                "weight": float(w.sum()),
            }
        )
    return pl.DataFrame(rows, schema=RELIABILITY).with_columns(pl.selectors.float().round(6))


def calibration_error(curve: pl.DataFrame) -> float:
    """Return the mean distance between told and true over the bins, by weight (ECE)."""
    if curve.is_empty():
        return float("nan")
    told, paid, weight = (curve[name].to_numpy() for name in ("told", "paid", "weight"))
    return float((np.abs(told - paid) * weight).sum() / weight.sum())
