"""A case file as PDF: an archive format (PDF/A-2b) in which no character can vanish.

PDF/A refuses a character for which no font has a glyph. Those are asked for first and written as
code points, so that what is printed is what was written.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

from kit.exhibit.pages import CHECKING, reading
from kit.exhibit.template import glossary, own
from kit.plain_text import visible

LONGEST = 600
"""Characters of one value on a sheet that are printed; the tables hold all of it."""

OWN_LONGEST = 20_000
"""The same for what is no sheet: sections and queries of detectors, none of which is so long."""

STANDARD = "a-2b"

_REFUSED = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")

# Marks that ask for another shape of the letter before them, and show nothing of their own.
_SILENT = re.compile("[\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")

_PROBE = '#set text(font: ("Libertinus Serif", "DejaVu Sans Mono", "New Computer Modern"))\n'
_PROBE += '#set document(title: "Glyphs", date: datetime(year: 2000, month: 1, day: 1))\n'
_PROBE += '#for s in json("data.json").letters [#s \\ ]\n'


def write_paper(
    path: Path, content: Mapping[str, Any], sheets: Sequence[Mapping[str, Any]]
) -> Path:
    """Write a case file as PDF. The same content gives the same bytes.

    Parameters
    ----------
    path : Path
        The file to write.
    content : mapping
        `kit.exhibit.content.content`.
    sheets : sequence of mapping
        `kit.exhibit.sheets.sheets`.

    Returns
    -------
    Path
        `path`.
    """
    path.write_bytes(printed(content, sheets))
    return path


def printed(
    content: Mapping[str, Any], sheets: Sequence[Mapping[str, Any]], format: str = "pdf"
) -> Any:
    """Return a case file as one PDF, or as a PNG for each page (`format="png"`)."""
    dated = datetime.fromisoformat(content["about"]["dated"])
    data = _plain(
        {
            **content,
            "date": {"year": dated.year, "month": dated.month, "day": dated.day},
            "methods": [_method(row) for row in content["methods"]],
            "reading": reading(content["about"]["rate"]),
            "checking": CHECKING,
            "glossary": glossary(),
        },
        OWN_LONGEST,
    )
    data["sheets"] = _plain(list(sheets), LONGEST)
    text = json.dumps(data, ensure_ascii=False)
    letters = sorted({letter for letter in text if not letter.isascii()})
    probe = json.dumps({"letters": letters}, ensure_ascii=False)
    _, unknown = _compiled(_PROBE, probe, dated)
    while True:
        page, more = _compiled(own("case_file.typ"), _shown(text, unknown), dated, format)
        if not more - unknown:
            return page
        unknown |= more


def _compiled(source: str, data: str, dated: datetime, format: str = "pdf") -> tuple[Any, set[str]]:
    """Return what Typst makes of a source and its data, or the characters that it refuses."""
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "main.typ").write_text(source, "utf-8")
        (Path(place) / "data.json").write_text(data, "utf-8")
        try:
            page = typst.compile(
                Path(place) / "main.typ",
                root=Path(place),
                format=format,  # type: ignore[call-overload]
                pdf_standards=[STANDARD] if format == "pdf" else [],
                ignore_system_fonts=True,
                timestamp=dated,
            )
        except typst.TypstError as error:
            refused = {
                letter
                for found in _REFUSED.findall(str(error))
                for letter in _ESCAPED.sub(lambda code: chr(int(code[1], 16)), found)
                if not letter.isascii()
            }
            if not refused:
                raise
            return None, refused
    return page, set()


def _plain(value: Any, limit: int) -> Any:
    """Return data whose text shows its invisible characters and is not too long to print."""
    if isinstance(value, str):
        return _SILENT.sub(lambda found: _code(found[0]), visible(value, limit))
    if isinstance(value, Mapping):
        return {name: _plain(part, limit) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part, limit) for part in value]
    return value


def _method(row: Mapping[str, Any]) -> dict[str, Any]:
    known = {name: "–" if value is None else value for name, value in row.items()}
    return {**known, "sql": str(row["sql"] or "").splitlines()}


def _shown(text: str, unknown: set[str]) -> str:
    return text.translate({ord(letter): _code(letter) for letter in unknown})


def _code(letter: str) -> str:
    return f"<U+{ord(letter):04X}>"
