"""Objects of a document, however it is written and wherever the blocks end."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.sources.reading.json_text import document_records, line_records, repaired

OBJECTS = st.lists(
    st.dictionaries(st.sampled_from("ab"), st.text(max_size=5) | st.lists(st.integers())),
    min_size=1,
    max_size=5,
)


@given(objects=OBJECTS, indent=st.sampled_from([None, 1]), named=st.booleans())
def test_every_object_of_a_list_is_a_record(
    objects: list[dict[str, object]], indent: int | None, named: bool
) -> None:
    document = {"links": {"self": "x"}, "data": objects} if named else objects
    text = json.dumps(document, indent=indent)
    chunks = [[line] for line in text.split("\n")]
    records = list(document_records(chunks))
    assert [json.loads(record.raw) for record in records] == objects
    lines = text.split("\n")
    for record in records:
        assert record.raw.split("\n")[0] in lines[record.line - 1]


def test_what_follows_a_break_is_one_broken_record() -> None:
    good, broken = document_records([['[{"a": 1},', '{"a": oops},', '{"a": 3}]']])
    assert good.broken is None
    assert broken.line == 2
    assert "is wrong here" in str(broken.broken)


def test_blank_lines_are_no_records() -> None:
    records = list(line_records([["", '{"a": 1}\r', "  "], ['{"b": 2}']]))
    assert [(record.line, record.raw) for record in records] == [(2, '{"a": 1}'), (4, '{"b": 2}')]


@pytest.mark.parametrize(
    ("raw", "strict"),
    [
        ('{"a": "x\x01y"}', '{"a": "x\\u0001y"}'),
        ('{"a": "\\ud83d"}', '{"a": "?"}'),
        ("[1]", None),
        ('{"a": ', None),
        ("[" * 100_000, None),
    ],
)
def test_slight_faults_are_repaired(raw: str, strict: str | None) -> None:
    assert repaired(raw) == strict
