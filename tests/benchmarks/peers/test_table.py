from __future__ import annotations

import polars as pl

from benchmarks.peers.run import RAN
from benchmarks.peers.score import COLUMNS
from benchmarks.peers.table import markdown


def results(*rows: dict[str, object]) -> pl.DataFrame:
    about = {"market": "m", "status": RAN, "kind": "account", "entities": 1000, "paid": 50}
    return pl.DataFrame([about | row for row in rows], schema=COLUMNS)


def test_means_over_seeds() -> None:
    text = markdown(
        results(
            {"peer": "one", "seed": 1, "ap": 0.2, "ratio": 3.0, "named": 10.0},
            {"peer": "one", "seed": 2, "ap": 0.4, "ratio": 5.0, "named": 20.0},
        )
    )
    assert "**m, seeds 1, 2: accounts** (1,000, 5.0% paid)" in text
    assert "| one | 0.300 | – | – | – | 15 | – | – | – | 4 |" in text


def test_says_over_how_many_seeds_and_why_not_all() -> None:
    text = markdown(
        results(
            {"peer": "one", "seed": 1, "ap": 0.2},
            {"peer": "one", "seed": 2, "ap": 0.2},
            {"peer": "two", "seed": 1, "ap": 0.2},
            {"peer": "two", "seed": 2, "status": "stopped after 9 s", "kind": None},
        )
    )
    assert "| two (1 of 2 seeds) |" in text
    assert "- m, seed 2: two stopped after 9 s" in text


def test_a_labelled_market_has_no_seed() -> None:
    text = markdown(results({"peer": "one", "seed": None, "ap": 0.2}))
    assert "**m: accounts**" in text
    assert "| one | 0.200 |" in text


def test_peers_keep_their_order_in_columns_that_fit() -> None:
    text = markdown(
        results(*({"peer": peer, "seed": 1, "ap": 0.1, "ratio": 1.0} for peer in ("b", "a")))
    )
    table = [line for line in text.splitlines() if line.startswith("|")]
    assert [line.split(" | ")[0] for line in table[2:]] == ["| b", "| a"]
    assert len({line.count("|") for line in table}) == 1
