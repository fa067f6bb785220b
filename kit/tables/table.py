"""What a derived table is: a query over the evidence or over other derived tables."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import polars as pl

from kit.detector import Value

Then: TypeAlias = Callable[[pl.LazyFrame, Mapping[str, Value]], pl.LazyFrame]
"""Turns the rows of a table's query into the table, given its parameters."""


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
        Tables that it reads, of the evidence, of captures, or derived.
    columns : tuple of str
        Columns that it has.
    sql : str
        One SELECT in DuckDB's dialect.
    needs : tuple of str
        Columns of `reviews` without which it says nothing.
    params : tuple of str
        Parameters that it uses; a detector that reads it has parameters of the same names.
    binds : tuple of str, optional
        Those of them that the query binds as `$name`; all by default.
    then : callable, optional
        What SQL does badly, such as shingling text or peeling a graph: turns the query's rows into
        the table. Its file, or its package where that is one of its own, holds the code it runs.
    one_core : bool
        `then` keeps one core busy for a while, so it is worth working out beside other queries.
    """

    name: str
    about: str
    reads: tuple[str, ...]
    columns: tuple[str, ...]
    sql: str
    needs: tuple[str, ...] = ()
    params: tuple[str, ...] = ()
    binds: tuple[str, ...] | None = None
    then: Then | None = None
    one_core: bool = False

    @property
    def code(self) -> str:
        """All that decides its rows, but for parameters and what it reads."""
        if self.then is None:
            return self.sql
        file = Path(inspect.getfile(self.then))
        files = sorted(file.parent.glob("*.py")) if file.name == "__init__.py" else [file]
        return "\0".join([self.sql, *(part.read_text(encoding="utf-8") for part in files)])
