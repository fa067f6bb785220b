"""The research sets from Yelp, which have no header."""

from datetime import datetime
from pathlib import Path

import pytest

from tests.sources.imported import rows, source_of


@pytest.mark.parametrize("blank", [" ", "\t"])
def test_chi_metadata(tmp_path: Path, blank: str) -> None:
    lines = ["923 0 3.0 -1 2014-12-08", "924 0 4.0 1 2013-05-16"]
    content = "".join(line.replace(" ", blank) + "\n" for line in lines)
    found = rows(tmp_path, "metadata", content, "account_id, product_id, stars, posted_at, source")
    assert found == [
        ("923", "0", 3.0, datetime(2014, 12, 8), "yelp_chi"),
        ("924", "0", 4.0, datetime(2013, 5, 16), "yelp_chi"),
    ]


@pytest.mark.parametrize("blank", [" ", "\t"])
def test_chi_texts(tmp_path: Path, blank: str) -> None:
    content = blank.join(["5044", "0", "2014-11-16", 'Drinks, were "bad"; hot chocolate\tok\n'])
    found = rows(tmp_path, "reviewContent", content, "account_id, posted_at, text, stars")
    text = 'Drinks, were "bad"; hot chocolate\tok'
    assert found == [("5044", datetime(2014, 11, 16), text, None)]
    assert source_of(tmp_path) == "yelp_chi"
