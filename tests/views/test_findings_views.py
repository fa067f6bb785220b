"""`findings_of`, `findings_about` and `comings_and_goings`, on findings written by hand."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import polars as pl
import pytest

import kit
from kit.errors import NotFoundError
from kit.screening import FINDINGS

WINDOW = {"product_id": "p1", "window_start": date(2024, 3, 1), "window_end": date(2024, 3, 8)}
FIVE = '{"meant": "five", "n_meant": 2, "expected": 0.5, "n_class": 9, "product_age_days": 99}'
ROWS = [
    {"detector": "burst", "entity_kind": "window", "entity_id": "w1", "q_value": 0.01, **WINDOW,
     "evidence": FIVE, "members": [{"kind": "product", "id": "p1"}]},
    {"detector": "burst", "entity_kind": "window", "entity_id": "w2", "q_value": 0.5, **WINDOW,
     "evidence": FIVE},
    {"detector": "pair", "entity_kind": "pair", "entity_id": "ab", "q_value": 0.001,
     "members": [{"kind": "account", "id": "a"}, {"kind": "account", "id": "b"}]},
    {"detector": "thin", "entity_kind": "account", "entity_id": "a", "q_value": None},
]  # fmt: skip


@pytest.fixture(scope="module")
def findings() -> pl.DataFrame:
    rows = [{"evidence": "{}", "score": 1.0, "p_value": r["q_value"], **r} for r in ROWS]
    return pl.DataFrame(rows, schema=FINDINGS)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> kit.Case:
    start = datetime(2024, 3, 2)
    reviews = pl.DataFrame(
        [
            ("a", "p1", 5.0, start),
            ("b", "p1", 1.0, start),
            ("b", "p2", 5.0, start),
            ("c", "p1", 5.0, start + timedelta(days=30)),
        ],
        schema=["account_id", "product_id", "stars", "posted_at"],
        orient="row",
    )
    return kit.open_case(reviews, folder=tmp_path_factory.mktemp("views") / "case")


def test_findings_of_one_detector_survive_and_carry_their_figures(
    case: kit.Case, findings: pl.DataFrame
) -> None:
    found = kit.views.findings_of(case, "burst", findings)
    assert found["entity_id"].to_list() == ["w1"]
    assert found["n_meant"].to_list() == [2]
    assert kit.views.findings_of(case, "burst", findings, fdr=0.6).height == 2
    assert kit.views.findings_of(case, "none", findings).is_empty()


@pytest.mark.parametrize(
    ("kind", "name", "reached"),
    [
        ("product", "p1", ["w1"]),
        ("product", "p2", []),
        ("account", "a", ["ab", "w1", "a"]),
        # One star, where the window means five; and five stars outside it.
        ("account", "b", ["ab"]),
        ("account", "c", []),
    ],
)
def test_findings_about_follow_members_and_windows(
    case: kit.Case, findings: pl.DataFrame, kind: str, name: str, reached: list[str]
) -> None:
    found = kit.views.findings_about(case, kind, name, findings)
    assert found["entity_id"].to_list() == reached


def test_findings_about_nobody_is_an_error(case: kit.Case, findings: pl.DataFrame) -> None:
    with pytest.raises(NotFoundError, match="'zz'"):
        kit.views.findings_about(case, "account", "zz", findings)


def test_comings_and_goings_compare_names() -> None:
    before, after = pl.DataFrame({"x": ["a", "b", None]}), pl.DataFrame({"x": ["b", "c", "c"]})
    changes = kit.views.comings_and_goings(before, after, "x")
    assert changes.rows() == [("a", "goes"), ("b", "stays"), ("c", "comes")]


def test_facts_and_names(case: kit.Case) -> None:
    product = kit.views.facts(case, "product", "p1").row(0, named=True)
    assert (product["reviews"], product["accounts"], product["label"]) == (3, 3, None)
    assert product["first_day"] == date(2024, 3, 2)
    assert kit.views.names(case, "account").rows() == [("b", 2), ("a", 1), ("c", 1)]
    april = kit.views.names(case, "account", date(2024, 3, 20), date(2024, 5, 1))
    assert april.rows() == [("c", 1)]
    assert kit.views.names(case, "product", limit=1, among=["p2"]).rows() == [("p2", 1)]
