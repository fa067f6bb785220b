from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from kit.errors import SourceError
from kit.market.gigs import GIGS, read_gigs

SCRAPE = {
    "site": "gigs.example",
    "captured_at": "2026-01-05",
    "coverage": "complete",
    "listings": [
        {"gigs": [{"gig_id": 7, "title": "I will post 5 amazon reviews", "price_i": 10,
                   "currency": "USD", "seller": {"name": "ann"}},
                  {"gig_id": 8, "title": None, "description": None}]},
        {"gigs": [{"gig_id": 9, "title": "Logo design", "price_i": "from €5"}]},
    ],
}  # fmt: skip


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_a_scrape_with_gigs_inside_listings(tmp_path: Path) -> None:
    told = read_gigs(written(tmp_path, "scrape.json", json.dumps(SCRAPE)))
    assert list(told.listings.columns) == list(GIGS)
    first, second = told.listings.iter_rows(named=True)
    assert (first["site"], first["gig_id"], first["seller_name"]) == ("gigs.example", "7", "ann")
    assert first["offers_reviews"]
    assert (first["n_reviews"], first["price_per_review"], first["currency"]) == (5, 2.0, "USD")
    assert first["words"]["n_reviews"] == "5 amazon reviews"
    assert (second["listed_price"], second["listed_currency"]) == (5.0, "EUR")
    assert not second["offers_reviews"]
    assert told.rejects["reason"].to_list() == ["neither a title nor a description"]
    assert told.imports.row(0) == ("scrape.json", 3, 2, 0, 1)


def test_tables_lines_and_compressed_files_together(tmp_path: Path) -> None:
    table = written(
        tmp_path,
        "one.csv",
        'id,title,price\n1,"Reviews, 3 for $9",free\n1,"Reviews, 3 for $9",free\n',
    )
    lines = tmp_path / "two.jsonl.gz"
    lines.write_bytes(gzip.compress(b'{"gig_id": 5, "title": "App testing"}\nnot json\n'))
    told = read_gigs([table, lines])
    assert told.listings["site"].to_list() == ["one", "two.jsonl"] or told.listings[
        "site"
    ].to_list() == ["one", "two"]
    assert told.imports.select("rows_in", "loaded", "duplicates", "rejects").rows() == [
        (2, 1, 1, 0), (2, 1, 0, 1),
    ]  # fmt: skip


def test_two_captures_of_one_gig_are_two_rows(tmp_path: Path) -> None:
    later = {**SCRAPE, "captured_at": "2026-02-05"}
    paths = [written(tmp_path, f"{n}.json", json.dumps(s)) for n, s in enumerate((SCRAPE, later))]
    told = read_gigs(paths).listings
    assert told.filter(gig_id="7")["captured_at"].to_list() == ["2026-01-05", "2026-02-05"]


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    title = "<script>alert(1)</script>'; drop table reviews; --" + "r" * 50_000
    told = read_gigs(
        written(tmp_path, "x.json", json.dumps([{"title": title, "seller_name": "=1+1"}]))
    )
    assert told.listings["title"][0] == title
    assert told.listings["seller_name"][0] == "=1+1"


def test_bad_listings_are_kept_with_what_can_be_told(tmp_path: Path) -> None:
    title = "I will post 4 google reviews"
    odd = [
        {"gig_id": "nobody", "title": title, "price_i": "from $8"},
        {"gig_id": "free", "title": title, "seller_name": "a", "price_i": "free"},
        {"gig_id": "below", "title": title, "seller_name": "a", "price_i": -8, "currency": "USD"},
        {"gig_id": "none", "title": title, "seller_name": "a", "price_i": "ask"},
        {"gig_id": "html", "title": title, "seller_name": "a", "price_i": 8, "currency": "EUR",
         "description": "<p>with <b onclick='x()'>5 stars</b> &amp; verified</p><script>9 stars"},
    ]  # fmt: skip
    told = read_gigs(written(tmp_path, "odd.json", json.dumps(odd))).listings
    by = {row["gig_id"]: row for row in told.iter_rows(named=True)}
    assert len(by) == len(odd)
    assert all(row["offers_reviews"] for row in by.values())
    assert by["nobody"]["seller_name"] is None
    prices = {name: (row["listed_price"], row["price_per_review"]) for name, row in by.items()}
    assert prices == {
        "nobody": (8.0, 2.0), "free": (0.0, 0.0), "below": (None, None), "none": (None, None),
        "html": (8.0, 2.0),
    }  # fmt: skip
    assert by["html"]["stars_promised"] == 5
    assert "<script>" in by["html"]["description"]


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="holds no listing"):
        read_gigs(written(tmp_path, "x.csv", "a,b\n1,2\n3,4\n"))
    with pytest.raises(SourceError, match="no file"):
        read_gigs(tmp_path / "nothing.json")
