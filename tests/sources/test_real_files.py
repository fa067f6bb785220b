"""The real files open, with their account of rows."""

import os
from pathlib import Path

import pytest

from kit.case import open_case

DATA = Path(os.environ.get("KIT_REAL_DATA", Path(__file__).parents[3] / "shared" / "data"))

ACCOUNTS = {
    "amazon2014_musical_instruments_5core.json.gz": ("amazon_2014", 10_261, 10_261, 0),
    "amazon2018_all_beauty_5core.json.gz": ("amazon_2018", 5_269, 4_242, 1_027),
    "aws_customer_reviews_sample.tsv": ("aws", 85, 85, 0),
    "aws_layout_reexported_microwave.tsv": ("aws", 1_615, 1_615, 0),
    "yelp_10k.csv": ("yelp_open", 10_000, 10_000, 0),
    "google_play_reviews.csv": ("google_play", 5_000, 5_000, 0),
}


@pytest.mark.realdata
@pytest.mark.parametrize("name", ACCOUNTS)
def test_every_row_is_accounted_for(tmp_path: Path, name: str) -> None:
    if not (DATA / "raw" / name).is_file():
        pytest.skip(f"{name} is not there; set KIT_REAL_DATA to the folder of real data")
    case = open_case(DATA / "raw" / name, folder=tmp_path / "case")
    counts = case.imports.select("source", "rows_in", "loaded", "duplicates").row(0)
    assert counts == ACCOUNTS[name]
    assert case.rejects.is_empty()
    if name.startswith("amazon2018"):
        keys = case.sql("select distinct account_id, product_id, posted_at from reviews")
        assert keys.height == 4_161
    if name.startswith("google_play"):
        assert case.sql("select count(account_id) n from reviews")["n"].to_list() == [0]
