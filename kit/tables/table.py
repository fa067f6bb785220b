"""What a derived table is: a query over the evidence or over other derived tables."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """A derived table as data.

    Parameters
    ----------
    name : str
        The file's name, and the table's in SQL.
    about : str
        The file's docstring.
    reads : tuple of str
        Tables that it reads, of the evidence or derived.
    columns : tuple of str
        Columns that it has.
    sql : str
        One SELECT in DuckDB's dialect.
    needs : tuple of str
        Columns of `reviews` without which it says nothing.
    params : tuple of str
        Parameters that it binds; a detector that reads it has parameters of the same names.
    """

    name: str
    about: str
    reads: tuple[str, ...]
    columns: tuple[str, ...]
    sql: str
    needs: tuple[str, ...] = ()
    params: tuple[str, ...] = ()
