"""What a format is, what is seen of a file, and how a file will be read: data only."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Layout:
    """How a file's bytes become records.

    Parameters
    ----------
    kind : str
        "parquet", "lines" (JSON lines), "document" (one JSON value) or "table" (CSV and TSV).
    compression : str
        "", "gzip" or "zstd".
    encoding : str
        "utf-8" (with a fall-back for each line that is not), "utf-16-le" or "utf-16-be".
    newline : str
        What ends a line; a trailing carriage return is dropped.
    delimiter : str
        Between the fields of a table.
    quoted : bool
        Whether a table's fields may stand in double quotes.
    """

    kind: str
    compression: str = ""
    encoding: str = "utf-8"
    newline: str = "\n"
    delimiter: str = ","
    quoted: bool = True


@dataclass(frozen=True)
class Sample:
    """The beginning of a file, as its layout has it.

    Parameters
    ----------
    layout : Layout
    fields : tuple of str
        The header, the columns, or the paths ("attributes.rating") seen in JSON records.
    rows : tuple of tuple of (str or None)
        The first records, one value for each field.
    types : mapping of str to str
        DuckDB types of the columns of a Parquet file; empty for text.
    stem : str
        The file's name without its endings.
    first : tuple of str
        The first record of a table, be it a header or not.
    """

    layout: Layout
    fields: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]
    types: Mapping[str, str] = field(default_factory=dict)
    stem: str = ""
    first: tuple[str, ...] = ()

    def has(self, *names: str) -> bool:
        """Return whether every one of `names` is a field."""
        return set(names) <= set(self.fields)

    def values(self, name: str) -> list[str]:
        """Return the values of one field that are there, as text."""
        place = self.fields.index(name)
        return [value for row in self.rows if (value := row[place]) not in (None, "")]


@dataclass(frozen=True)
class Source:
    """One real-world format.

    Parameters
    ----------
    name : str
        The file's name, and the beginning of `source` in `reviews`.
    title : str
        For people.
    about : str
        The module's docstring.
    kinds : tuple of str
        Layouts that it comes in.
    recognise : callable
        Whether a sample is of this format, by its content.
    columns : mapping of str to str
        An SQL expression for each of our columns that it fills; the file's fields stand in double
        quotes.
    dates : tuple of str
        How `posted_at` is written: "iso", "seconds", "milliseconds", strptime formats.
    header : callable, optional
        The fields of a file that has no header line, from its first record.
    named : bool
        `account_id` is read from a name, so that one name for everyone is no account.
    """

    name: str
    title: str
    about: str
    kinds: tuple[str, ...]
    recognise: Callable[[Sample], bool]
    columns: Mapping[str, str]
    dates: tuple[str, ...] = ("iso",)
    header: Callable[[Sample], tuple[str, ...]] | None = None
    named: bool = False


@dataclass(frozen=True)
class Plan:
    """How one file will be read.

    Parameters
    ----------
    source : str
        Name of the format.
    layout : Layout
    columns : mapping of str to str
        SQL expression for each of our columns.
    dates : tuple of str
        As in `Source`.
    fields : tuple of str
        The file's fields, in order; for JSON those that are read.
    header : bool
        Whether a table's first record is its header.
    placed : mapping of str to str
        The file's field for each of our columns, where it is one; what a person sees and maps.
    unplaced : tuple of str
        Fields that go nowhere.
    named : bool
        `account_id` is read from a name, so that one name for everyone is no account.
    """

    source: str
    layout: Layout
    columns: Mapping[str, str]
    dates: tuple[str, ...] = ("iso",)
    fields: tuple[str, ...] = ()
    header: bool = True
    placed: Mapping[str, str] = field(default_factory=dict)
    unplaced: tuple[str, ...] = ()
    named: bool = False

    @property
    def asked(self) -> tuple[str, ...]:
        """The fields that the expressions name, whether the file has them or not."""
        return fields_of(self.columns)


def quoted(name: str) -> str:
    """Return a field's name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """Return a text as an SQL string, for the few places that take no bound value."""
    return "'" + text.replace("'", "''") + "'"


def fields_of(expressions: Mapping[str, str]) -> tuple[str, ...]:
    """Return the fields that expressions name, in order, each once."""
    found: dict[str, None] = {}
    for expression in expressions.values():
        for token in _TOKEN.finditer(expression):
            if token[1]:
                found[token[1].replace('""', '"')] = None
    return tuple(found)


_TOKEN = re.compile(r"""\"((?:[^"]|"")+)\"|'(?:[^']|'')*'""")
