"""Values that cannot be true cost their row, with a reason that names them; the rest loads."""

from datetime import datetime
from pathlib import Path

import pytest

from tests.bad_input.files import GOOD, HEADER, account, opened, reasons


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("R2,A2,P1,0,2020-01-02,x", 'stars: "0" is not a number from 1 to 5'),
        ("R2,A2,P1,11,2020-01-02,x", 'stars: "11" is not a number from 1 to 5'),
        ("R2,A2,P1,NaN,2020-01-02,x", 'stars: "NaN" is not a number from 1 to 5'),
        ("R2,A2,P1,five,2020-01-02,x", 'stars: "five" is not a number from 1 to 5'),
        ("R2,A2,P1,5,1970-01-01,x", "posted_at: 1970-01-01 00:00:00 is before 1995"),
        ("R2,A2,P1,5,2999-01-01,x", "posted_at: 2999-01-01 00:00:00 is in the future"),
        ("R2,A2,P1,5,yesterday,x", 'posted_at: "yesterday" cannot be read as a date'),
        ("R2,A2,P1,5,-86400000,x", "posted_at: 1969-12-31 00:00:00 is before 1995"),
        (f"R2,{'A' * 10_240},P1,5,2020-01-02,x", "account_id: 10240 bytes, where 512"),
        (f"{'R' * 10_240},A2,P1,5,2020-01-02,x", "review_id: 10240 bytes, where 512"),
        ("R2,A2,P1,5,2020-01-02", "5 fields where 6 are expected"),
        ('R2,A2,P1,5,2020-01-02,"never closed', "a quote is opened and not closed"),
    ],
)
def test_rejects_with_the_reason(tmp_path: Path, row: str, reason: str) -> None:
    case = opened(tmp_path, f"{HEADER}{GOOD}{row}\nR3,A3,P1,4,2020-01-03,also fine\n")
    assert account(case) == (3, 2, 0, 1)
    (rejected,) = case.rejects.rows(named=True)
    assert rejected["line"] == 3
    assert rejected["raw"] == row
    assert reason in rejected["reason"]
    assert case.sql("select review_id from reviews order by all")["review_id"].to_list() == [
        "R1",
        "R3",
    ]


@pytest.mark.parametrize(("stars", "loaded"), [("4.5", 4.5), ("", None), (" 3 ", 3.0)])
def test_loads_halves_and_unknown(tmp_path: Path, stars: str, loaded: float | None) -> None:
    case = opened(tmp_path, f"{HEADER}R1,A1,P1,{stars},2020-01-02,fine\n")
    assert case.sql("select stars from reviews").rows() == [(loaded,)]


def test_a_missing_date_is_unknown(tmp_path: Path) -> None:
    case = opened(tmp_path, HEADER + "R1,A1,P1,5,,fine\n")
    assert case.sql("select posted_at, posted_precision from reviews").rows() == [(None, None)]


def test_the_first_of_two_reviews_with_one_id_is_kept(tmp_path: Path) -> None:
    first, second = "R1,A1,P1,5,2020-01-02,first", "R1,A2,P1,1,2020-01-03,second"
    case = opened(tmp_path, HEADER + "\n".join([first, second, first]))
    assert account(case) == (3, 1, 1, 1)
    assert case.sql("select text from reviews").rows() == [("first",)]
    assert reasons(case) == [(3, 'review_id "R1" is given to another review on line 2')]
    assert case.rejects["raw"][0] == second


def test_a_time_zone_is_taken_to_utc(tmp_path: Path) -> None:
    case = opened(tmp_path, HEADER + "R1,A1,P1,5,2020-01-02T01:00:00+02:00,x\n")
    assert case.sql("select posted_at from reviews").rows() == [(datetime(2020, 1, 1, 23),)]


def test_negative_and_zero_times_of_amazon_2023(tmp_path: Path) -> None:
    line = '{"rating": %s, "text": "x", "asin": "B1", "user_id": "U%d", "timestamp": %d}\n'
    content = line % ("5.0", 1, 1577836800000) + line % ("0.0", 2, 1577836800000)
    case = opened(tmp_path, content + line % ("5.0", 3, -1), "a.jsonl")
    assert account(case) == (3, 1, 0, 2)
    assert [line for line, _ in reasons(case)] == [2, 3]
