"""The open data of Yelp, as JSON lines and flattened."""

from datetime import datetime
from pathlib import Path

import pytest

from kit.errors import SourceError
from tests.sources.imported import rows

JSON = (
    '{"review_id": "r", "user_id": "u", "business_id": "b", "stars": 3.0, "useful": 2, '
    '"funny": 0, "cool": 1, "text": "x", "date": "2018-07-07 22:09:11"}\n'
)
COLUMNS = "review_id, account_id, product_id, stars, helpful_votes, text, posted_at"


def test_open_json(tmp_path: Path) -> None:
    moment = datetime(2018, 7, 7, 22, 9, 11)
    expected = [("r", "u", "b", 3.0, 2, "x", moment, "second", "yelp_open")]
    assert rows(tmp_path, "a", JSON, COLUMNS + ", posted_precision, source") == expected


def test_open_csv_with_line_ends_inside_quotes(tmp_path: Path) -> None:
    content = (
        "business_id,date,review_id,stars,text,type,user_id,cool,useful,funny\n"
        'b,2011-01-26,r,5,"one ""two""\n\nthree",review,u,2,5,0\n'
    )
    assert rows(tmp_path, "a.csv", content, COLUMNS) == [
        ("r", "u", "b", 5.0, 5, 'one "two"\n\nthree', datetime(2011, 1, 26))
    ]


def test_users_of_the_open_data_are_no_reviews(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no column for stars"):
        rows(tmp_path, "u.json", '{"user_id": "u", "yelping_since": "2010-01-01"}\n', "1")
