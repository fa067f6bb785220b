"""Open the case that a command line names, importing files first where it gives some."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from kit.disk import sha256
from kit.errors import CaseError, SourceError
from kit.plain_text import visible

if TYPE_CHECKING:
    from kit.case import Case


@contextmanager
def opened(
    files: Any, folder: Path, mapping: Mapping[str, str | None] | None = None
) -> Iterator[Case]:
    """Open the case in `folder`, with `files` imported, and say how its rows are accounted for.

    Parameters
    ----------
    files : list of Path or polars.DataFrame
        What to import; an empty list opens the case as it is.
    folder : Path
        The case's folder.
    mapping : mapping, optional
        As `kit.open_case` takes it.

    Raises
    ------
    KitError
        When a file cannot be read, or there is neither a file nor a case.
    """
    from kit.case import open_case

    if isinstance(files, list):
        files = [str(path) for path in files] or None
    if files is not None:
        typer.echo(f"Importing into {folder}", err=True)
    case = open_case(files, folder=folder, mapping=mapping)
    try:
        if files is not None:
            account(case)
        yield case
    finally:
        case.close()


def check_format(
    files: Sequence[Path], expected: str, mapping: Mapping[str, str | None] | None
) -> None:
    """Refuse files that are not of the format that the command line says.

    Raises
    ------
    SourceError
        When there is no such format, or a file was recognised as another.
    """
    from kit.sources.opening import expand, planned
    from kit.sources.registry import formats

    if expected not in formats():
        raise SourceError(f"There is no format {expected!r}.", available=formats())
    for path in expand(list(files)):
        if isinstance(path, Path):
            found = planned(path, path.name, mapping).plan.source
            if found != expected:
                raise SourceError(
                    f"{visible(path.name, 60)} is not {expected}: its content is that of {found}.",
                    hint="Leave out --format to read it as what it is; --map places columns.",
                )


def account(case: Case) -> None:
    """Print each import's account of rows: in = loaded + duplicates + rejects."""
    for row in case.imports.iter_rows(named=True):
        typer.echo(
            f"{visible(row['file'], 60)} ({row['source']}): {row['rows_in']:,} rows in = "
            f"{row['loaded']:,} loaded + {row['duplicates']:,} duplicates + "
            f"{row['rejects']:,} rejects",
            err=True,
        )


def own_case(files: Sequence[Path], folder: Path) -> None:
    """Refuse a case that was named after a file but holds another file than that.

    Importing into it would mix two markets without anyone having asked for it.

    Raises
    ------
    CaseError
        When the case holds a file whose bytes are not among those of `files`.
    """
    with opened([], folder) as case:
        held = dict(case.imports.select("sha256", "file").iter_rows())
    for path in files:
        held.pop(_sha256(path), None)
    if held:
        raise CaseError(
            f"{folder} already holds other files: "
            + ", ".join(visible(name, 60) for name in sorted(held.values())),
            hint="Choose another case with --folder; naming this one adds the file to it.",
        )


def _sha256(path: Path) -> str:
    if not path.is_file():
        raise SourceError(f"There is no file {visible(str(path), 200)}.")
    return sha256(path)
