"""Unknown products and accounts, and names that would like to be more than names."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl
import pytest

from kit import views
from kit.case import Case
from kit.errors import NotFoundError
from tests.hostile import HOSTILE

BY_PRODUCT = (
    views.product_weeks,
    views.product_stars,
    views.product_reviews,
    views.stars_months,
)
BY_ACCOUNT = (views.account_reviews, views.neighbourhood)


@pytest.mark.parametrize("view", [*BY_PRODUCT, *BY_ACCOUNT])
def test_an_unknown_name_brings_near_names(
    view: Callable[[Case, str], pl.DataFrame], small: Case
) -> None:
    with pytest.raises(NotFoundError) as caught:
        view(small, "A11" if view in BY_ACCOUNT else "B11")
    message = str(caught.value)
    assert "'A11'" in message or "'B11'" in message
    assert caught.value.available is not None
    assert caught.value.available[0] in ("A1", "B1")
    assert "Hint: " in message


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_names_are_looked_up_as_text(text: str, small: Case) -> None:
    with pytest.raises(NotFoundError) as caught:
        views.product_stars(small, text)
    assert len(str(caught.value)) < 500
    assert "\x1b" not in str(caught.value)
