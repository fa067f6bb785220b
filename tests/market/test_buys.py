from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from kit.errors import SourceError
from kit.market.buys import test_buys as read_buys
from tests.case_rows import case_of, review
from tests.market.people import gigs


def test_what_was_delivered_is_known_and_scores_leads(tmp_path: Path) -> None:
    case = case_of([review("x1", "p", 3), review("x2", "p", 4), review("a", "q", 5)], tmp_path)
    file = tmp_path / "buys.csv"
    file.write_text(
        "seller,gig_id,product,ordered_at,review_id,account_id\n"
        "otter,7,p,2020-01-02,r00000,\notter,7,p,2020-01-02,,x2\notter,8,p,2020-01-09,,\n"
        "kestrel,9,p,2020-02-02,nothing,\n",
        "utf-8",
    )
    told = read_buys(case, file)
    assert told.buys["delivered"].to_list() == [True, True, False, False]
    assert told.buys["note"].to_list()[2:] == [
        "nothing was delivered", "the case does not hold what was delivered",
    ]  # fmt: skip
    assert told.known["account_id"].to_list() == ["x1", "x2"]
    assert set(told.known["basis"]) == {"known from a test buy"}
    leads = pl.DataFrame({"username": ["otter"] * 2 + ["kestrel"], "account_id": ["x1", "a", "a"]})
    score = told.score(leads).row(0, named=True)
    assert (score["sellers"], score["known"], score["found"], score["not_shown"]) == (1, 2, 1, 1)
    assert score["low"] == pytest.approx(0.0126, abs=1e-4)
    assert score["high"] == pytest.approx(0.9874, abs=1e-4)


def test_a_gig_says_whose_it_is(tmp_path: Path) -> None:
    case = case_of([review(name, "p", 3) for name in ("x1", "x2", "x3", "x4")], tmp_path)
    listed = gigs(
        {"site": "hill", "gig_id": "7", "seller_name": "otter"},
        {"site": "hill", "gig_id": "8", "seller_name": "wren"},
        {"site": "dale", "gig_id": "8", "seller_name": "crow"},
    )
    file = tmp_path / "buys.csv"
    file.write_text(
        "gig,product,ordered_at,account\n7,p,2020-01-02,x1\n8,p,2020-01-02,x2\n"
        "dale/8,p,2020-01-02,x3\n9,p,2020-01-02,x4\n",
        "utf-8",
    )
    told = read_buys(case, file, listed)
    assert told.known.select("site", "username", "account_id").rows() == [
        ("hill", "otter", "x1"), ("dale", "crow", "x3"),
    ]  # fmt: skip
    whose = "no seller: the listings hold no such gig, or several"
    assert told.buys["note"].to_list() == [None, whose, None, whose]
    assert read_buys(case, file).known.is_empty()
    assert read_buys(case, file).score(told.known)["recall"].item() is None


def test_a_table_without_sellers_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "buys.csv"
    file.write_text("product,review_id\np,r00000\n", "utf-8")
    with pytest.raises(SourceError, match="no test buy"):
        read_buys(case_of([review("x1", "p", 3)], tmp_path), file)
