"""Shares of sums over seeds, and when there is no interval."""

from __future__ import annotations

import polars as pl

from kit.practice.scoring.gig_counts import COUNTS, counts, shares


def test_a_share_is_one_of_sums_with_an_interval_over_seeds() -> None:
    found = pl.concat(
        counts("owners", seed, "groups", [("right", hits, 10), ("none", 0, 0), ("all", 3, 3)])
        for seed, hits in enumerate((2, 8, 8))
    )
    assert dict(found.schema) == COUNTS
    table = shares(found, "groups")
    assert table["measure"].to_list() == ["right", "all"]
    right = table.row(0, named=True)
    assert (right["markets"], right["hits"], right["of"], right["share"]) == (3, 18, 30, 0.6)
    assert (right["low"], right["high"]) == (0.2, 0.8)
    # Three seeds that agree say nothing of how they differ.
    assert table.row(1, named=True)["low"] is None
    assert shares(found, "clients").is_empty()
