"""UGFraud's adapters, with stand-ins for its classes: what they are given, and what is read."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from tests.benchmarks.peers.adapters.conftest import Load
from tests.benchmarks.peers.markets import tiny


class Graph:
    """As much of networkx as adapters use."""

    def __init__(self) -> None:
        self.nodes: dict[str, dict[str, object]] = {}
        self.edges: dict[tuple[str, str], dict[str, object]] = {}

    def add_node(self, name: str, **about: object) -> None:
        self.nodes.setdefault(name, {}).update(about)

    def add_edge(self, one: str, other: str, **about: object) -> None:
        self.edges[one, other] = about

    def add_edges_from(self, pairs) -> None:  # type: ignore[no-untyped-def]
        for one, other in pairs:
            self.add_edge(one, other)


def test_fraudar_names_rows_and_columns(load: Load, tmp_path: Path) -> None:
    packages: dict[str, dict[str, object]] = {
        "UGFraud": {},
        "UGFraud.Detector": {},
        "UGFraud.Detector.Fraudar": {
            "listToSparseMatrix": lambda rows, columns: list(zip(rows, columns, strict=True)),
            "logWeightedAveDegree": lambda matrix: (({matrix[0][0]}, {matrix[3][1]}), 2.0),
        },
    }
    scores, named = load("run_fraudar", packages).find(tiny(tmp_path / "market").folder)
    assert named == {"account": ["a0"], "product": ["p1"]}
    assert scores["account"] == {"a0": 1, "a1": 0, "a2": 0}


class Box:
    def __init__(self, graph: Graph) -> None:
        self.idx2u_id = {0: "a0", 1: "a1", 2: "a2"}
        self.idx2p_id = {0: "p0", 1: "p1"}
        self.out_deg, self.recOutDeg = np.array([2, 1, 1]), np.array([0.0, 0.1, 0.4])
        self.in_deg, self.recInDeg = np.array([2, 2]), np.array([0.5, 0.5])

    def run(self, tau: float, k: int) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
        return {1: ["a1"]}, {}


def test_fbox_compares_equals_in_degree(load: Load, tmp_path: Path) -> None:
    packages: dict[str, dict[str, object]] = {
        "networkx": {"DiGraph": Graph},
        "UGFraud": {},
        "UGFraud.Detector": {},
        "UGFraud.Detector.fBox": {"fBox": Box},
    }
    scores, named = load("run_fbox", packages).find(tiny(tmp_path / "market").folder)
    assert scores["account"] == {"a0": 1, "a1": 1, "a2": 0.5}
    assert scores["product"] == {"p0": 1, "p1": 1}
    assert named == {"account": ["a1"], "product": []}


class Eagle:
    """Believes the priors."""

    def __init__(self, graph: Graph, potentials: dict[str, np.ndarray]) -> None:
        assert sorted(potentials) == ["p_r", "r_p", "r_u", "u_r"]
        assert list(graph.nodes)[:3] == ["a0", "a1", "a2"]
        self.graph = graph

    def schedule(self, schedule_type: str) -> None: ...

    def run_bp(self, start_iter: int, max_iters: int, tol: float) -> None: ...

    def classify(self):  # type: ignore[no-untyped-def]
        accounts = {n: v["prior"] for n, v in self.graph.nodes.items() if v["types"] == "user"}
        products = {n: v["prior"] for n, v in self.graph.nodes.items() if v["types"] == "prod"}
        return accounts, {pair: v["prior"] for pair, v in self.graph.edges.items()}, products


def test_speagle_reads_priors_and_gives_a_review_its_edge(load: Load, tmp_path: Path) -> None:
    folder = tiny(tmp_path / "market").folder
    ids = ["a0", "a1", "a2", "p0", "p1", "r0", "r1", "r2", "r3"]
    rows = [f"x,{name},{place / 10}" for place, name in enumerate(ids)]
    (folder / "priors.csv").write_text("\n".join(["kind,id,prior", *rows]) + "\n")
    packages: dict[str, dict[str, object]] = {
        "networkx": {"Graph": Graph},
        "UGFraud": {},
        "UGFraud.Detector": {},
        "UGFraud.Detector.SpEagle": {"SpEagle": Eagle},
    }
    scores, named = load("run_speagle", packages).find(folder)
    assert named is None
    assert scores["account"] == {"a0": 0, "a1": 0.1, "a2": 0.2}
    assert scores["review"] == {"r0": 0.5, "r1": 0.6, "r2": 0.7, "r3": 0.8}
