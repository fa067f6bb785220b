"""rgmining's Repeated Improvement Analysis: accounts against products' summaries, in turns."""

from __future__ import annotations

from pathlib import Path

import ria
from exchange import Scores, main, read_reviews
from review_graph import fill, settle, suspicion

ALPHA = 1.0  # The default of its graph.


def find(folder: Path) -> tuple[Scores, None]:
    graph = ria.ria_graph(ALPHA)
    accounts, _ = fill(graph, read_reviews(folder))
    settle(graph)
    return {"account": suspicion(accounts)}, None


if __name__ == "__main__":
    main(find)
