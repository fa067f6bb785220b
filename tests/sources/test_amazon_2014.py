"""Amazon as of 2014: `helpful` is a pair, times are days."""

import gzip
from datetime import datetime
from pathlib import Path

from tests.sources.imported import rows

COLUMNS = "account_id, product_id, stars, text, posted_at, posted_precision, verified, "
COLUMNS += "helpful_votes, total_votes, account_name, source"


def test_2014(tmp_path: Path) -> None:
    line = (
        '{"reviewerID": "A1", "asin": "B1", "helpful": [13, 14], "reviewText": "&#34;ok&#34;", '
        '"overall": 5.0, "summary": "good", "unixReviewTime": 1393545600, '
        '"reviewTime": "02 28, 2014"}\n'
    )
    day = datetime(2014, 2, 28)
    assert rows(tmp_path, "x.json.gz", gzip.compress(line.encode()), COLUMNS) == [
        ("A1", "B1", 5.0, "&#34;ok&#34;", day, "day", None, 13, 14, None, "amazon_2014")
    ]
