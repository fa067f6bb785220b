from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

import kit
from kit.errors import NotFoundError
from kit.trust import RATING, Weights, rating, ratings
from kit.trust.evidence import FAMILIES
from tests.case_rows import case_of, review
from tests.ranking.market import ordinary, ring

PLAIN = Weights(trust=0, half_life_days=None, helpful=0, prior=0)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> kit.Case:
    buyers = [
        review(f"a{40 * order + n}", f"order{order}", 37 * n, 2 + n % 3, f"client{order}", "C")
        for order in range(4)
        for n in range(16)
    ]
    return case_of([*ordinary(), *ring(orders=14), *buyers], tmp_path_factory.mktemp("rating"))


def one(case: kit.Case, product: str = "order0", **asked: Any) -> dict[str, Any]:
    return rating(case, product, weights=Weights(**asked)).row(0, named=True)


def test_leaves_out_what_a_ring_gave(case: kit.Case) -> None:
    row = one(case)
    assert row["shown_mean"] == pytest.approx((4 * 5 + 47) / 20)
    assert row["trusted_mean"] == pytest.approx(47 / 16, abs=0.1)
    assert row["trusted_low"] < 47 / 16 < row["trusted_high"] < row["shown_mean"] + 0.3
    assert row["unusual"] == pytest.approx(4, abs=0.5)
    assert row["keep_all"] > row["trusted_mean"]
    assert (row["suspect_reviews"], row["drop_suspects"]) == (4, pytest.approx(47 / 16, abs=0.1))
    assert row["without_ring"] > row["trusted_mean"] + 0.1
    assert row["without_text"] == pytest.approx(row["trusted_mean"])
    assert "about 4 of 20" in row["says"]
    assert row["says"].endswith("of the kind ring.")


def test_all_at_once_are_as_one_by_one(case: kit.Case) -> None:
    whole = ratings(case)
    assert dict(whole.schema) == RATING
    assert whole["product_id"].is_sorted()
    for product in ("order0", "p1", "p59"):
        assert whole.filter(pl.col("product_id") == product).equals(rating(case, product))


def test_every_weight_can_be_changed(case: kit.Case) -> None:
    plain = rating(case, "order0", weights=PLAIN).row(0, named=True)
    assert plain["trusted_mean"] == plain["rating"] == plain["keep_all"] == plain["shown_mean"]
    assert plain["effective_n"] == 20
    assert "hardly depends" in plain["says"]
    believed = one(case, without=("ring",), half_life_days=3_650, helpful=0.05)
    assert believed["trusted_mean"] == one(case)["without_ring"]
    assert one(case, trust=4)["unusual"] >= one(case)["unusual"]
    nothing, all_of_it = one(case, prior=0), one(case, prior=50)
    assert nothing["rating"] == nothing["trusted_mean"]
    assert abs(all_of_it["rating"] - all_of_it["prior_mean"]) < 0.1


def test_other_findings_are_seen(case: kit.Case) -> None:
    bare = rating(case, "order0", findings=kit.screen(case, [], save=False))
    assert bare["suspect_reviews"].item() == 0
    assert bare["trusted_mean"].item() == pytest.approx(bare["keep_all"].item(), abs=0.02)
    assert rating(case, "order0")["suspect_reviews"].item() == 4


def test_a_verdict_is_seen_at_once(tmp_path: Path) -> None:
    case = case_of([*ordinary(), *ring()], tmp_path)
    before = one(case, "p1")
    writer = case.sql("select min(account_id) as a from reviews where product_id = 'p1'")["a"][0]
    kit.verdicts.record(case, "account", writer, "consistent_with_paid", reviewer="Ada")
    assert one(case, "p1")["unusual"] > before["unusual"]
    kit.verdicts.undo(case, "account", writer, "Ada")
    assert one(case, "p1") == before


@pytest.mark.parametrize(
    "rows",
    [
        [review("a", "p", 1, 5)],
        [review(f"a{n}", "p", None, 1 + n % 5) for n in range(6)],
        [review(None, "p", n, 4) for n in range(6)],
        [review(f"a{n}", "p", n, 5) for n in range(6)],
    ],
    ids=["one review", "no dates", "no accounts", "all alike"],
)
def test_little_is_known(tmp_path: Path, rows: list[dict[str, Any]]) -> None:
    row = rating(case_of(rows, tmp_path), "p").row(0, named=True)
    shown = sum(r["stars"] for r in rows) / len(rows)
    assert row["shown_mean"] == pytest.approx(shown)
    assert row["trusted_mean"] == pytest.approx(shown, abs=0.1)
    assert row["rating"] is not None
    assert (row["trusted_low"] is None) == (len(rows) == 1)


def test_no_stars_and_no_product(tmp_path: Path) -> None:
    case = case_of([review("a", "p", 1, None), review("b", "q", 1, 4)], tmp_path)
    row = rating(case, "p").row(0, named=True)
    assert (row["reviews"], row["trusted_mean"]) == (0, None)
    assert row["says"] == "There are no stars to weigh."
    with pytest.raises(NotFoundError):
        rating(case, "elsewhere")


def test_everything_is_suspect(tmp_path: Path) -> None:
    rows = [*ordinary(), *(row for row in ring())]
    row = rating(case_of(rows, tmp_path), "order0").row(0, named=True)
    assert (row["reviews"], row["suspect_reviews"], row["drop_suspects"]) == (4, 4, None)
    assert row["trusted_mean"] == pytest.approx(5)
    assert row["effective_n"] <= 4
    assert row["rating"] < 5  # hardly any weight of its own: it leans on the category


def test_families_have_a_column_each() -> None:
    assert [name for name in RATING if name.startswith("without_")] == [
        f"without_{family}" for family in FAMILIES
    ]
