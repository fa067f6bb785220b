from __future__ import annotations

import json
from pathlib import Path

from tests.case_rows import STARS, Row, found, proved, review

LEISURE = (0, 9, 2, 40, 5, 17, 1, 60, 3, 28, 0, 11, 6, 35, 4, 21)
"""Days between reviews of people who write when they like."""


def at_leisure(account: str, count: int, stars: tuple[float, ...], start: int = 0) -> list[Row]:
    day, rows = 5 + start % 30, []
    for n in range(count):
        day += LEISURE[(n + start) % 16]
        rows.append(review(account, f"p{(n + start) % 40}", day, stars[(n + start) % len(stars)]))
    return rows


def clockwork(account: str, count: int, stars: tuple[float, ...], every: int = 6) -> list[Row]:
    return [
        review(account, f"p{n % 40}", 5 + every * n, stars[n % len(stars)]) for n in range(count)
    ]


MARKET = [row for a in range(200) for row in at_leisure(f"a{a}", 8, STARS, a)]


def test_finds_only_five_stars_in_a_steady_rhythm(tmp_path: Path) -> None:
    seen = proved(found(MARKET + clockwork("steady", 36, (5,)), tmp_path, "rating_monotony"))
    assert seen["entity_id"].to_list() == ["steady"]
    figures = json.loads(seen["evidence"][0])
    assert (figures["n_star"], figures["n_reviews"], figures["star"]) == (36, 36, "five")
    assert (figures["n_alike"], figures["n_gaps"], figures["days"]) == (35, 35, "5-7")
    assert figures["expected"] < 25


def test_finds_only_one_star_in_a_steady_rhythm(tmp_path: Path) -> None:
    rows = MARKET + clockwork("hired", 24, (1,))
    assert "hired" in proved(found(rows, tmp_path, "rating_monotony"))["entity_id"]


def test_spares_five_reviews_of_five_stars(tmp_path: Path) -> None:
    rows = MARKET + [row for a in range(9) for row in clockwork(f"happy{a}", 5, (5,))]
    assert proved(found(rows, tmp_path, "rating_monotony")).is_empty()


def test_spares_who_writes_only_about_what_they_love(tmp_path: Path) -> None:
    rows = MARKET + at_leisure("happy", 20, (5,))
    assert "happy" not in proved(found(rows, tmp_path, "rating_monotony"))["entity_id"]


def test_spares_a_harsh_critic(tmp_path: Path) -> None:
    rows = MARKET + at_leisure("harsh", 16, (1,))
    assert "harsh" not in proved(found(rows, tmp_path, "rating_monotony"))["entity_id"]


def test_spares_mixed_stars_on_every_free_sunday(tmp_path: Path) -> None:
    rows = MARKET + clockwork("sunday", 36, STARS, every=7)
    assert "sunday" not in found(rows, tmp_path, "rating_monotony")["entity_id"]


def test_spares_a_market_that_gives_nothing_but_five(tmp_path: Path) -> None:
    rows = [row for a in range(60) for row in clockwork(f"a{a}", 12, (5,))]
    assert proved(found(rows, tmp_path, "rating_monotony")).is_empty()
