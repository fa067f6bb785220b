"""Amazon as of 2023: milliseconds, and the ratings alone as CSV."""

from datetime import datetime
from pathlib import Path

from tests.sources.imported import rows, source_of

COLUMNS = "account_id, product_id, stars, text, posted_at, posted_precision, verified, "
COLUMNS += "helpful_votes, total_votes, account_name, source"


def test_2023(tmp_path: Path) -> None:
    line = (
        '{"rating": 5.0, "title": "t", "text": "x", "images": [], "asin": "B1", '
        '"parent_asin": "B0", "user_id": "U1", "timestamp": 1588687728923, "helpful_vote": 0, '
        '"verified_purchase": false}\n'
    )
    moment = datetime(2020, 5, 5, 14, 8, 48, 923000)
    assert rows(tmp_path, "x.jsonl", line, COLUMNS + ", parent_product_id") == [
        ("U1", "B1", 5.0, "x", moment, "second", False, 0, None, None, "amazon_2023", "B0")
    ]


def test_2023_ratings_alone(tmp_path: Path) -> None:
    content = "user_id,parent_asin,rating,timestamp\nU1,B0,4.0,1588687728923\n"
    assert rows(tmp_path, "x.csv", content, "account_id, product_id, stars") == [("U1", "B0", 4.0)]
    assert source_of(tmp_path) == "amazon_2023"
