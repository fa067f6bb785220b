"""Reviews that no finding is about speak for their account, and every account has a look-alike."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

import kit
from kit.exhibit.counter_evidence import LONG_BEFORE, reached, resembling, speaking_for
from kit.ranking.look_alikes import KINDS_SEEN, NULL_FINDINGS, LookAlikes
from tests.case_rows import case_of, review
from tests.ranking.market import ordinary, ring

LISTED = pl.DataFrame({"number": [1, 2], "account_id": ["ring0", "ring1"]})
SHORT, LONG = "fine", "a text that is far longer than those of the others, " * 3


def own(account: str, day: float, stars: float, text: str, verified: bool) -> dict[str, object]:
    row = review(account, f"own{account}{day}", day, stars, f"own{day}", "C")
    return {**row, "text": text, "verified": verified}


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> kit.Case:
    others = [{**row, "text": SHORT, "verified": False} for row in ordinary() + ring()]
    rows = [
        own("ring0", 500, 3, LONG, True),
        own("ring0", 501, 3, SHORT, False),
        own("ring0", -LONG_BEFORE, 5, SHORT, True),
        own("ring1", 500, 5, SHORT, True),
    ]
    return case_of(others + rows, tmp_path_factory.mktemp("counter"))


@pytest.fixture(scope="module")
def findings(case: kit.Case) -> pl.DataFrame:
    return kit.screen(case, save=False)


def test_what_speaks_for_an_account_is_outside_every_finding(
    case: kit.Case, findings: pl.DataFrame
) -> None:
    about = reached(case, findings, 0.05)
    assert about.height >= 32
    found = speaking_for(case, LISTED, about)
    assert found.join(about, on="review_id").is_empty()
    assert found.select("account_id", "points").rows() == [
        ("ring0", ["verified purchase", "two to four stars", "longer than three in four texts"]),
        ("ring0", ["verified purchase", "long before"]),
    ]


def test_each_account_has_the_kind_it_resembles(case: kit.Case, findings: pl.DataFrame) -> None:
    rows = [
        (1_000, 2, "family", "co_review_pair reviewer_ring", 2.0, 1),
        (1_000, 2, "family", "", 0.0, 19),
        (1_000, 2, "sale", "review_burst", 0.0, 80),
    ]
    known = LookAlikes(
        pl.DataFrame(rows, schema=KINDS_SEEN, orient="row"), pl.DataFrame(schema=NULL_FINDINGS)
    )
    found = resembling(case, findings, LISTED, 0.05, known)
    assert found["account_id"].to_list() == ["ring0", "ring1"]
    assert found["looks_like"].to_list() == ["family", "family"]
    assert found["innocents"].to_list() == [20, 20]
    assert (found["as_high_high"] < 0.3).all()
    assert found["every"].to_list() == [100, 100]


def test_an_account_without_evidence_resembles_nobody(
    case: kit.Case, findings: pl.DataFrame
) -> None:
    nobody = pl.DataFrame({"number": [1], "account_id": ["nobody"]})
    (row,) = resembling(case, findings, nobody, 0.05).to_dicts()
    assert (row["signs"], row["looks_like"]) == ([], None)
    assert row["as_high"] == row["innocents"]
    assert resembling(case, findings, LISTED.clear(), 0.05).is_empty()


def test_without_listed_accounts_there_is_nothing(case: kit.Case, tmp_path: Path) -> None:
    assert speaking_for(case, LISTED.clear(), pl.DataFrame({"review_id": ["x"]})).is_empty()
