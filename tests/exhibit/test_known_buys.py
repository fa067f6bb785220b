"""Test buys in the report: hostile names are text, and what is known stands apart."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from kit.detectors import DETECTORS
from kit.exhibit.gig_market import GigMarket, gig_market
from kit.exhibit.known_buys import known_section
from kit.exhibit.report import write_report
from kit.market import test_buys as read_buys
from tests.exhibit.conftest import Reported, named
from tests.exhibit.elements import BESIDE_DRAWINGS, assert_stays_text
from tests.hostile import HOSTILE
from tests.market.people import gigs


@pytest.fixture(scope="module")
def found(hostile: Reported, tmp_path_factory: pytest.TempPathFactory) -> GigMarket:
    file = tmp_path_factory.mktemp("buys") / "buys.parquet"
    ids = hostile.case.sql("select review_id from reviews order by review_id")["review_id"]
    texts = list(HOSTILE.values())
    pl.DataFrame(
        {"username": texts, "product": texts, "date": texts, "review_id": ids.head(len(texts))}
    ).write_parquet(file)
    listed = gigs({"gig_id": "g", "seller_name": texts[0]})
    return gig_market(hostile.case, listed, buys=read_buys(hostile.case, file, listed))


def test_text_stays_text_and_the_known_stand_apart(
    hostile: Reported, found: GigMarket, tmp_path: Path
) -> None:
    path = write_report(
        hostile.case,
        tmp_path / "report.html",
        findings=hostile.findings,
        accounts=named("account", []),
        products=named("product", []),
        detectors=DETECTORS,
        market=found,
    )
    page = path.read_text("utf-8")
    known, inferred = page.index('id="test-buys"'), page.index("<h3>Inferred from what is known")
    assert known < page.index("known from a test buy") < inferred
    assert_stays_text(page, BESIDE_DRAWINGS)


def test_the_section_says_how_leads_stand_to_what_is_known(found: GigMarket) -> None:
    assert found.buys is not None
    assert found.known is not None
    told = known_section(found.buys, found.known, found.trail)
    assert told["sentences"][1].startswith("Accounts known from test buys: ")
    assert len(told["tables"][0]["rows"]) == min(len(HOSTILE), 40)
    assert "test_buys.csv lists them all" in told["inferred"] or len(HOSTILE) <= 40
