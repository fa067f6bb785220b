"""The four packages with the same graph, stood in for by a graph that counts."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.benchmarks.peers.adapters.conftest import Load
from tests.benchmarks.peers.markets import tiny


class Graph:
    """Every account is as suspicious as it has reviews; each update changes half as much."""

    made: list[Graph]

    def __init__(self, *settings: float) -> None:
        self.settings, self.updates, self.stars = settings, 0, []
        Graph.made = [self]

    def new_reviewer(self, name: str) -> SimpleNamespace:
        return SimpleNamespace(name=name, anomalous_score=0)

    new_product = new_reviewer

    def add_review(
        self, account: SimpleNamespace, product: SimpleNamespace, stars: float, day: int
    ) -> SimpleNamespace:
        account.anomalous_score += 1
        self.stars.append(stars)
        return SimpleNamespace(honesty=stars)

    def update(self) -> float:
        self.updates += 1
        return float(0.5**self.updates)


def found(load: Load, tmp_path: Path, name: str, package: str, graph: str = "ReviewGraph"):  # type: ignore[no-untyped-def]
    return load(name, {package: {graph: Graph}}).find(tiny(tmp_path / "market").folder)


@pytest.mark.parametrize(
    ("name", "package", "graph"),
    [
        ("run_fraud_eagle", "fraud_eagle", "ReviewGraph"),
        ("run_ria", "ria", "ria_graph"),
        ("run_rsd", "rsd", "ReviewGraph"),
    ],
)
def test_orders_accounts(load: Load, tmp_path: Path, name: str, package: str, graph: str) -> None:
    scores, named = found(load, tmp_path, name, package, graph)
    assert scores["account"] == {"a0": 2, "a1": 1, "a2": 1}
    assert named is None
    (made,) = Graph.made
    assert made.stars == [1, 1, 0, 0.5]
    assert made.updates == 17  # 2^-17 is the first below 1e-5.


def test_rsd_also_orders_reviews(load: Load, tmp_path: Path) -> None:
    scores, _ = found(load, tmp_path, "run_rsd", "rsd")
    assert scores["review"] == {"r0": -1, "r1": -1, "r2": 0, "r3": -0.5}


def test_fraudar_names_after_one_update(load: Load, tmp_path: Path) -> None:
    _, named = found(load, tmp_path, "run_rgmining_fraudar", "fraudar")
    assert named == {"account": ["a0", "a1", "a2"]}
    assert Graph.made[0].updates == 1


def test_updates_end(load: Load) -> None:
    module = load("review_graph")
    graph = Graph()
    graph.update = lambda: None  # type: ignore[method-assign, assignment, return-value]
    module.settle(graph)
