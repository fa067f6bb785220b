"""Reviews of places on the map."""

from datetime import datetime
from pathlib import Path

from tests.sources.imported import rows


def test_google_local(tmp_path: Path) -> None:
    line = (
        '{"user_id": "101", "name": "Nam", "time": 1609909927056, "rating": 5, "text": null, '
        '"pics": null, "resp": null, "gmap_id": "0x8:0xd"}\n'
    )
    found = rows(tmp_path, "a.json", line, "account_id, product_id, text, posted_at, account_name")
    assert found == [("101", "0x8:0xd", None, datetime(2021, 1, 6, 5, 12, 7, 56000), "Nam")]
