"""UGFraud's fBox: names who a few singular vectors reconstruct badly, among those of equal degree.

It gives sets. The order scored here is ours: the share of those of equal degree that are
reconstructed no worse.
"""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import numpy as np
from exchange import Named, Scores, main, read_reviews
from UGFraud.Detector.fBox import fBox

TAU, RANK = 20, 50  # Percentile and number of vectors of its own demonstration.


def unusual(names: dict[int, str], degree: np.ndarray, rebuilt: np.ndarray) -> dict[str, float]:
    """Return for each entity the share of its equals in degree rebuilt at least as well."""
    score = np.empty(len(names))
    for group in np.unique(degree):
        among = np.flatnonzero(degree == group)
        ordered = np.sort(rebuilt[among])
        score[among] = 1 - np.searchsorted(ordered, rebuilt[among]) / among.size
    return {name: float(score[place]) for place, name in names.items()}


def find(folder: Path) -> tuple[Scores, Named]:
    graph = nx.DiGraph()
    graph.add_edges_from((review.account, review.product) for review in read_reviews(folder))
    model = fBox(graph)
    accounts, products = model.run(TAU, RANK)
    scores = {
        "account": unusual(model.idx2u_id, model.out_deg, model.recOutDeg),
        "product": unusual(model.idx2p_id, model.in_deg, model.recInDeg),
    }
    named = {
        kind: [name for group in by_degree.values() for name in group]
        for kind, by_degree in (("account", accounts), ("product", products))
    }
    return scores, named


if __name__ == "__main__":
    main(find)
