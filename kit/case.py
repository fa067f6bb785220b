"""A case is a folder: evidence that never changes, and what was derived from it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from kit.engines.duckdb import Connection
from kit.errors import CaseError


class Case:
    """An open case; reading only.

    Parameters
    ----------
    folder : Path
        A case folder, holding `case.toml` and `evidence.duckdb`.

    Attributes
    ----------
    folder : Path
    not_tested : pl.DataFrame
        Which detectors could not be run in the last screening, and why.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        evidence = folder / "evidence.duckdb"
        if not evidence.is_file():
            raise CaseError(
                f"{folder} is not a case: it has no evidence.duckdb.",
                available=sorted(path.name for path in folder.iterdir())[:12],
                hint="Give the files to import as well: kit.open_case(files, folder=...).",
            )
        self.derived = folder / "derived"
        self.derived.mkdir(exist_ok=True)
        self.connection = Connection(evidence, self.derived)

    @property
    def name(self) -> str:
        """The folder's name."""
        return self.folder.name

    def sql(self, query: str, params: Mapping[str, Any] | None = None) -> pl.DataFrame:
        """Run one SELECT over `reviews`, `imports` and `rejects`.

        Parameters
        ----------
        query : str
            In DuckDB's dialect; values are bound as `$name`.
        params : mapping, optional
            The values.

        Returns
        -------
        pl.DataFrame

        Raises
        ------
        DetectorError
            When it is not a single SELECT or fails; the message carries the query.
        """
        return self.connection.select(query, params)

    @property
    def imports(self) -> pl.DataFrame:
        """Every imported file with its account of rows; columns as `kit.schema.IMPORTS`."""
        return self.sql("select * from imports order by rowid")

    @property
    def rejects(self) -> pl.DataFrame:
        """Every row that was not loaded, with its reason; columns as `kit.schema.REJECTS`."""
        return self.sql("select * from rejects order by file, line")
