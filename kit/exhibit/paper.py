"""A case file as PDF: an archive format (PDF/A-2b) in which no character can vanish.

PDF/A refuses a character for which no font has a glyph. Those are asked for first and written as
code points, so that what is printed is what was written.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
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

PAPER = "exhibit_a.pdf"
STANDARD = "a-2b"
KEPT = 10
"""Compilations for which Typst keeps what it worked out."""

VOLUME = 50
"""Sheets that one PDF holds: setting a page takes some megabytes of memory."""

PROBED = 100
"""Letters that Typst is asked for at once."""

_REFUSED = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")

BREAK = "\u200b"
"""Shows nothing; a long word may break there. One of other people's is shown as a code point."""

EXACT = frozenset({"paper", "sha256", "sql"})
"""Values of our own that are printed to the letter: who copies them gets nothing else with them."""

# A long word with no blank would run out of the page.
_LONG_WORD = re.compile(r"\S{24}")

# Marks that ask for another shape of the letter before them, and show nothing of their own.
_SILENT = re.compile("[\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")

_PROBE = '#set text(font: ("Libertinus Serif", "DejaVu Sans Mono", "New Computer Modern"))\n'
_PROBE += '#set document(title: "Glyphs", date: datetime(year: 2000, month: 1, day: 1))\n'
_PROBE += '#for s in json("data.json").letters [#s \\ ]\n'


def write_paper(
    folder: Path, content: Mapping[str, Any], sheets: Sequence[Mapping[str, Any]]
) -> list[Path]:
    """Write a case file as PDF. The same content gives the same bytes.

    Parameters
    ----------
    folder : Path
        Where exhibit_a.pdf goes; of a long file, the volumes with its sheets lie beside it.
    content : mapping
        `kit.exhibit.content.content`.
    sheets : sequence of mapping
        `kit.exhibit.sheets.sheets`.

    Returns
    -------
    list of Path
        What was written.
    """
    volumes = [sheets[at : at + VOLUME] for at in range(0, len(sheets), VOLUME)]
    one = len(volumes) < 2
    names = {sheet["number"]: "" if one else _volume(part) for part in volumes for sheet in part}
    paths = [folder / PAPER]
    paths[0].write_bytes(printed(content, sheets if one else (), _listed(sheets, names)))
    for part in () if one else volumes:
        _forget()
        paths.append(folder / _volume(part))
        paths[-1].write_bytes(printed(content, part))
    _forget()
    return paths


def printed(
    content: Mapping[str, Any],
    sheets: Sequence[Mapping[str, Any]],
    listed: Sequence[Mapping[str, Any]] | None = None,
    format: str = "pdf",
) -> Any:
    """Return a case file as one PDF, or as a PNG for each page (`format="png"`).

    Parameters
    ----------
    content, sheets
        As `write_paper` takes them; these sheets are printed.
    listed : sequence of mapping, optional
        The rows of Exhibit A. Without them it is a volume of sheets, and nothing else.
    """
    dated = datetime.fromisoformat(content["about"]["dated"])
    data = _plain(
        {
            **content,
            "date": {"year": dated.year, "month": dated.month, "day": dated.day},
            "methods": [_method(row) for row in content["methods"]],
            "reading": reading(content["about"]["rate"]),
            "checking": CHECKING,
            "glossary": glossary(),
            "front": listed is not None,
        },
        OWN_LONGEST,
    )
    data["list"] = _plain(listed or [], LONGEST)
    data["sheets"] = _plain(sheets, LONGEST)
    text = json.dumps(data, ensure_ascii=False)
    letters = sorted({letter for letter in text if not letter.isascii()} - {BREAK})
    unknown = _without_glyph(letters)
    while True:
        page, more = _compiled(own("case_file.typ"), _shown(text, unknown), dated, format)
        if not more - unknown:
            return page
        unknown |= more


def _without_glyph(letters: Sequence[str]) -> set[str]:
    """Return the letters for which no font has a glyph.

    Typst refuses one at a time. It is asked for a page of these letters alone, which takes
    milliseconds, until it refuses none: asked for the paper it would set all of it each time.
    """
    unknown: set[str] = set()
    for at in range(0, len(letters), PROBED):
        some = set(letters[at : at + PROBED])
        while some:
            probe = json.dumps({"letters": sorted(some)}, ensure_ascii=False)
            _, refused = _compiled(_PROBE, probe, datetime(2000, 1, 1, tzinfo=UTC))
            if not refused & some:
                break
            unknown |= refused
            some -= refused
    return unknown


def _volume(sheets: Sequence[Mapping[str, Any]]) -> str:
    return f"sheets_{sheets[0]['number']:04d}_to_{sheets[-1]['number']:04d}.pdf"


def _listed(sheets: Sequence[Mapping[str, Any]], papers: Mapping[int, str]) -> list[dict[str, Any]]:
    """Return the rows of Exhibit A, each with the volume that holds its sheet."""
    names = ("number", "name", "families", "one_kind", "q_value", "high")
    return [
        {
            **{name: sheet[name] for name in names},
            "reviews": sheet["figures"][0]["value"],
            "paper": papers[sheet["number"]],
        }
        for sheet in sheets
    ]


def _forget() -> None:
    """Give back the memory of a paper: Typst keeps it until ten more compilations."""
    for _ in range(KEPT + 1):
        _compiled(_PROBE, '{"letters": []}', datetime(2000, 1, 1, tzinfo=UTC))


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
    """Return data whose text shows its invisible characters, is not too long, and can break."""
    if isinstance(value, str):
        told = _SILENT.sub(lambda found: _code(found[0]), visible(value, limit))
        return _LONG_WORD.sub(rf"\g<0>{BREAK}", told)
    if isinstance(value, Mapping):
        return {
            name: part if name in EXACT else _plain(part, limit) for name, part in value.items()
        }
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
