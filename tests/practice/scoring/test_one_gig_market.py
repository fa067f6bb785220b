"""One gig market scored: the same again, and nothing left in the folder."""

from __future__ import annotations

from pathlib import Path

from polars.testing import assert_frame_equal

from kit.practice.gigs import GigDials
from kit.practice.scoring.one_gig_market import HONEST, NULL, OWNED, GigTask, score_gig_market

DIALS = GigDials(owners=2, strangers=10, bystanders=5, roster=10)


def test_a_market_gives_the_same_figures_again(tmp_path: Path) -> None:
    task = GigTask(OWNED, 61, 6_000, DIALS)
    one, other = (score_gig_market(task, str(tmp_path)) for _ in range(2))
    assert list(tmp_path.iterdir()) == []
    for name in ("leads", "chance", "owners", "fields", "counts", "pools"):
        assert_frame_equal(getattr(one, name), getattr(other, name))
    assert one.owners["seed"].unique().to_list() == [61]
    assert str(task) == "gig market with owners, seed 61"


def test_a_null_market_has_no_owner_and_no_trap(tmp_path: Path) -> None:
    scored = score_gig_market(GigTask(NULL, 61, 6_000, DIALS), str(tmp_path))
    assert scored.owners.is_empty()
    assert not scored.leads["right"].any()
    assert set(scored.leads["kind"]).isdisjoint({"owner", "twin", "borrowed"})
    assert scored.chance["sellers"].item() > 20


def test_an_honest_market_has_neither_sellers_nor_pools(tmp_path: Path) -> None:
    scored = score_gig_market(GigTask(HONEST, 61, 6_000, DIALS), str(tmp_path))
    assert scored.leads.is_empty()
    assert scored.pools.is_empty()
    assert set(scored.counts["part"]) == {"groups", "brokers"}
    assert list(tmp_path.iterdir()) == []
