"""`kit reproduce`: does a bundle follow from its source files?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kit.cli.progress import progress

DIFFERS = 1


def reproduce(
    bundle: Annotated[Path, typer.Argument(help="The folder that `kit exhibit` wrote.")],
    files: Annotated[
        list[Path],
        typer.Option(help="A source file, under any name; repeat it for each."),
    ],
    key: Annotated[
        Path | None,
        typer.Option(help="The case's key, my_case.key, for a redacted edition."),
    ] = None,
) -> None:
    """Make a bundle's tables again and say which are equal.

    Runs import and screening from the source files, with the recorded parameters, in a case that is
    thrown away. Of a redacted edition, names can be compared with the case's key alone; without it
    every figure is.
    """
    from kit.exhibit.key_file import read_key_file
    from kit.exhibit.reproducing import reproduce as again

    with progress("Screening") as report:
        compared = again(bundle, files, report, read_key_file(key) if key else None)
    for one in compared:
        typer.echo(f"{'equal' if one.equal else 'DIFFERS':<8} {one.name}: {one.told}")
    differ = sum(not one.equal for one in compared)
    if differ:
        typer.echo(f"{differ} of {len(compared)} differ.", err=True)
        raise typer.Exit(DIFFERS)
