from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from kit.trust.prior import MOST, priors


def products(
    category: str | None, means: list[float], n: float = 30, s2: float = 1.2
) -> pl.DataFrame:
    return pl.DataFrame(
        {"category": [category] * len(means), "n": n, "mean": means, "within": (n - 1) * s2},
        schema_overrides={"category": pl.String},
    )


def test_finds_the_spread_that_was_put_in() -> None:
    random = np.random.default_rng(2)
    true = random.normal(4.0, 0.4, 3_000)
    seen = true + random.normal(0, np.sqrt(1.2 / 30), true.size)
    found = priors(products("C", seen.tolist()))
    assert found["prior_mean"][0] == pytest.approx(4.0, abs=0.03)
    assert found["prior_weight"][0] == pytest.approx(1.2 / 0.16, rel=0.1)


def test_a_small_category_and_none_at_all_take_the_whole_market() -> None:
    large = products("large", [3.0, 4.0, 5.0] * 10)
    found = priors(pl.concat([large, products("small", [1.0]), products(None, [1.0])]))
    assert found.height == 32
    of_small, of_none = found.row(30, named=True), found.row(31, named=True)
    assert of_small["prior_mean"] == of_none["prior_mean"] != found["prior_mean"][0]


def test_products_that_do_not_differ_lean_on_each_other() -> None:
    found = priors(products("C", [4.0] * 12))
    assert found["prior_weight"].to_list() == [MOST] * 12


def test_no_stars_say_nothing() -> None:
    assert priors(products("C", [4.0], n=0))["prior_mean"][0] is None
    assert priors(products("C", [])).is_empty()
