"""How well an order puts the paid first: AP, AUC, P@100 and NDCG@100, also for drawn weights.

scikit-learn has these measures, but not for a thousand sets of weights at once, and its ties are no
random order; three formulas are no reason to depend on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

METRICS = ("ap", "auc", "p_at_100", "ndcg_at_100")
TOP = 100


def best_first(score: Floats, seed: int = 0) -> NDArray[np.intp]:
    """Return the places of entities, the highest score first, ties in random order.

    Ties are never broken by id or by row: in public files both tell who was labelled.

    Parameters
    ----------
    score : array of shape (n,)
        NaN counts as lowest.
    seed : int
        The same seed gives the same order.

    Returns
    -------
    array of shape (n,)
    """
    chance = np.random.default_rng(seed).permutation(score.size)
    known = np.where(np.isnan(score), -np.inf, score)[chance]
    return np.asarray(chance[np.argsort(-known, kind="stable")])


def measure(labels: Bools, weights: Floats | None = None, top: int = TOP) -> Floats:
    """Return `METRICS` of an order.

    Parameters
    ----------
    labels : array of shape (n,)
        Whether each entity was paid, the first in order first.
    weights : array of shape (n, draws), optional
        How often each entity occurs in each draw; 1 by default. An entity that occurs twice fills
        two places of the list.
    top : int
        Length of the list that P and NDCG look at; all where there are fewer.

    Returns
    -------
    array of shape (4, draws)
        NaN where a draw has nobody of one of the two kinds.

    Notes
    -----
    AP is the mean, over the paid, of the precision at their place. AUC is the chance that one of
    the paid stands before one of the others. NDCG discounts place i by 1 / log2(i + 1); a fraction
    of a place counts as that fraction of its discount.
    """
    w = np.ones((labels.size, 1)) if weights is None else weights
    place = np.cumsum(w, axis=0)
    total = place[-1] if labels.size else np.zeros(w.shape[1])
    w, place = w[labels], place[labels]
    hits = np.cumsum(w, axis=0)
    paid = hits[-1] if len(hits) else np.zeros(w.shape[1])
    most = np.minimum(float(top), total)
    discounted = np.concatenate(([0.0], np.cumsum(1.0 / np.log2(np.arange(2, top + 2)))))
    places = np.arange(top + 1.0)
    first, last = np.minimum(place - w, most), np.minimum(place, most)
    with np.errstate(divide="ignore", invalid="ignore"):
        ap = (w * hits / place).sum(axis=0, where=w > 0) / paid
        before = (w * (place - hits)).sum(axis=0)
        auc = 1.0 - before / (paid * (total - paid))
        precision = (last - first).sum(axis=0) / most
        gain = np.interp(last, places, discounted) - np.interp(first, places, discounted)
        ndcg = gain.sum(axis=0) / np.interp(np.minimum(paid, most), places, discounted)
    found = np.stack([ap, auc, precision, ndcg])
    found[:, (paid <= 0) | (total - paid <= 0)] = np.nan
    return found


def over_products(
    labels: Bools, shares: Any, draws: int, seed: int, block: int = 25
) -> Iterator[Floats]:
    """Yield `measure` for products drawn with replacement, some draws at a time.

    Parameters
    ----------
    labels : array of shape (n,)
        As for `measure`.
    shares : sparse or dense matrix of shape (n, products)
        How an entity's reviews are spread over products; rows sum to 1. It weighs as its products
        are drawn: an account with reviews of two products counts once where one is drawn twice
        and the other never.
    draws : int
    seed : int
    block : int
        Draws held in memory at a time.

    Yields
    ------
    array of shape (4, at most block)
    """
    products = int(shares.shape[1])
    random = np.random.default_rng(seed)
    even = np.full(products, 1.0 / products)
    for start in range(0, draws, block):
        size = min(block, draws - start)
        drawn = random.multinomial(products, even, size=size).T.astype(np.float64)
        yield measure(labels, np.asarray(shares @ drawn))
