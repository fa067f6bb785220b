"""Lines of text from blocks of bytes, whatever their encoding; no line is too long or too odd."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator

from kit.sources.source import Layout

MAX_RECORD = 16 << 20
KEPT = 64 << 10


class LongLine(str):
    """The beginning of a line that is longer than `MAX_RECORD` bytes."""

    __slots__ = ()


class Lines:
    """Lines of a file, in lists that each come from one block.

    Parameters
    ----------
    blocks : iterable of bytes
        The decompressed file.
    layout : Layout
        Its encoding and line ending.

    Attributes
    ----------
    foreign : int
        Lines so far that were not UTF-8, and were read as Windows-1252.
    nul : int
        Lines so far that hold a NUL character; it stays in them.
    """

    def __init__(self, blocks: Iterable[bytes], layout: Layout) -> None:
        self._blocks = _as_utf8(blocks, layout)
        self.foreign = 0
        self.nul = 0

    def __iter__(self) -> Iterator[list[str]]:
        pending = b""
        skipping = False
        for block in self._blocks:
            cut = block.rfind(b"\n")
            if cut < 0:
                pending = b"" if skipping else pending + block
                if len(pending) > MAX_RECORD:
                    yield [LongLine(pending[:KEPT].decode("utf-8", "replace"))]
                    pending, skipping = b"", True
                continue
            whole = pending + block[:cut]
            pending = block[cut + 1 :]
            lines = self._decoded(whole)
            yield lines[1:] if skipping else lines
            skipping = False
        if pending and not skipping:
            yield self._decoded(pending)

    def _decoded(self, whole: bytes) -> list[str]:
        try:
            lines = whole.decode("utf-8").split("\n")
        except UnicodeDecodeError:
            lines = [self._line(line) for line in whole.split(b"\n")]
        if b"\0" in whole:
            self.nul += sum("\0" in line for line in lines)
        return lines

    def _line(self, line: bytes) -> str:
        try:
            return line.decode("utf-8")
        except UnicodeDecodeError:
            self.foreign += 1
        try:
            return line.decode("cp1252")
        except UnicodeDecodeError:  # Five bytes mean nothing in Windows-1252.
            return line.decode("latin-1")


def _as_utf8(blocks: Iterable[bytes], layout: Layout) -> Iterator[bytes]:
    """Yield the blocks as UTF-8 with line feeds, and without a byte-order mark."""
    decoder = None
    if layout.encoding != "utf-8":
        decoder = codecs.getincrementaldecoder(layout.encoding)("replace")
    first = True
    for block in blocks:
        text = decoder.decode(block).encode("utf-8", "replace") if decoder else block
        if first and len(text) >= len(codecs.BOM_UTF8):
            text = text.removeprefix(codecs.BOM_UTF8)
            first = False
        yield text.replace(b"\r", b"\n") if layout.newline == "\r" else text
    if decoder and (rest := decoder.decode(b"", final=True)):
        yield rest.encode("utf-8", "replace")
