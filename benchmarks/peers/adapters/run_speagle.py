"""UGFraud's SpEagle: belief propagation from priors; orders accounts, products and reviews."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import numpy as np
from exchange import Scores, main, read_priors, read_reviews
from UGFraud.Detector.SpEagle import SpEagle

# The settings of its own demonstration.
WRITES, BELONGS = 1e-5, 0.1
UPDATES, SMALLEST_CHANGE = 2, 1e-3


def potential(flip: float) -> np.ndarray:
    return np.log(np.array([[1 - flip, flip], [flip, 1 - flip]]))


def find(folder: Path) -> tuple[Scores, None]:
    reviews, priors = read_reviews(folder), read_priors(folder)
    graph = nx.Graph()
    # Accounts first: it reads an edge as (account, product), and an edge begins at the older node.
    for account in {review.account: None for review in reviews}:
        graph.add_node(account, types="user", prior=priors[account])
    for review in reviews:
        graph.add_node(review.product, types="prod", prior=priors[review.product])
        graph.add_edge(review.account, review.product, types="review", prior=priors[review.review])
    writes, belongs = potential(WRITES), potential(BELONGS)
    model = SpEagle(graph, {"u_r": writes, "r_u": writes, "r_p": belongs, "p_r": belongs})
    model.schedule(schedule_type="bfs")
    model.run_bp(start_iter=0, max_iters=UPDATES, tol=SMALLEST_CHANGE)
    accounts, edges, products = model.classify()
    # It knows one edge for an account and a product, whatever the number of reviews.
    by_review = {r.review: float(edges[r.account, r.product]) for r in reviews}
    return {"account": accounts, "product": products, "review": by_review}, None


if __name__ == "__main__":
    main(find)
