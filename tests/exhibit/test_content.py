"""What a case file says beside its sheets takes its date from the journal."""

from __future__ import annotations

import polars as pl

from kit import journal
from kit.exhibit.case_edition import case_edition
from kit.exhibit.content import content, dated
from kit.exhibit.further_tables import FURTHER
from kit.exhibit.methods import METHODS
from tests.exhibit.conftest import Bundled
from tests.exhibit.papers import CONTENT


def test_the_date_is_that_of_the_journal(bundled: Bundled) -> None:
    entries = journal.read(bundled.data)
    assert dated(entries) == entries[-1].at
    assert dated([]).startswith("1970-01-01")


def test_its_parts_are_those_that_pages_and_paper_take(bundled: Bundled) -> None:
    names = ("exhibit_a", "reviews", "sources", "rejects", "not_tested", "masked")
    names += ("moved", "products", "reach", *FURTHER)
    tables = {name: pl.read_parquet(bundled.data / "tables" / f"{name}.parquet") for name in names}
    tables["methods"] = METHODS.to_frame()
    edition = case_edition(bundled.case, bytes(32), sealed=False)
    said = content(bundled.case, tables, journal.read(bundled.data), 0.005, edition)
    assert said.keys() == CONTENT.keys()
    assert said["about"].keys() == CONTENT["about"].keys()
    assert said["about"]["rate"] == "0.50%"
    assert said["sources"][0]["rows_in"] == "11,968"
