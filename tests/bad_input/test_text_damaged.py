"""Odd encodings, line ends and quotes: what can be read is read, and what cannot is said."""

import json
from pathlib import Path

from kit.sources.reading.lines import KEPT
from tests.bad_input.files import GOOD, HEADER, account, opened, reasons

LINE = '{"reviewerID": "%s", "asin": "B1", "overall": 5, "reviewText": "%s"}\n'


def test_half_a_last_json_line(tmp_path: Path) -> None:
    case = opened(tmp_path, LINE % ("A", "x") + (LINE % ("B", "y"))[:-9], "a.jsonl")
    assert account(case) == (2, 1, 0, 1)
    assert reasons(case) == [(2, "this is no JSON object")]
    assert case.rejects["raw"][0].startswith('{"reviewerID": "B"')


def test_half_a_document(tmp_path: Path) -> None:
    reviews = [
        {"id": f"T{i}", "stars": 4, "createdAt": "2020-01-01", "consumer": {"id": "c"}}
        for i in range(3)
    ]
    case = opened(tmp_path, json.dumps({"reviews": reviews}, indent=1)[:-30], "t.json")
    assert account(case) == (3, 2, 0, 1)
    assert "breaks off" in reasons(case)[0][1]


def test_utf_16_with_a_byte_order_mark(tmp_path: Path) -> None:
    for encoding in ("utf-16-le", "utf-16-be"):
        folder = tmp_path / encoding
        folder.mkdir()
        content = ("\ufeff" + HEADER + "R1,A1,P1,5,2020-01-02,grüße 😀\r\n").encode(encoding)
        case = opened(folder, content)
        assert case.sql("select text from reviews").rows() == [("grüße 😀",)]


def test_latin_1_beside_utf_8_is_noted(tmp_path: Path) -> None:
    lines = [HEADER.encode(), "R1,A1,P1,5,2020-01-02,grün\n".encode("latin-1")]
    case = opened(tmp_path, b"".join([*lines, "R2,A2,P1,5,2020-01-02,blåu\n".encode()]))
    assert case.sql("select text from reviews order by review_id").rows() == [("grün",), ("blåu",)]
    assert case.imports["note"][0] == "1 line is not UTF-8, read as Windows-1252"


def test_carriage_returns_before_and_instead_of_line_feeds(tmp_path: Path) -> None:
    for number, end in enumerate(("\r\n", "\r")):
        folder = tmp_path / str(number)
        folder.mkdir()
        case = opened(folder, (HEADER + GOOD + GOOD.replace("R1", "R2")).replace("\n", end))
        assert account(case) == (2, 2, 0, 0)
        assert case.sql("select distinct text from reviews").rows() == [("fine",)]


def test_nul_characters_stay_and_are_noted(tmp_path: Path) -> None:
    case = opened(tmp_path, HEADER + "R1,A1,P1,5,2020-01-02,a\0b\n")
    assert case.sql("select text from reviews").rows() == [("a\0b",)]
    assert "1 line holds NUL characters" in case.imports["note"][0]


def test_control_characters_and_half_a_surrogate_pair_in_json(tmp_path: Path) -> None:
    content = LINE % ("A", "tab\tand nul\0") + LINE % ("B", "\\ud83d half")
    case = opened(tmp_path, content, "a.jsonl")
    assert account(case) == (2, 2, 0, 0)
    texts = case.sql("select text from reviews order by account_id")["text"].to_list()
    assert texts == ["tab\tand nul\0", "? half"]


def test_a_line_of_10_mb_loads_and_a_longer_one_is_rejected(tmp_path: Path) -> None:
    content = LINE % ("A", "x" * 10_000_000) + LINE % ("B", "y" * 20_000_000) + LINE % ("C", "z")
    case = opened(tmp_path, content, "a.jsonl")
    assert account(case) == (3, 2, 0, 1)
    assert case.sql("select max(length(text)) n from reviews")["n"].to_list() == [10_000_000]
    assert reasons(case)[0][0] == 2
    assert "longer than 16 MB" in reasons(case)[0][1]
    assert len(case.rejects["raw"][0]) == KEPT


def test_a_quote_never_closed_costs_one_line(tmp_path: Path) -> None:
    rows = [f"R{i},A{i},P1,5,2020-01-02,text {i}" for i in range(1, 2000)]
    rows[4] = 'R5,A5,P1,5,2020-01-02,"opened'
    rows[1500] = 'R1501,A1501,P1,5,2020-01-02,"two\nlines"'
    case = opened(tmp_path, HEADER + "\n".join(rows) + "\n")
    assert account(case) == (1999, 1998, 0, 1)
    assert reasons(case) == [(6, "a quote is opened and not closed")]
    assert case.sql("select text from reviews where review_id = 'R1501'").rows() == [
        ("two\nlines",)
    ]


def test_json_nested_without_end(tmp_path: Path) -> None:
    deep = '{"reviewerID": ' + "[" * 200_000
    case = opened(tmp_path, LINE % ("A", "x") + deep + "\n" + LINE % ("B", "y"), "a.jsonl")
    assert account(case) == (3, 2, 0, 1)
