"""Records of JSON text: one for each line, or one for each object of a document's array."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from kit.sources.reading.lines import KEPT, MAX_RECORD, LongLine
from kit.sources.reading.records import TOO_LONG, Record

LISTS = ("data", "reviews", "results", "items", "entries")
"""Keys under which documents keep their list of reviews."""

_NAMED = re.compile(rf'"(?:{"|".join(LISTS)})"\s*:\s*\[')
_SPACE = re.compile(r"[\s,]*")
_DECODER = json.JSONDecoder(strict=False)


def line_records(chunks: Iterable[list[str]]) -> Iterator[Record]:
    """Yield a record for each line that is not blank."""
    number = 0
    for chunk in chunks:
        for line in chunk:
            number += 1
            if isinstance(line, LongLine):
                yield Record(number, line, broken=TOO_LONG)
            elif bare := line.strip():
                yield Record(number, bare)


def document_records(chunks: Iterable[list[str]]) -> Iterator[Record]:
    """Yield a record for each object of a document: of its list, or of one object after another.

    Notes
    -----
    The text is read in pieces of a growing size, never as a whole. Where it stops being JSON, one
    broken record says so and takes the rest.
    """
    text = _Text(chunks)
    text.grow()
    start = _list_start(text.buffer)
    text.move(start)
    while True:
        gap = _SPACE.match(text.buffer, text.at)
        text.move(gap.end() if gap else text.at)
        if text.at == len(text.buffer):
            if not text.grow():
                return
            continue
        if text.buffer[text.at] == "]" and start:
            return
        try:
            _, end = _DECODER.raw_decode(text.buffer, text.at)
        except (ValueError, RecursionError) as error:
            unread = len(text.buffer) - text.at
            if isinstance(error, ValueError) and unread < MAX_RECORD and text.grow():
                continue
            raw = text.buffer[text.at : text.at + KEPT]
            yield Record(text.number, raw, broken=_why(error))
            return
        if end == len(text.buffer) and text.grow():  # A number may go on in the next piece.
            continue
        yield Record(text.number, text.buffer[text.at : end])
        text.move(end)


def repaired(raw: str) -> str | None:
    """Return JSON that a strict reader takes, for text that breaks its rules only slightly.

    Control characters inside strings are kept, halves of surrogate pairs become U+FFFD. None for
    what is no JSON object.
    """
    try:
        value = json.loads(raw, strict=False)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict):
        return None
    text = json.dumps(value, ensure_ascii=False)
    return text.encode("utf-8", "replace").decode("utf-8")


class _Text:
    """The part of a document that is not read yet, from `at` on."""

    def __init__(self, chunks: Iterable[list[str]]) -> None:
        self._chunks = iter(chunks)
        self.buffer = ""
        self.at = 0
        self.number = 1

    def grow(self) -> bool:
        pieces = [self.buffer[self.at :]]
        size = len(pieces[0])
        goal = max(2 * size, 1 << 16)
        while size < goal and (chunk := next(self._chunks, None)) is not None:
            pieces.append("\n".join(chunk) + "\n")
            size += len(pieces[-1])
        self.buffer = "".join(pieces)
        self.at = 0
        return len(pieces) > 1

    def move(self, to: int) -> None:
        self.number += self.buffer.count("\n", self.at, to)
        self.at = to


def _list_start(head: str) -> int:
    """Return where the records begin: after the bracket of their list, or at the very start."""
    if head.lstrip().startswith("["):
        return head.index("[") + 1
    named = _NAMED.search(head)
    return named.end() if named else 0


def _why(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "the JSON is nested too deeply"
    return f"the JSON breaks off or is wrong here, and the rest is not read: {error}"
