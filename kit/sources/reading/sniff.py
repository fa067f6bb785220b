"""Look at the beginning of a file: what holds it together, and its first records as a sample."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from kit.errors import SourceError
from kit.sources.reading.blocks import Original, compression_of
from kit.sources.reading.json_text import LISTS, document_records, line_records
from kit.sources.reading.lines import MAX_RECORD, Lines
from kit.sources.reading.sniff_columns import ROWS, parquet_sample
from kit.sources.reading.sniff_table import table_sample
from kit.sources.source import Layout, Sample

LOOK = 1 << 20

STRANGERS = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"II*\x00": "a TIFF picture",
    b"MM\x00*": "a TIFF picture",
    b"RIFF": "a picture or sound",
    b"%PDF": "a PDF document",
    b"PK\x03\x04": "a zip archive or a spreadsheet",
    b"SQLite format 3": "an SQLite database",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"ARROW1": "an Arrow file",
    b"\x7fELF": "a program",
}
SUPPORTED = ("CSV", "TSV", "JSON lines", "JSON", "Parquet", "each plain or as .gz or .zst")


def sniff(original: Original) -> Sample:
    """Return the sample of a file.

    Raises
    ------
    SourceError
        When the file is empty, or holds no text and no Parquet.
    """
    path = original.path
    if path.is_dir():
        raise SourceError(
            f"{path} is a folder, not a file.",
            available=sorted(entry.name for entry in path.iterdir())[:12],
            hint="Give the files in it: kit.open_case('folder/*.csv', folder=...).",
        )
    with path.open("rb") as handle:
        magic = handle.read(16)
    if not magic:
        raise SourceError(f"{path.name} is empty.", hint="Check that the download finished.")
    if magic.startswith(b"PAR1"):
        return parquet_sample(path, stem(path))
    head, whole = _head(original, compression_of(magic))
    stranger = next((what for start, what in STRANGERS.items() if head.startswith(start)), None)
    encoding = _encoding(head)
    if stranger or (encoding == "utf-8" and _binary(head)):
        raise SourceError(
            f"{path.name} is {stranger or 'no text'}; it cannot hold reviews.",
            available=SUPPORTED,
            hint="Export the reviews as CSV, JSON lines or Parquet, or unpack the archive.",
        )
    return _text(head, Layout("table", compression_of(magic), encoding), path, whole)


def stem(path: Path) -> str:
    """Return a file's name without the endings that say how it is packed and written."""
    name = path.name
    for ending in (".gz", ".zst"):
        name = name.removesuffix(ending)
    return name.rsplit(".", 1)[0] if "." in name.strip(".") else name


def _head(original: Original, compression: str) -> tuple[bytes, bool]:
    """Return the first megabyte, or as much as the first line takes, and whether that is all."""
    pieces: list[bytes] = []
    size = 0
    lined = False
    for block in original.blocks(compression):
        if size >= LOOK and (lined or size >= MAX_RECORD):
            return b"".join(pieces), False
        pieces.append(block)
        size += len(block)
        lined = lined or b"\n" in block
    return b"".join(pieces), True


def _encoding(head: bytes) -> str:
    if head.startswith(codecs.BOM_UTF16_LE):
        return "utf-16"
    if head.startswith(codecs.BOM_UTF16_BE):
        return "utf-16"
    start = head[:2000]
    if len(start) > 8 and start[1::2].count(0) > 0.4 * len(start) / 2:
        return "utf-16-le"
    if len(start) > 8 and start[::2].count(0) > 0.4 * len(start) / 2:
        return "utf-16-be"
    return "utf-8"


def _binary(head: bytes) -> bool:
    """Text has few control characters; a NUL now and then is a blemish, not a picture."""
    start = head[:65536]
    odd = sum(start.count(bytes([code])) for code in range(32) if code not in (9, 10, 12, 13, 27))
    return odd > 0.05 * len(start)


def _text(head: bytes, layout: Layout, path: Path, whole: bool) -> Sample:
    if layout.encoding == "utf-8" and b"\n" not in head and b"\r" in head:
        layout = replace(layout, newline="\r")
    chunks = list(Lines([head], layout))
    lines = [line.removesuffix("\r") for chunk in chunks for line in chunk]
    if not any(line.strip() for line in lines):
        raise SourceError(f"{path.name} holds only blank lines.")
    if not whole and len(lines) > 1:
        lines = lines[:-1]
    first = next(line for line in lines if line.strip()).lstrip()
    if first[0] in "{[":
        return _json(lines, layout, path, whole)
    return table_sample(lines, layout, path.name, stem(path))


def _json(lines: list[str], layout: Layout, path: Path, whole: bool) -> Sample:
    kind = "document" if _is_document(lines, whole) else "lines"
    layout = replace(layout, kind=kind)
    reader = document_records if kind == "document" else line_records
    objects: list[dict[str, str | None]] = []
    for record in islice(reader(iter([lines])), ROWS):
        try:
            value = json.loads(record.raw, strict=False)
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict):
            objects.append(dict(_flat(value)))
    if not objects:
        raise SourceError(
            f"{path.name} begins like JSON, but no object can be read from it.",
            hint="JSON lines hold one object a line; a document holds a list of objects.",
        )
    fields = tuple({name: None for flat in objects for name in flat})
    rows = tuple(tuple(flat.get(name) for name in fields) for flat in objects)
    return Sample(layout, fields, rows, stem=stem(path))


def _is_document(lines: list[str], whole: bool) -> bool:
    first = next(line for line in lines if line.strip())
    try:
        value = json.loads(first, strict=False)
    except RecursionError:
        return False
    except ValueError:
        filled = [line for line in lines if line.strip()]
        second = filled[1].lstrip() if len(filled) > 1 else ""
        broken_line = second.startswith("{") and first.lstrip().startswith("{")
        return not broken_line and (len(filled) > 1 or not whole or first.lstrip()[0] == "[")
    if isinstance(value, list):
        return True
    return any(
        isinstance(inner, list) and inner and isinstance(inner[0], dict) and "id" in inner[0]
        for key, inner in value.items()
        if key in LISTS
    )


def _flat(value: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, str | None]]:
    for key, inner in value.items():
        name = f"{prefix}{key}"
        if isinstance(inner, dict):
            if prefix.count(".") < 2:
                yield from _flat(inner, f"{name}.")
        elif inner is None or isinstance(inner, list):
            yield name, None if inner is None else json.dumps(inner)
        else:
            yield name, str(inner).lower() if isinstance(inner, bool) else str(inner)
