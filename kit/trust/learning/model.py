"""A model: what it reads, its trees, its calibration, and what is to be known about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kit.errors import ParameterError
from kit.trust.learning.calibrate import Calibration
from kit.trust.learning.trees import Trees

Floats = NDArray[np.float64]

RULES = "rank_score"
"""What a model without trees orders by: the score of `kit.rank`, the first champion."""

SCORES = {"account_id": pl.String, "score": pl.Float64, "probability": pl.Float64}
"""Columns of scores. `probability` is that the account is consistent with paid: it orders a queue,
and proves nothing."""


@dataclass(frozen=True)
class Model:
    """A learned score.

    Parameters
    ----------
    name : str
    features : tuple of str
        Columns that it reads, in the order of its trees.
    trees : Trees or None
        None: the rules as they are, calibrated.
    calibration : Calibration
    about : mapping
        Data, dates, settings, metrics and limits, as the card says them.
    """

    name: str
    features: tuple[str, ...]
    trees: Trees | None
    calibration: Calibration
    about: Mapping[str, Any]

    def margin(self, shown: pl.DataFrame) -> Floats:
        """Return the uncalibrated score of each row of `features`, shape (n,).

        Raises
        ------
        ParameterError
            Where a feature is missing.
        """
        wanted = self.features if self.trees is not None else (RULES,)
        missing = [name for name in wanted if name not in shown.columns]
        if missing:
            raise ParameterError(
                f"The model {self.name} reads {', '.join(missing)}, which the frame has not.",
                available=shown.columns,
                hint="Give the frame of kit.trust.learning.features.features(case).",
            )
        x = matrix(shown, wanted)
        return x[:, 0] if self.trees is None else self.trees.margin(x)

    def score(self, shown: pl.DataFrame) -> pl.DataFrame:
        """Return scores for rows of `features`: columns of `SCORES`, the highest first."""
        margin = self.margin(shown)
        return (
            shown.select("account_id")
            .with_columns(
                score=pl.Series(margin, dtype=pl.Float64).round(9),
                probability=pl.Series(self.calibration(margin), dtype=pl.Float64).round(9),
            )
            .sort("score", "account_id", descending=[True, False])
        )


def matrix(shown: pl.DataFrame, names: tuple[str, ...]) -> Floats:
    """Return columns as an array of shape (n, columns); NULL becomes NaN."""
    if not names:
        return np.zeros((shown.height, 0))
    columns = [shown[name].cast(pl.Float64).fill_null(float("nan")).to_numpy() for name in names]
    return np.column_stack(columns)
