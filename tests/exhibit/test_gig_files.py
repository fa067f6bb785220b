"""The gig market's files, with hostile sellers throughout: what is known lies apart from leads."""

from __future__ import annotations

import csv
from pathlib import Path

import polars as pl
import pytest

from kit.exhibit.csv_cells import original
from kit.exhibit.gig_files import BOUGHT, INFERRED, write_gig_market
from kit.exhibit.gig_market import GigMarket, gig_market
from kit.market import test_buys as read_buys
from tests.exhibit.conftest import Reported
from tests.hostile import HOSTILE
from tests.market.people import gigs

OFFER = {"stars_promised": 5, "price_per_review": 1.0, "currency": "USD"}


@pytest.fixture(scope="module")
def found(hostile: Reported, tmp_path_factory: pytest.TempPathFactory) -> GigMarket:
    listed = gigs(
        *(
            {**OFFER, "gig_id": name, "seller_name": text[:300], "title": text[:300]}
            for name, text in HOSTILE.items()
        )
    )
    ids = hostile.case.sql("select review_id from reviews order by review_id")["review_id"]
    file = tmp_path_factory.mktemp("buys") / "buys.parquet"
    pl.DataFrame(
        {
            "username": list(HOSTILE.values()),
            "product": list(HOSTILE.values()),
            "review_id": ids.head(len(HOSTILE)),
        }
    ).write_parquet(file)
    return gig_market(hostile.case, listed, q=0.5, buys=read_buys(hostile.case, file, listed))


def test_writes_each_frame_twice(found: GigMarket, tmp_path: Path) -> None:
    paths = write_gig_market(found, tmp_path)
    assert [path.name for path in paths] == [
        f"{name}.{kind}" for name in (*INFERRED, *BOUGHT) for kind in ("parquet", "csv")
    ]
    assert pl.read_parquet(tmp_path / "listings.parquet").equals(found.offers)


def test_no_cell_is_a_formula_and_each_gives_its_text_back(
    found: GigMarket, tmp_path: Path
) -> None:
    write_gig_market(found, tmp_path)
    with (tmp_path / "listings.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert not [
        row["title"] for row in rows if row["title"].lstrip()[:1] in "=+-@" and row["title"].strip()
    ]
    assert [original(row["title"]) for row in rows] == found.offers["title"].to_list()


def test_no_file_mixes_what_was_seen_with_what_is_inferred(
    found: GigMarket, tmp_path: Path
) -> None:
    write_gig_market(found, tmp_path)
    known = pl.read_parquet(tmp_path / "known_accounts.parquet")
    assert known.height > 0
    assert set(known["basis"]) == {"known from a test buy"}
    by = ["username", "account_id"]
    seeded = pl.read_parquet(tmp_path / "seeded_accounts.parquet")
    assert seeded.join(known, on=by, how="semi").is_empty()
    assert "basis" not in pl.read_parquet(tmp_path / "leads.parquet").columns
    score = pl.read_parquet(tmp_path / "known_score.parquet").row(0, named=True)
    assert score["found"] <= score["known"] == known.unique(by).height


def test_known_accounts_alone_are_not_written_without_buys(
    found: GigMarket, tmp_path: Path
) -> None:
    bare = GigMarket(found.offers, found.leads, found.trail)
    assert len(write_gig_market(bare, tmp_path)) == 2 * len(INFERRED)
