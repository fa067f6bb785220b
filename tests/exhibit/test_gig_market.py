"""The gig market as files and as a section of a report, with hostile sellers throughout."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.detectors import DETECTORS
from kit.exhibit.gig_market import GigMarket, gig_market, section
from kit.exhibit.report import write_report
from tests.exhibit.conftest import Reported, named
from tests.exhibit.elements import BESIDE_DRAWINGS, assert_stays_text
from tests.hostile import HOSTILE
from tests.market.people import gigs

OFFER = {"stars_promised": 5, "price_per_review": 1.0, "currency": "USD"}


@pytest.fixture(scope="module")
def found(hostile: Reported) -> GigMarket:
    listings = [
        {**OFFER, "gig_id": name, "seller_name": text[:300], "title": text[:300]}
        for name, text in HOSTILE.items()
    ]
    return gig_market(hostile.case, gigs(*listings), q=0.5)


def test_the_report_has_a_section_in_which_text_stays_text(
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
    assert '<h2 id="sellers">' in page
    assert f"{found.leads.sellers:,} sellers were held against" in page
    assert found.trail.leads.height > 0
    assert_stays_text(page, BESIDE_DRAWINGS)
    assert "Sellers</a>" not in hostile.page


def test_the_section_sums_up_and_says_what_to_rule_out(found: GigMarket) -> None:
    told = section(found)
    assert f"of {found.offers.height:,} gigs offer reviews" in told["sentences"][0]
    assert "Two people may choose the same name" in told["innocent"]
    assert told["figures"][0].title.startswith(f"{found.trail.leads['seller'].n_unique()} seller")
    assert [len(row) for row in told["tables"][0]["rows"]] == [9] * len(told["tables"][0]["rows"])
