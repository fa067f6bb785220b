"""What pools are called, counted by hand: a broker's, one seller's, and one with an innocent."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from kit.market.brokers import BROKERS, EDGES, Brokers
from kit.practice.scoring.gig_brokers import POOLS, pools, score_brokers
from tests.case_rows import case_of, review

MANY = [f"x{n}" for n in range(8)]
ONE = [f"y{n}" for n in range(9)]


def planted() -> pl.DataFrame:
    rows = [("many-1", "account", name, "member") for name in MANY]
    rows += [("many-1", "product", f"p{n}", "served") for n in range(4)]
    rows += [("one-1", "account", name, "member") for name in ONE]
    rows += [("one-1", "product", "p0", "served"), ("one-1", "product", "q0", "served")]
    names = ["plan", "entity_kind", "entity_id", "role"]
    frame = pl.DataFrame(rows, schema=names, orient="row")
    return frame.with_columns(
        guilty=True,
        archetype=pl.col("plan").str.head(-2),
        product_id=pl.when(pl.col("entity_kind") == "product").then("entity_id"),
    )


def told(*kinds: str) -> Brokers:
    rows = pl.DataFrame({"hand": [str(n) for n in range(len(kinds))], "kind": list(kinds)})
    blank = [pl.lit(None, kind).alias(name) for name, kind in BROKERS.items() if name not in rows]
    whole = rows.with_columns(blank).select(BROKERS.keys())
    by = pl.col("kind") == "broker"
    return Brokers(whole.filter(by), whole.filter(~by), pl.DataFrame(schema=EDGES))


def test_counts_pools_and_innocents_in_brokers(tmp_path: Path) -> None:
    rows = [review("a", f"p{n}", n, brand=f"brand {n}") for n in range(4)]
    rows.append(review("a", "q0", 9, brand="brand 0"))
    case = case_of(rows, tmp_path)
    groups = pl.DataFrame({"hand": ["0", "1"], "accounts": [[*MANY[:5], "innocent"], ONE]})
    found = told("broker", "one seller")
    frame = pools(case, planted(), groups, found)
    assert frame.columns == list(POOLS)[2:]
    assert frame.select("plan", "accounts", "sellers", "several", "kind").rows() == [
        ("many-1", 8, 4, True, "broker"),
        ("one-1", 9, 1, False, "one seller"),
    ]
    counted = [(hits, of) for _, hits, of in score_brokers(frame, planted(), groups, found)]
    assert counted == [(1, 1), (1, 1), (0, 1), (1, 6), (1, 1)]


def test_one_sellers_own_pool_that_is_called_a_broker_is_wrong(tmp_path: Path) -> None:
    case = case_of([review("a", f"p{n}", n, brand="brand 0") for n in range(4)], tmp_path)
    groups = pl.DataFrame({"hand": ["0"], "accounts": [ONE]})
    found = told("broker")
    frame = pools(case, planted(), groups, found)
    counted = [(hits, of) for _, hits, of in score_brokers(frame, planted(), groups, found)]
    assert counted == [(0, 0), (0, 1), (1, 2), (0, 9), (0, 1)]
