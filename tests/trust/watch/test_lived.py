from __future__ import annotations

from pathlib import Path

import polars as pl

from kit.trust.watch import lived
from kit.trust.watch.lived import LIVED
from tests.trust.watch.looking import ROWS, case, look

ALL = pl.Series([row["review_id"] for row in ROWS])


def test_lives_lie_between_two_looks_and_votes_are_the_most_seen(tmp_path: Path) -> None:
    held = case(tmp_path)
    look(held, 20, *ALL, helpful_votes=2)
    look(held, 30, "r2", "r4", "r1", "r3", "r5", helpful_votes=5)
    look(held, 40, "r4", "r1", "r3", "r5", helpful_votes=4)
    rows = {row["product_id"]: row for row in lived(held, ALL).iter_rows(named=True)}
    assert set(rows["p0"]) == set(LIVED)
    first = rows["p0"]
    assert (first["reviews"], first["gone"], first["still_there"]) == (3, 2, 1)
    # r0 was posted on day 0 and seen on day 20, r2 on days 2 and 30.
    assert (first["days_least"], first["days_most"]) == ((20 + 28) / 2, (30 + 38) / 2)
    assert first["helpful_votes"] == 2 + 5 + 5
    assert rows["p1"]["days_least"] is None


def test_nothing_flagged_is_an_empty_frame(tmp_path: Path) -> None:
    held = case(tmp_path)
    look(held, 20, *ALL)
    assert lived(held).is_empty()
    assert dict(lived(held).schema) == LIVED
