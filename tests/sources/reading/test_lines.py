"""Lines come out of blocks whatever their borders, encodings and lengths."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.sources.reading import lines
from kit.sources.reading.lines import Lines, LongLine
from kit.sources.source import Layout

TEXT = Layout("lines")


def cut(content: bytes, size: int) -> list[bytes]:
    return [content[i : i + size] for i in range(0, len(content), size)]


def read(content: bytes, size: int, layout: Layout = TEXT) -> list[str]:
    return [line for chunk in Lines(cut(content, size), layout) for line in chunk]


@given(text=st.text(st.characters(exclude_categories=["Cs"])), size=st.integers(1, 9))
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_any_text_comes_back(encoding: str, text: str, size: int) -> None:
    found = read((text + "\nend").encode(encoding), size, Layout("lines", encoding=encoding))
    assert "\n".join(found).removeprefix("\ufeff") == (text + "\nend").removeprefix("\ufeff")


@given(content=st.binary(), size=st.integers(3, 9))
def test_any_bytes_are_lines(content: bytes, size: int) -> None:
    found = read(b"start\n" + content + b"\nend", size)
    assert len(found) == content.count(b"\n") + 3


def test_a_line_that_is_not_utf_8_is_windows_1252_and_counted() -> None:
    reader = Lines([b"gr\xfcn \x80\n", b"\x81\n", "blåu\n".encode()], TEXT)
    assert [line for chunk in reader for line in chunk] == ["grün €", "\x81", "blåu"]
    assert reader.foreign == 2


def test_a_line_too_long_is_cut_and_the_next_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "MAX_RECORD", 100)
    monkeypatch.setattr(lines, "KEPT", 10)
    found = read(b"first\n" + b"x" * 500 + b"\nlast\n", 20)
    assert found == ["first", "x" * 10, "last"]
    assert [isinstance(line, LongLine) for line in found] == [False, True, False]
