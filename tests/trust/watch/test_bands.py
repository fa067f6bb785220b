from __future__ import annotations

import polars as pl

from kit.trust.watch.bands import banded
from tests.trust.watch.looking import day


def test_age_and_stars_in_bands() -> None:
    ages = [0, 6.9, 7, 29, 30, 90, 365, None]
    rows = [
        {"posted_at": None if age is None else day(400 - age), "seen": day(400), "stars": stars}
        for age, stars in zip(ages, [5, 4.5, 4, 1.5, 1, 2, None, 5], strict=True)
    ]
    told = banded(pl.DataFrame(rows), "seen")
    assert told["age"].to_list() == [0, 0, 1, 1, 2, 3, 4, -1]
    assert told["extreme"].to_list() == [5, 5, 3, 1, 1, 3, None, 5]
