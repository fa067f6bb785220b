from __future__ import annotations

from pathlib import Path

import polars as pl

import kit
from kit.market.quoted import posted, quotes

TEXT = "I bought this lamp for my mother, and she reads by it every night!"


def test_what_a_gig_shows_as_an_example_is_read_from_its_quotation_marks() -> None:
    listings = pl.DataFrame(
        {
            "site": ["hill"] * 3,
            "seller_name": ["otter", "otter", "wren"],
            "description": [f'Sample: "{TEXT}"', f"So: “{TEXT}”", 'I write "honest" reviews'],
        }
    )
    [one] = quotes(listings).to_dicts()
    assert one["seller_name"] == "otter"
    assert one["quoted"] == ["i bought this lamp for my mother and she reads by it every night"]


def test_whoever_posted_it_is_found_whatever_the_signs(tmp_path: Path) -> None:
    texts = [
        TEXT.upper().replace(",", " -"),
        "Another text that is as long as the one above it.",
        None,
    ]
    frame = pl.DataFrame(
        {"review_id": ["1", "2", "3"], "account_id": ["a", "b", "c"], "text": texts,
         "product_id": ["p"] * 3, "stars": [5.0] * 3}
    )  # fmt: skip
    case = kit.open_case(frame, folder=tmp_path / "case")
    wanted = quotes(
        pl.DataFrame({"site": ["h"], "seller_name": ["s"], "description": [f'"{TEXT}"']})
    )
    assert posted(case, wanted["quoted"].explode())["account_id"].to_list() == ["a"]
    assert posted(case, pl.Series([], dtype=pl.String)).is_empty()
