from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

import kit
from kit.errors import ParameterError
from tests.case_rows import case_of, review
from tests.ranking.market import ordinary, ring

COLUMN = {"review": "review_id", "account": "account_id", "product": "product_id"}
ODD = [
    review(None, "p0", 10, 5),
    review("undated", "p0", None, 5),
    review("starless", "p0", 10, None),
    review("adrift", None, 10, 1),
]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> kit.Case:
    return case_of(ordinary() + ring() + ODD, tmp_path_factory.mktemp("order"))


@pytest.mark.parametrize("of", COLUMN)
def test_every_entity_is_ranked_once(case: kit.Case, of: str) -> None:
    ranked = kit.rank(case, of=of)
    known = case.sql(f"select distinct {COLUMN[of]} as id from reviews where id is not null")
    assert sorted(ranked["entity_id"]) == sorted(known["id"])
    assert ranked["rank"].to_list() == list(range(1, ranked.height + 1))


@pytest.mark.parametrize("of", COLUMN)
def test_the_score_is_a_sum_that_can_be_read(case: kit.Case, of: str) -> None:
    ranked = kit.rank(case, of=of)
    parts = ("timing", "rating", "account", "ring", "text", "compensation")
    assert tuple(ranked.columns) == ("entity_id", "score", "rank", *parts)
    assert ranked.null_count().sum_horizontal().item() == 0
    gaps = ranked.select((pl.sum_horizontal(parts) - pl.col("score")).abs().max()).item()
    assert gaps < 1e-8
    assert_frame_equal(ranked, ranked.sort("score", "entity_id", descending=[True, False]))


def test_the_ring_leads_and_says_why(case: kit.Case) -> None:
    accounts = kit.rank(case)
    several = accounts.filter(~pl.col("entity_id").is_in([row["account_id"] for row in ODD]))
    assert set(several["entity_id"][:4]) == {f"ring{m}" for m in range(4)}
    assert (several["ring"][:4] > 1).all()
    assert (several["ring"][4:] == 0).all()
    by_review = kit.rank(case, of="review")
    assert by_review.filter(pl.col("ring") > 0).height == 32


def test_the_screening_changes_the_rank_and_is_taken_as_given(case: kit.Case) -> None:
    none = kit.screen(case, [kit.DETECTORS["thin_account"]], save=False)
    assert (kit.rank(case, findings=none)["ring"] == 0).all()


def test_row_order_does_not_matter(case: kit.Case, tmp_path: Path) -> None:
    other = case_of(ordinary() + ring() + ODD, tmp_path, shuffle=5)
    for of in COLUMN:
        assert_frame_equal(kit.rank(case, of=of), kit.rank(other, of=of))


@pytest.mark.parametrize("of", ["pair", "window", "nonsense"])
def test_another_kind_is_refused(case: kit.Case, of: str) -> None:
    with pytest.raises(ParameterError) as raised:
        kit.rank(case, of=of)
    assert str(raised.value) == (
        f"There is no rank of {of!r}.\nAvailable: review, account, product"
    )


def test_a_product_whose_newcomers_know_no_middle_stands_higher(tmp_path: Path) -> None:
    """Same stars in all, on both products: on one the single-review accounts give five or one."""
    often = [review(f"o{n}", f"x{k}", 50 + k + n, 3) for n in range(40) for k in range(3)]
    stars = {"bare": ((5, 1), (3, 3)), "even": ((5, 3), (1, 3))}
    rows = [
        row
        for product, (once, known) in stars.items()
        for n in range(40)
        for row in (
            review(f"{product}{n}", product, 10 * n, once[n % 2]),
            review(f"o{n}", product, 10 * n + 5, known[n % 2]),
        )
    ]
    scores = dict(
        kit.rank(case_of(often + rows, tmp_path), of="review").select("entity_id", "rating").rows()
    )
    names = [row for row in enumerate(often + rows) if row[1]["account_id"] in ("bare0", "even0")]
    bare, even = (
        scores[f"r{n:05}"] for n, _ in sorted(names, key=lambda pair: pair[1]["account_id"])
    )
    assert bare > even
