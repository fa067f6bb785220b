"""rgmining's Fraud Eagle: belief propagation over signed reviews; orders accounts."""

from __future__ import annotations

from pathlib import Path

import fraud_eagle
from exchange import Scores, main, read_reviews
from review_graph import fill, settle, suspicion

EPSILON = 0.1  # The default of the project's own script.


def find(folder: Path) -> tuple[Scores, None]:
    graph = fraud_eagle.ReviewGraph(EPSILON)
    accounts, _ = fill(graph, read_reviews(folder))
    settle(graph)
    return {"account": suspicion(accounts)}, None


if __name__ == "__main__":
    main(find)
