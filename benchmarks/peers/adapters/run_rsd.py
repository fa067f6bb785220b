"""rgmining's Review Spammer Detection: trust of accounts, honesty of reviews; orders both."""

from __future__ import annotations

from pathlib import Path

import rsd
from exchange import Scores, main, read_reviews
from review_graph import fill, settle, suspicion

THETA = 0.1  # The default of the project's own script.


def find(folder: Path) -> tuple[Scores, None]:
    graph = rsd.ReviewGraph(THETA)
    accounts, reviews = fill(graph, read_reviews(folder))
    settle(graph)
    dishonesty = {name: -float(review.honesty) for name, review in reviews.items()}
    return {"account": suspicion(accounts), "review": dishonesty}, None


if __name__ == "__main__":
    main(find)
