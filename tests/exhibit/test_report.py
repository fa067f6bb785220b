"""A report says what was found, what was expected, what was not tested, and where rows went."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

import kit
from kit.detectors import DETECTORS
from kit.exhibit import contents
from kit.exhibit.report import write_report
from kit.ranking.prevalence import BASE_RATE
from kit.ranking.proof import SUSPECTS
from kit.screening import FINDINGS

CSV = """account,product,rating,date,body
ann,p1,5,2024-01-01,good
ben,p1,1,2024-01-02,bad
ben,p1,1,2024-01-02,bad
cy,p2,eleven,2024-01-03,odd
"""


def finding(**facts: Any) -> pl.DataFrame:
    whole: dict[str, Any] = dict.fromkeys(FINDINGS)
    whole |= {
        "detector": "review_burst",
        "family": "timing",
        "entity_kind": "window",
        "entity_id": "w1",
        "q_value": 0.001,
        "p_value": 0.0001,
        "product_id": "p1",
        "why": "12 reviews in 7 days, 2.1 expected",
        "evidence": '{"n_reviews": 12, "expected": 2.1, "window_days": 7, "n_tests": 400}',
    }
    return pl.DataFrame([{**whole, **facts}], schema=FINDINGS)


def suspect(kind: str, name: str) -> pl.DataFrame:
    row = {
        "entity_kind": kind,
        "entity_id": name,
        "q_value": 0.004,
        "families": ["timing", "rating"],
        "why": "12 reviews in 7 days.",
        "innocent": "A sale.",
        "members": None,
    }
    return pl.DataFrame([row], schema=SUSPECTS)


@pytest.fixture
def page(tmp_path: Path) -> str:
    (tmp_path / "r.csv").write_text(CSV)
    case = kit.open_case(tmp_path / "r.csv", folder=tmp_path / "market")
    path = write_report(
        case,
        tmp_path / "report.html",
        findings=pl.concat([finding(), finding(entity_id="w2", q_value=0.2, why="too weak")]),
        accounts=pl.DataFrame(schema=SUSPECTS),
        products=suspect("product", "p1"),
        detectors=DETECTORS,
    )
    case.close()
    return path.read_text("utf-8")


def test_puts_what_was_seen_beside_what_was_expected(page: str) -> None:
    assert "12 reviews in 7 days, 2.1 expected" in page
    assert "reviews <b>12</b> · expected <b>2.1</b>" in page
    assert "n tests" not in page
    assert "too weak" not in page


def test_ends_with_the_innocent_explanation(page: str) -> None:
    assert "<strong>Rule out first:</strong> A sale." in page


def test_says_what_share_looks_paid() -> None:
    row = ("account", 4, 0.0, 0.0, 0.1, "practice markets of 10,000 reviews")
    found = pl.DataFrame([row, ("review", *row[1:])], schema=BASE_RATE, orient="row")
    accounts, reviews, lean = contents.shares(found)
    assert accounts.startswith("At most about 10.00% of the 4 accounts look paid")
    assert "of the 4 reviews" in reviews
    assert "practice markets of 10,000 reviews" in lean
    assert contents.shares(None) == []


def test_says_that_nobody_stands_out(page: str) -> None:
    assert "No accounts stand out beyond what chance explains." in page


def test_accounts_for_every_row(page: str) -> None:
    cells = [f'<td class="n">{number}</td>' for number in (4, 2, 1, 1)]
    assert "".join(cells) in page
    assert "Why rows were not loaded" in page


def test_shows_each_detector_with_null_and_query(page: str) -> None:
    assert page.count("<details>") == len(DETECTORS)
    for detector in DETECTORS.values():
        assert f"<summary>{detector.name}" in page
    assert "<dt>Null</dt>" in page
    assert "select" in page


def test_is_one_file_of_plain_words(page: str) -> None:
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "").replace("http://www.w3.org/2000/svg", "")
    # Below that heading the detectors' sources are cited, by the titles that they have.
    about_people = page.partition('id="detectors"')[0].lower()
    assert not [word for word in ("fake", "fraud", "guilty") if word in about_people]
