"""App Store Connect: a document on many lines, on one, or JSON lines."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from tests.sources.imported import rows

APPLE = {
    "type": "customerReviews",
    "id": "00000001",
    "attributes": {
        "rating": 5,
        "title": "t",
        "body": "b",
        "reviewerNickname": "nick",
        "createdDate": "2021-05-05T12:00:00-07:00",
        "territory": "USA",
    },
}


@pytest.mark.parametrize("written", ["document", "compact", "lines"])
def test_app_store(tmp_path: Path, written: str) -> None:
    document = {"data": [APPLE], "links": {"self": "x"}, "meta": {"paging": {"total": 1}}}
    content = {
        "document": json.dumps(document, indent=2),
        "compact": json.dumps(document),
        "lines": json.dumps(APPLE) + "\n",
    }[written]
    columns = "review_id, account_id, product_id, stars, posted_at, source"
    assert rows(tmp_path, "app.json", content, columns) == [
        ("00000001", "nick", "app", 5.0, datetime(2021, 5, 5, 19), "app_store:USA")
    ]
