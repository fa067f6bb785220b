"""Records of a delimited file, each judged by itself: one bad line costs one line.

A quote that is never closed would swallow the rest of the file in an ordinary reader. Here such a
record is broken, and reading goes on with the next line.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator

from kit.sources.reading.lines import MAX_RECORD, LongLine
from kit.sources.reading.records import TOO_LONG, Record
from kit.sources.source import Layout

LOOK_AHEAD = 1 << 20
"""Characters that a record may go on over further lines."""

UNCLOSED = "a quote is opened and not closed"


class _Feed:
    """Lines one by one, that can be put back."""

    def __init__(self, chunks: Iterable[list[str]]) -> None:
        self._chunks = iter(chunks)
        self._lines: deque[str] = deque()
        self.number = 0

    def take(self) -> str | None:
        while not self._lines:
            chunk = next(self._chunks, None)
            if chunk is None:
                return None
            self._lines.extend(chunk)
        self.number += 1
        return self._lines.popleft()

    def put_back(self, lines: list[str]) -> None:
        self.number -= len(lines)
        self._lines.extendleft(reversed(lines))


def table_records(
    chunks: Iterable[list[str]], layout: Layout, width: int, rest: bool = False
) -> Iterator[Record]:
    """Yield every record of a delimited file, its header included.

    Parameters
    ----------
    chunks : iterable of list of str
        Lines.
    layout : Layout
        Delimiter and quoting.
    width : int
        Fields that a record must have; 0 for any number.
    rest : bool
        The last field takes the rest of its line, delimiters and all.
    """
    feed = _Feed(chunks)
    limit = width - 1 if rest else -1
    delimiter = layout.delimiter
    csv.field_size_limit(max(csv.field_size_limit(), MAX_RECORD + LOOK_AHEAD))
    while (line := feed.take()) is not None:
        number = feed.number
        if isinstance(line, LongLine):
            yield Record(number, line, broken=TOO_LONG)
            continue
        bare = line.removesuffix("\r")
        if not bare:
            continue
        if layout.quoted and '"' in bare:
            record = _quoted(number, line, feed, delimiter)
        else:
            record = Record(number, bare, bare.split(delimiter, limit))
        if record.broken is None and width and len(record.fields) != width:
            found = len(record.fields)
            noun = "field" if found == 1 else "fields"
            broken = f"{found} {noun} where {width} are expected"
            record = Record(number, record.raw, broken=broken)
        yield record


class _TooFarError(Exception):
    """A record goes on for longer than `LOOK_AHEAD`."""


def _quoted(number: int, first: str, feed: _Feed, delimiter: str) -> Record:
    taken = [first]

    def lines() -> Iterator[str]:
        yield first + "\n"
        ahead = 0
        while (line := feed.take()) is not None:
            taken.append(line)
            ahead += len(line) + 1
            if ahead > LOOK_AHEAD or isinstance(line, LongLine):
                raise _TooFarError
            yield line + "\n"

    bare = first.removesuffix("\r")
    try:
        fields = next(csv.reader(lines(), delimiter=delimiter, strict=True))
    except (csv.Error, _TooFarError):
        feed.put_back(taken[1:])
    else:
        return Record(number, "\n".join(taken).removesuffix("\r"), fields)
    if bare.count('"') % 2:
        return Record(number, bare, broken=UNCLOSED)
    try:  # Quotes that stand in pairs but not by the rules: `"He said "yes" to me",5`.
        fields = next(csv.reader([bare], delimiter=delimiter))
        return Record(number, bare, fields, loose=True)
    except csv.Error as error:
        return Record(number, bare, broken=f"the line cannot be read: {error}")
