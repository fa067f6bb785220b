"""Sellers come from the market that the journal notes, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

import kit
from kit.errors import CaseError
from kit.exhibit.case_bundle import write_case_bundle
from kit.exhibit.gig_market import gig_market
from kit.exhibit.market_folder import FOLDER, write_market_folder
from kit.exhibit.sellers import ORDERS, PRICES, SELLERS, market_tables
from tests.exhibit.bundled import small_case

GIGS = Path(__file__).parents[2] / "sample_data"
LISTED = pl.DataFrame({"number": [1], "account_id": ["x"]})


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[kit.Case]:
    held = small_case(tmp_path_factory.mktemp("sellers"))
    gigs = kit.market.read_gigs(str(GIGS / "gigs_gigmoor_2023-12-18.json"))
    write_market_folder(held, gig_market(held, gigs, q=0.5), [], q=0.5)
    yield held
    held.close()


def test_leads_clients_and_prices_are_read(case: kit.Case) -> None:
    found = market_tables(case, LISTED, 0.5)
    assert found["sellers"].schema == SELLERS
    assert found["clients"].schema == ORDERS
    assert found["gig_prices"].schema == PRICES
    assert found["sellers"].height
    assert found["sellers"]["q_value"].is_sorted()
    assert found["gig_prices"].height == 1
    assert (found["gig_prices"]["low"] <= found["gig_prices"]["high"]).all()
    assert market_tables(case, LISTED, 1e-9)["sellers"].is_empty()


def test_a_case_file_lists_them(case: kit.Case, tmp_path: Path) -> None:
    bundle = write_case_bundle(case, tmp_path / "bundle", fdr=0.5)
    page = (bundle.path / "data" / "index.html").read_text("utf-8")
    assert '<h2 id="sellers">Sellers</h2>' in page
    assert "gigs&#39; prices in this case." in page
    held = pl.read_parquet(bundle.path / "data" / "tables" / "sellers.parquet")
    assert held["seller_name"].str.starts_with("N-").all()


def test_a_changed_file_is_not_taken(case: kit.Case) -> None:
    path = case.folder / FOLDER / "leads.parquet"
    kept = path.read_bytes()
    path.write_bytes(kept + b"x")
    try:
        with pytest.raises(CaseError, match="is not the file that the case's journal notes"):
            market_tables(case, LISTED, 0.5)
    finally:
        path.write_bytes(kept)


def test_without_a_market_there_are_none(tmp_path: Path) -> None:
    held = small_case(tmp_path)
    found = market_tables(held, LISTED, 0.05)
    held.close()
    assert all(frame.is_empty() for frame in found.values())
