"""P-values that lean on one another combined into one, by the Cauchy combination test.

Liu & Xie, JASA 115 (2020): a mean of Cauchy variables is nearly Cauchy in its tail however they
depend on one another.
"""

from __future__ import annotations

import numpy as np

from kit.statistics import Array

P_CEILING = 0.99
"""Largest p-value that a combination uses: p = 1 would erase all other evidence."""

P_TINY = 1e-15
"""Below this tan((0.5 - p) pi) is replaced by its limit 1 / (p pi)."""


def cauchy_scores(p: Array) -> Array:
    """Return tan((0.5 - p) pi), clamped as `P_CEILING` and `P_TINY` say."""
    clamped = np.minimum(p, P_CEILING)
    tiny = clamped < P_TINY
    safe = np.where(tiny, 0.5, clamped)
    limit = 1.0 / (np.maximum(clamped, 1e-300) * np.pi)
    return np.where(tiny, limit, np.tan((0.5 - safe) * np.pi))


def cauchy_p(score: Array) -> Array:
    """Return the p-value of a mean of Cauchy scores."""
    large = score > 1.0 / (P_TINY * np.pi)
    safe = np.where(large, 1.0, score)
    return np.where(large, 1.0 / (np.maximum(score, 1.0) * np.pi), 0.5 - np.arctan(safe) / np.pi)


def cauchy_combine(p: Array, weights: Array | None = None) -> Array:
    """Combine p-values along the last axis; tolerates dependence between them.

    Parameters
    ----------
    p : array of shape (..., k)
    weights : array of shape (..., k), optional
        Non-negative; equal by default.

    Returns
    -------
    array of shape (...)

    Notes
    -----
    Liu & Xie, JASA 115 (2020), "Cauchy combination test".
    """
    w = np.ones_like(p) if weights is None else weights
    return cauchy_p((cauchy_scores(p) * w).sum(axis=-1) / w.sum(axis=-1))
