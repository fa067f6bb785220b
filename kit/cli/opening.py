"""Open the case that a command line names, importing files first where it gives some."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from kit.errors import CaseError
from kit.plain_text import visible

if TYPE_CHECKING:
    from kit.case import Case


def opened(
    files: Sequence[Path], folder: Path, mapping: Mapping[str, str | None] | None = None
) -> Case:
    """Open the case in `folder`, with `files` imported, and say how its rows are accounted for.

    Raises
    ------
    KitError
        When a file cannot be read, or there is neither a file nor a case.
    """
    from kit.case import open_case

    if not files:
        return open_case(folder=folder)
    names = ", ".join(visible(path.name, 60) for path in files)
    typer.echo(f"Importing {names} into {folder}", err=True)
    case = open_case([str(path) for path in files], folder=folder, mapping=mapping)
    account(case)
    return case


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
    """Refuse a case that was named after a file but holds another file of that name.

    Importing into it would mix two markets without anyone having asked for it.
    """
    from kit.case import open_case

    with open_case(folder=folder) as case:
        held = set(case.imports["file"])
    strangers = sorted(held - {path.name for path in files})
    if strangers:
        raise CaseError(
            f"{folder} already holds other files: "
            + ", ".join(visible(name, 60) for name in strangers),
            hint="Choose a case with --folder; give that folder to add these files to it.",
        )
