"""The words of an export that are not neutral: which file, which phrase, where.

Pages, JSON, tables and plain text are read. A PDF is not: it is set from the same JSON. Names of
files are not: they come from the sources.
"""

from __future__ import annotations

import csv
import io
import json
import tomllib
from collections.abc import Callable, Collection, Iterator, Set
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from kit.errors import CaseError
from kit.exhibit.csv_cells import original
from kit.exhibit.neutral_words import quotes, violations, violations_in_html

_Found = Iterator[tuple[str, str]]
_Columns = Set[str]
"""Columns that are not read: quotes, and what is checked elsewhere."""


class Said(NamedTuple):
    """A phrase in a file of an export that is not neutral.

    Parameters
    ----------
    file : str
        Its path within the folder, with forward slashes.
    phrase : str
        The entry in `neutral_words.toml`.
    where : str
        The words about it; for a table or JSON the column or field before them.
    """

    file: str
    phrase: str
    where: str


def check_folder(path: Path, apart: Collection[str] = (), made: Collection[str] = ()) -> list[Said]:
    """Return everything in a folder that is not neutral.

    Parameters
    ----------
    path : Path
        An export: HTML, SVG, Markdown, text, TOML, JSON, JSON lines, CSV and Parquet in it are
        read, at any depth. Links are not followed.
    apart : collection of str, optional
        Paths in it that are not read: what is checked in another way.
    made : collection of str, optional
        Columns of tables whose sentences are checked where they are made.

    Returns
    -------
    list of Said
        In order of the files' names; a phrase is told once for each place.

    Raises
    ------
    CaseError
        When a file cannot be read as what its name says: what was not read was not checked.
    """
    found: list[Said] = []
    spared = quotes("columns") | set(made)
    for file in sorted(path.rglob("*")):
        read = _READERS.get(file.suffix.lower())
        if read is None or file.is_symlink() or not file.is_file():
            continue
        name = file.relative_to(path).as_posix()
        if name in apart:
            continue
        try:
            found += (Said(name, phrase, where) for phrase, where in read(file, spared))
        except (OSError, ValueError, csv.Error, pl.exceptions.PolarsError) as error:
            raise CaseError(
                f"{name} cannot be read, so its words were not checked: {error}.",
                hint="Write the export again.",
            ) from error
    return found


def check_value(value: Any, field: str = "") -> _Found:
    """Give phrase and place of what is not neutral in a value of JSON, but for its quotes.

    Parameters
    ----------
    value
        As `json.loads` gives it.
    field : str
        The field that holds it; of those that quote, everything is spared.
    """
    if field not in quotes("fields"):
        yield from _in_value(value, field)


def _page(file: Path, _: _Columns) -> _Found:
    page = file.read_text("utf-8")
    for phrase, begin, end in violations_in_html(page):
        yield phrase, _about(page, begin, end)


def _text(file: Path, _: _Columns) -> _Found:
    yield from _in_text(file.read_text("utf-8"))


def _toml(file: Path, _: _Columns) -> _Found:
    yield from _in_value(tomllib.loads(file.read_text("utf-8")), "")


def _json(file: Path, spared: _Columns) -> _Found:
    held = json.loads(file.read_text("utf-8"))
    if file.with_suffix(".parquet").exists() and isinstance(held, list):
        yield from _rows(held, spared)
    else:
        yield from _in_value(held, "")


def _rows(rows: list[dict[str, Any]], spared: _Columns) -> _Found:
    """Look through a table as JSON, whose columns quote as those of its Parquet do."""
    for head in rows[0] if rows else ():
        yield from _in_text(head)
    for row in rows:
        for head, value in row.items():
            if head not in spared:
                yield from _in_value(value, head)


def _json_lines(file: Path, _: _Columns) -> _Found:
    for line in file.read_text("utf-8").splitlines():
        if line.strip():
            yield from _in_value(json.loads(line), "")


def _csv(file: Path, spared: _Columns) -> _Found:
    rows = csv.reader(io.StringIO(file.read_text("utf-8-sig"), newline=""), strict=True)
    heads = next(rows, [])
    for head in heads:
        yield from _in_text(head)
    for row in rows:
        for head, cell in zip(heads, row, strict=True):
            if head not in spared:
                yield from _in_value(original(cell), head)


def _parquet(file: Path, spared: _Columns) -> _Found:
    frame = pl.read_parquet(file)
    for head in frame.columns:
        yield from _in_text(head)
    for head in frame.columns:
        kind = frame.schema[head]
        if head in spared or kind.is_numeric() or kind.is_temporal():
            continue
        for value in frame[head].unique(maintain_order=True).to_list():
            yield from _in_value(value, head)


def _in_value(value: Any, field: str) -> _Found:
    """Look through a value of JSON: texts and field names, but no quotes."""
    # Under the same name metadata gives the hash of a case's evidence, which is no JSON.
    if isinstance(value, str) and value[:1] in ("{", "[") and field in quotes("json"):
        yield from _in_value(json.loads(value), "")
    elif isinstance(value, str):
        for phrase, where in _in_text(value):
            yield phrase, f"{field}: {where}" if field else where
    elif isinstance(value, list):
        for part in value:
            yield from _in_value(part, field)
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from _in_text(name)
            if name not in quotes("fields"):
                yield from _in_value(part, name)


def _in_text(text: str) -> _Found:
    for phrase, begin, end in violations(text):
        yield phrase, _about(text, begin, end)


def _about(text: str, begin: int, end: int) -> str:
    return " ".join(text[max(0, begin - 40) : end + 40].split())


_READERS: dict[str, Callable[[Path, _Columns], _Found]] = {
    ".html": _page,
    ".htm": _page,
    ".svg": _page,
    ".md": _text,
    ".txt": _text,
    ".typ": _text,
    ".toml": _toml,
    ".json": _json,
    ".jsonld": _json,
    ".jsonl": _json_lines,
    ".csv": _csv,
    ".parquet": _parquet,
}
