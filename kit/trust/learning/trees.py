"""Boosted trees as plain arrays: predicted here, kept without pickle.

scikit-learn can only be kept as a pickle, and whoever opens a pickle runs what is in it. The trees
are nothing but numbers, so they are kept as numbers; the tests hold `Trees.margin` against
scikit-learn's own predictions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from threadpoolctl import threadpool_limits

from kit.errors import CaseError

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

SETTINGS: Mapping[str, Any] = {
    "max_iter": 80,
    "learning_rate": 0.08,
    "max_leaf_nodes": 10,
    "min_samples_leaf": 15,
    "l2_regularization": 1.0,
    "early_stopping": False,
}
"""Of the boosting. Chosen once, before any market was scored, and the same everywhere."""

_BLOCK = 20_000
_FEW = 200_000
_KINDS = {"roots": "i", "feature": "i", "left": "i", "right": "i", "missing_left": "b"}


@dataclass(frozen=True)
class Trees:
    """A sum of trees in the logit.

    Parameters
    ----------
    baseline : array of shape (1,)
        What every entity begins with.
    roots : array of int, shape (trees,)
        The first node of each tree.
    feature, left, right : array of int, shape (nodes,)
        The column that a node asks, and the nodes that follow; a leaf has feature -1.
    threshold : array of shape (nodes,)
        Values up to it go left.
    missing_left : array of bool, shape (nodes,)
        Whether an unknown value goes left.
    value : array of shape (nodes,)
        What a leaf adds.
    """

    baseline: Floats
    roots: Ints
    feature: Ints
    threshold: Floats
    missing_left: NDArray[np.bool_]
    left: Ints
    right: Ints
    value: Floats

    def margin(self, x: Floats) -> Floats:
        """Return the logit of each row.

        Parameters
        ----------
        x : array of shape (n, features)
            NaN is unknown.

        Returns
        -------
        array of shape (n,)
        """
        blocks = [self._margin(x[at : at + _BLOCK]) for at in range(0, len(x), _BLOCK)]
        return np.concatenate(blocks) if blocks else np.zeros(0)

    def _margin(self, x: Floats) -> Floats:
        node = np.tile(self.roots, (len(x), 1))
        row = np.arange(len(x))[:, None]
        while True:
            feature = self.feature[node]
            inner = feature >= 0
            if not inner.any():
                break
            asked = x[row, np.maximum(feature, 0)]
            with np.errstate(invalid="ignore"):
                goes_left = asked <= self.threshold[node]
            goes_left = np.where(np.isnan(asked), self.missing_left[node], goes_left)
            after = np.where(goes_left, self.left[node], self.right[node])
            node = np.where(inner, after, node)
        total: Floats = self.value[node].sum(axis=1) + self.baseline[0]
        return total

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return every array by name, as `of_arrays` takes them."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def grow(
    x: Floats, y: NDArray[np.bool_], weight: Floats, directions: Sequence[int], seed: int = 0
) -> Trees:
    """Fit trees with scikit-learn's histogram gradient boosting.

    Parameters
    ----------
    x : array of shape (n, features)
    y : array of bool, shape (n,)
        Both kinds must be there.
    weight : array of shape (n,)
    directions : sequence of {-1, 0, 1}
        Which way the sum may move as each feature grows.
    seed : int

    Returns
    -------
    Trees
    """
    model = HistGradientBoostingClassifier(
        **SETTINGS, monotonic_cst=list(directions), random_state=seed
    )
    # On few rows threads wait for each other longer than they work.
    with threadpool_limits(1 if len(x) < _FEW else None, "openmp"):
        model.fit(x, y, sample_weight=weight)
    nodes, roots, at = [], [], 0
    for (tree,) in model._predictors:
        nodes.append(_shifted(tree.nodes, at))
        roots.append(at)
        at += len(tree.nodes)
    joined = {name: np.concatenate([part[name] for part in nodes]) for name in nodes[0]}
    baseline = np.asarray(model._baseline_prediction, np.float64).reshape(1)
    return Trees(baseline=baseline, roots=np.asarray(roots, np.int64), **joined)


def _shifted(nodes: Any, at: int) -> dict[str, NDArray[Any]]:
    """Bring one tree's nodes into our columns, numbered from `at`."""
    leaf = nodes["is_leaf"].astype(np.bool_)
    own = np.arange(at, at + len(nodes))
    return {
        "feature": np.where(leaf, -1, nodes["feature_idx"].astype(np.int64)),
        "threshold": np.where(leaf, 0.0, nodes["num_threshold"].astype(np.float64)),
        "missing_left": nodes["missing_go_to_left"].astype(np.bool_),
        "left": np.where(leaf, own, nodes["left"].astype(np.int64) + at),
        "right": np.where(leaf, own, nodes["right"].astype(np.int64) + at),
        "value": nodes["value"].astype(np.float64),
    }


def of_arrays(arrays: Mapping[str, NDArray[Any]], features: int) -> Trees:
    """Return trees from arrays that were read from a file.

    Raises
    ------
    CaseError
        Where they are no trees over so many features: what is read is not trusted to end.
    """
    names = [field.name for field in fields(Trees)]
    if sorted(arrays) != sorted(names):
        raise _no_trees(f"it holds {', '.join(sorted(arrays))}")
    for name in names:
        if arrays[name].ndim != 1 or arrays[name].dtype.kind != _KINDS.get(name, "f"):
            raise _no_trees(f"{name} has another type")
    trees = Trees(**{name: arrays[name] for name in names})
    n = trees.feature.size
    if trees.baseline.size != 1 or any(
        getattr(trees, name).size != n
        for name in ("threshold", "missing_left", "left", "right", "value")
    ):
        raise _no_trees("its arrays have different lengths")
    inner = trees.feature >= 0
    own = np.arange(n)[inner]
    after = np.concatenate((trees.left[inner], trees.right[inner]))
    # Who follows stands further on, so that no way through a tree goes round.
    fine = (
        (trees.feature < features).all()
        and (after < n).all()
        and (after > np.concatenate((own, own))).all()
        and ((trees.roots >= 0) & (trees.roots < n)).all()
        and np.isfinite(trees.value).all()
        and np.isfinite(trees.baseline).all()
    )
    if not fine:
        raise _no_trees("its nodes lead nowhere")
    return trees


def _no_trees(problem: str) -> CaseError:
    return CaseError(f"The model's file holds no trees: {problem}.", hint="Fit the model again.")
