"""Amazon as of 2018: votes with commas, fields that may be absent."""

from datetime import datetime
from pathlib import Path

import zstandard

from tests.sources.imported import rows

COLUMNS = "account_id, product_id, stars, text, posted_at, posted_precision, verified, "
COLUMNS += "helpful_votes, total_votes, account_name, source"


def test_2018(tmp_path: Path) -> None:
    line = (
        '{"overall": 4.0, "vote": "1,341", "verified": true, "reviewTime": "09 1, 2016", '
        '"reviewerID": "A1", "asin": "B1", "style": {"Size:": " 7 oz"}, "reviewerName": "S", '
        '"unixReviewTime": 1472688000}\n'
    )
    frames = zstandard.compress(line.encode()) + zstandard.compress(
        line.replace('"A1"', '"A2"').replace('"vote": "1,341", ', "").encode()
    )
    day = datetime(2016, 9, 1)
    assert rows(tmp_path, "x.zst", frames, COLUMNS) == [
        ("A1", "B1", 4.0, None, day, "day", True, 1341, None, "S", "amazon_2018"),
        ("A2", "B1", 4.0, None, day, "day", True, None, None, "S", "amazon_2018"),
    ]


def test_2018_styles_are_content_and_exact_copies_are_not(tmp_path: Path) -> None:
    line = '{"overall": 4, "reviewerID": "A1", "asin": "%s", "style": {"Size:": "%s"}}\n'
    copies = line % ("B1", "S") + line % ("B1", "S") + line % ("B1", "L") + line % ("B2", "S")
    found = rows(tmp_path, "x.json", copies, "product_id, review_id")
    assert [product for product, _ in found] == ["B1", "B1", "B2"]
    assert found[1][1] == found[0][1] + "-2"
