"""Fit forward in time: on what was known, calibrated on the stretch that followed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from kit.errors import ParameterError
from kit.trust.learning.calibrate import Calibration, calibrate, calibration_error, reliability
from kit.trust.learning.features import FEATURES, NAMES
from kit.trust.learning.level import audited_share, levelled
from kit.trust.learning.model import RULES, Model, matrix
from kit.trust.learning.trees import Trees, grow
from kit.trust.learning.unlabelled import (
    Prior,
    attach,
    judged,
    old_enough,
    prior,
    split_unlabelled,
    weights,
)

SLICES = 2
"""Days on whose judged accounts a champion is calibrated anew: one audit alone is small."""

LEAST_PAID = 10
"""Accounts known as paid, and as ordinary, below which nothing is learned from them."""


@dataclass(frozen=True)
class Stretch:
    """What was known when a model was made.

    Parameters
    ----------
    until : date
        The last day whose rows were fitted.
    calibrated : date
        The day whose rows followed, on which it was calibrated.
    today : date
        The day whose labels were known.
    """

    until: dt.date
    calibrated: dt.date
    today: dt.date


def learn(
    rows: pl.DataFrame,
    labels: pl.DataFrame,
    stretch: Stretch,
    name: str = "model",
    seed: int = 0,
) -> Model:
    """Fit a model.

    Parameters
    ----------
    rows : polars.DataFrame
        `features` of several days, with the column day; each row an account that wrote since the
        day before.
    labels : polars.DataFrame
        Columns of `kit.trust.learning.labels.LABELS`.
    stretch : Stretch
    name : str
    seed : int
        Of the boosting.

    Returns
    -------
    Model

    Raises
    ------
    ParameterError
        Where too few accounts of one kind are known.
    """
    known = attach(rows.filter(pl.col("day") <= stretch.calibrated), labels, stretch.today)
    before = old_enough(known.filter(pl.col("day") <= stretch.until), stretch.today)
    enough(before)
    told = prior(before)
    trees = _trees(before, told, seed)
    bare = Model(name, NAMES, trees, _UNKNOWN, {})
    return _calibrated(bare, known, stretch, told, before)


def rules(rows: pl.DataFrame, labels: pl.DataFrame, stretch: Stretch, name: str = "rules") -> Model:
    """Return `kit.rank` as a model: its order, calibrated on what was judged."""
    known = attach(rows.filter(pl.col("day") <= stretch.calibrated), labels, stretch.today)
    before = known.filter(pl.col("day") <= stretch.until)
    bare = Model(name, (RULES,), None, _UNKNOWN, {})
    return _calibrated(bare, known, stretch, prior(before), before)


def recalibrate(
    model: Model,
    rows: pl.DataFrame,
    labels: pl.DataFrame,
    today: dt.date,
    slices: int = SLICES,
    told: pl.DataFrame | None = None,
) -> Model:
    """Return a model with its order as it is, calibrated on the last days that were judged.

    Parameters
    ----------
    model : Model
    rows, labels
        As for `learn`.
    today : date
        Labels that were known later are left out.
    slices : int
        Days whose rows are used, the last ones; only such as the model was not fitted on.
    told : polars.DataFrame, optional
        `features` of those whom probabilities are wanted of. With it the curve is moved towards the
        share of paid that all audits so far found; see `kit.trust.learning.level`.
    """
    since = model.about.get("dates", {}).get("fitted_until", dt.date.min)
    every = judged(attach(rows, labels, today))
    after = every.filter(pl.col("day") > since)
    last = after["day"].unique().sort().tail(slices).to_list()
    used = after.filter(pl.col("day").is_in(last))
    if not used.height:
        return model
    curve = _curve(model, used)
    share = audited_share(every)
    if told is not None and share is not None:
        curve = levelled(curve, model.margin(told), share)
    return replace(model, calibration=curve)


def _curve(model: Model, used: pl.DataFrame) -> Calibration:
    paid = used["paid"].to_numpy().astype(np.bool_)
    return calibrate(model.margin(used), paid, used["weight"].to_numpy().astype(np.float64))


def enough(rows: pl.DataFrame) -> None:
    """Refuse to learn from too little.

    Raises
    ------
    ParameterError
        Where fewer than `LEAST_PAID` accounts are known as paid, or nobody else is there.
    """
    paid = int(rows["paid"].sum())
    others = rows.height - paid
    if paid >= LEAST_PAID and others >= LEAST_PAID:
        return
    judged_as = f"{paid} known as paid, {int((~rows['paid']).sum() or 0)} as not consistent"
    raise ParameterError(
        f"Nothing can be learned from {rows.height:,} accounts yet: {judged_as}.",
        hint=f"At least {LEAST_PAID} of each are needed. Until then kit.rank orders the queue: "
        "judge its top, and a random slice beside it.",
    )


_UNKNOWN = Calibration("share", np.zeros(1), np.full(1, 0.5))


def _trees(rows: pl.DataFrame, told: Prior, seed: int) -> Trees:
    """Fit twice: labelled from unlabelled first, then with the unlabelled split by it."""
    x = matrix(rows, NAMES)
    directions = [feature.direction for feature in FEATURES]
    unlabelled = rows["paid"].is_null().to_numpy()
    paid = rows["paid"].fill_null(False).to_numpy().astype(np.bool_)
    weight = weights(rows)
    first = grow(x, paid, weight, directions, seed)
    if not told.share or not unlabelled.any():
        return first
    odds = np.exp(np.clip(first.margin(x[unlabelled]), -20, 20))
    part = split_unlabelled(odds, told.share)
    weight = weight.copy()
    weight[unlabelled] = 1 - part
    return grow(
        np.concatenate((x, x[unlabelled])),
        np.concatenate((paid, np.ones(int(unlabelled.sum()), np.bool_))),
        np.concatenate((weight, part)),
        directions,
        seed,
    )


def _calibrated(
    model: Model, known: pl.DataFrame, stretch: Stretch, told: Prior, before: pl.DataFrame
) -> Model:
    """Calibrate on the judged rows of the stretch that followed, else on those before."""
    after = judged(known.filter(pl.col("day") > stretch.until))
    used = after if after.height else judged(before)
    margin = model.margin(used)
    paid = used["paid"].to_numpy().astype(np.bool_)
    weight = used["weight"].to_numpy().astype(np.float64)
    curve = calibrate(margin, paid, weight) if used.height else _UNKNOWN
    seen = reliability(curve(margin), paid, weight)
    about = {
        "dates": {
            "fitted_until": stretch.until,
            "calibrated_on": stretch.calibrated,
            "labels_known_by": stretch.today,
        },
        "data": {
            "accounts": before.height,
            "paid": int(before["paid"].sum()),
            "not_consistent": int((~before["paid"]).sum() or 0),
            "unlabelled": before["paid"].null_count(),
            "calibrated_on": used.height,
        },
        "unlabelled": {
            "source": "audit slice" if told.share is not None else "none: no audit slice",
            **{key: value for key, value in vars(told).items() if value is not None},
        },
        "calibration": {"kind": curve.kind, "error_where_fitted": calibration_error(seen)},
        "limits": limits(told, used),
    }
    return Model(model.name, model.features, model.trees, curve, about)


def limits(told: Prior, used: pl.DataFrame) -> list[str]:
    """Return what a reader of the score must know, as sentences."""
    said = [
        "It orders a queue. It proves nothing about an account, and no case file holds it.",
        "It knows what people judged. What nobody looked at it cannot learn.",
    ]
    if told.share is None:
        said.append(
            "No account was drawn at random: how many of those nobody looked at are paid is not "
            "known, and probabilities hold for accounts like those that were looked at."
        )
    if not used.height:
        said.append("No account was judged: its probabilities mean nothing, only its order.")
    return said
