"""A record as a reader gives it on, and what is said of one that cannot be read."""

from __future__ import annotations

from typing import NamedTuple

from kit.sources.reading.lines import KEPT, MAX_RECORD

TOO_LONG = (
    f"the record is longer than {MAX_RECORD >> 20} MB; its first {KEPT >> 10} KB are kept here"
)


class Record(NamedTuple):
    """One record.

    Parameters
    ----------
    line : int
        Its first line in the file, from 1.
    raw : str
        The text as it stands in the file.
    fields : tuple of str or list of str
        A table's fields; empty for JSON, and where the record is broken.
    broken : str or None
        Why it cannot be read.
    loose : bool
        Its quotes stand in pairs, but not by the rules.
    """

    line: int
    raw: str
    fields: tuple[str, ...] | list[str] = ()
    broken: str | None = None
    loose: bool = False
