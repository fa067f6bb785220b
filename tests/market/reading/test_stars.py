"""How many stars are promised: one number only."""

from __future__ import annotations

import pytest

from tests.market.listing import said


@pytest.mark.parametrize(
    ("sentence", "n"),
    [
        ("all 5 stars", 5),
        ("5/5", 5),
        ("rated five out of five", 5),
        ("★★★★★", 5),
        ("three stars", 3),
        ("highest rating", 5),
        ("4 or 5 stars", None),
        ("4-5★", None),
        ("at least 4 stars", None),
        ("we can't promise 5 stars", None),
        ("from 3.9 to 4.6 stars", None),
    ],
)
def test_stars_promised(sentence: str, n: int | None) -> None:
    assert said(sentence)["stars_promised"] == n
