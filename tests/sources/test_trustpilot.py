"""Trustpilot: an array, a document, or JSON lines."""

import json
from pathlib import Path

import pytest

from tests.sources.imported import rows

PILOT = {
    "id": "tp1",
    "stars": 1,
    "title": "t",
    "text": "x",
    "createdAt": "2021-05-05T12:00:00Z",
    "consumer": {"id": "c1", "displayName": "Jane"},
    "isVerified": True,
}


@pytest.mark.parametrize("written", ["array", "document", "lines"])
def test_trustpilot(tmp_path: Path, written: str) -> None:
    content = {
        "array": json.dumps([PILOT, {**PILOT, "id": "tp2"}]),
        "document": json.dumps({"links": [], "reviews": [PILOT, {**PILOT, "id": "tp2"}]}, indent=1),
        "lines": json.dumps(PILOT) + "\n" + json.dumps({**PILOT, "id": "tp2"}) + "\n",
    }[written]
    columns = "review_id, account_id, account_name, product_id, stars, verified, source"
    assert rows(tmp_path, "shop.example.json", content, columns) == [
        ("tp1", "c1", "Jane", "shop.example", 1.0, True, "trustpilot"),
        ("tp2", "c1", "Jane", "shop.example", 1.0, True, "trustpilot"),
    ]
