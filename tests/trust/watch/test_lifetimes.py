from __future__ import annotations

from pathlib import Path

import kit
from kit.practice import generate
from kit.trust.watch import lifetimes
from kit.trust.watch.lifetimes import LIFETIMES, flagged_reviews
from tests.trust.watch.looking import case, day, look
from tests.trust.watch.market import paid


def test_a_review_is_watched_until_it_is_missed(tmp_path: Path) -> None:
    held = case(tmp_path)
    look(held, 20, "r0", "r2")
    look(held, 30, "r0", "r4")
    found = lifetimes(held)
    assert dict(found.schema) == LIFETIMES
    told = {row["review_id"]: (row["days"], row["gone"]) for row in found.iter_rows(named=True)}
    assert told == {
        "r0": (25.0, False),
        "r2": (25.0, True),
        "r4": (15.0, False),  # It came back on day 30, and nobody has looked since.
    }
    assert set(found["last_look"]) == {day(20), day(30)}


def test_reviews_of_a_named_window_are_flagged(tmp_path: Path) -> None:
    market = generate(21, 4_000, {"burst_campaign": 3}, {}, text=False)
    held = kit.open_case(market.reviews, folder=tmp_path / "case")
    flagged, bought = set(flagged_reviews(held)), set(paid(market)["review_id"])
    assert len(flagged & bought) > len(bought) / 2
    assert len(flagged - bought) < len(flagged) / 4
