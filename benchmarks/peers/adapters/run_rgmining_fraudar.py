"""rgmining's FRAUDAR: names the accounts of the densest block of the graph."""

from __future__ import annotations

from pathlib import Path

import fraudar
from exchange import Named, Scores, main, read_reviews
from review_graph import fill, suspicion


def find(folder: Path) -> tuple[Scores, Named]:
    graph = fraudar.ReviewGraph()
    accounts, _ = fill(graph, read_reviews(folder))
    # One update finds the block; a second one would find it again.
    graph.update()
    scores = suspicion(accounts)
    return {"account": scores}, {"account": [name for name in scores if scores[name] > 0]}


if __name__ == "__main__":
    main(find)
