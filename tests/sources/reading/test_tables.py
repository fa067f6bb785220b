"""One bad record costs itself, and the raw text of all records is the file."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from kit.sources.reading.lines import LongLine
from kit.sources.reading.records import Record
from kit.sources.reading.tables import LOOK_AHEAD, UNCLOSED, table_records
from kit.sources.source import Layout

COMMAS = Layout("table")
FIELDS = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=8), min_size=2)


def read(text: str, width: int = 0) -> list[Record]:
    return list(table_records([text.split("\n")], COMMAS, width))


@given(rows=st.lists(FIELDS, max_size=6))
def test_what_csv_writes_is_read_back(rows: list[list[str]]) -> None:
    written = io.StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL).writerows(rows)
    assert [list(record.fields) for record in read(written.getvalue())] == rows


@given(text=st.text('ab,"\n', max_size=60))
def test_no_character_is_lost_or_read_twice(text: str) -> None:
    raw = "\n".join(record.raw for record in read(text, width=2))
    assert raw.replace("\n", "") == text.replace("\n", "")


def test_lines_are_counted_over_line_ends_in_quotes() -> None:
    records = read('a,"1\n2"\n\nb,3\n')
    assert [(record.line, list(record.fields)) for record in records] == [
        (1, ["a", "1\n2"]),
        (4, ["b", "3"]),
    ]


def test_an_open_quote_before_another_quoted_field() -> None:
    broken, fine = read('1,"abc\n2,"def"\n')
    assert (broken.line, broken.raw, broken.broken) == (1, '1,"abc', UNCLOSED)
    assert list(fine.fields) == ["2", "def"]


def test_an_open_quote_is_not_followed_for_ever() -> None:
    lines = ['1,"abc', *(f"{n},{'x' * 1000}" for n in range(2 * LOOK_AHEAD // 1000))]
    records = list(table_records([lines], COMMAS, 2))
    assert len(records) == len(lines)
    assert [record.line for record in records if record.broken] == [1]


def test_quotes_in_pairs_against_the_rules_are_read_loosely() -> None:
    (record,) = read('"He said "yes" to me",5')
    assert record.loose
    assert list(record.fields) == ['He said yes" to me"', "5"]


def test_too_few_fields_and_too_long_a_line() -> None:
    chunks = [["a,b,c", "a", LongLine("xxx")]]
    reasons = [record.broken for record in table_records(chunks, COMMAS, 2)]
    assert reasons[:2] == ["3 fields where 2 are expected", "1 field where 2 are expected"]
    assert "longer than 16 MB" in str(reasons[2])


def test_the_last_field_takes_the_rest() -> None:
    layout = Layout("table", delimiter=" ", quoted=False)
    (record,) = table_records([['1 2 it is "so" so']], layout, 3, rest=True)
    assert record.fields == ["1", "2", 'it is "so" so']
