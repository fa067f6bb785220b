from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from kit.market.rhythm import RATED, rated, rhythm

GIG = {"site": "hill", "seller_name": "otter", "gig_id": "g1"}
FIRST, SECOND = date(2024, 1, 31), date(2024, 3, 1)
DAYS = pl.DataFrame({"day": [date(2024, 1, 10), date(2024, 2, 10)], "n": [900, 100]})


def told(*rows: dict[str, object]) -> list[dict[str, object]]:
    return rated(pl.DataFrame([{**GIG, **row} for row in rows])).to_dicts()


def seen(*spans: tuple[date, int]) -> pl.DataFrame:
    held = [{"until": until, "ratings": ratings} for until, ratings in spans]
    return pl.DataFrame(
        {"row": [0], "account_id": ["a"], "rated": [held]}, schema_overrides={"rated": RATED}
    )


def nats(of: pl.DataFrame, *days: date) -> list[float]:
    kinds = {"account_id": pl.String, "day": pl.Date}
    did = pl.DataFrame([("a", day) for day in days], schema=kinds, orient="row")
    return rhythm(of, did, DAYS)["nats"].to_list()


def test_ratings_are_counted_from_capture_to_capture() -> None:
    [one] = told(
        {"captured_at": "2024-01-31", "rating_count": 10},
        {"captured_at": "2024-03-01T08:00:00", "rating_count": 14},
        {"captured_at": "2024-01-31", "rating_count": 1, "gig_id": "g2"},
        {"captured_at": "2024-03-01", "rating_count": 1, "gig_id": "g2"},
        {"captured_at": "2024-03-01", "rating_count": 99, "gig_id": "g3"},
    )
    assert one["rated"] == [{"until": FIRST, "ratings": 11}, {"until": SECOND, "ratings": 4}]


def test_gigs_that_gained_nothing_say_nothing() -> None:
    assert told({"captured_at": "2024-01-31", "rating_count": 10}) == []
    same = [{"captured_at": day, "rating_count": 10} for day in ("2024-01-31", "2024-03-01")]
    assert told(*same) == []


def test_writing_when_the_gig_was_rated_speaks_for_it() -> None:
    """Half the ratings in a span that has a tenth of all reviews: ln(.5 x .5 / .1 + .5)."""
    offers = seen((FIRST, 5), (SECOND, 5))
    assert nats(offers, date(2024, 2, 3)) == pytest.approx([1.0986], abs=1e-4)
    assert nats(offers, date(2024, 1, 3)) == pytest.approx([-0.2513], abs=1e-4)


def test_an_account_that_writes_when_everybody_does_says_nothing() -> None:
    usual = seen((FIRST, 9), (SECOND, 1))
    assert nats(usual, date(2024, 1, 3), date(2024, 2, 3)) == pytest.approx([0.0])


def test_what_came_after_the_last_capture_says_nothing() -> None:
    assert nats(seen((FIRST, 5), (SECOND, 5)), date(2024, 6, 1))[0] == 0.0
    assert nats(seen((FIRST, 5), (SECOND, 5))) == []
