"""`kit reproduce`: does a bundle follow from its source files?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kit.cli.progress import progress

NOT_SHOWN = 1
"""Something differs, or cannot be compared: it is not shown that all is equal."""

WORDS = {True: "equal", False: "DIFFERS", None: "UNKNOWN"}


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
    captures: Annotated[
        list[Path] | None,
        typer.Option(help="A file of a capture of the case, under any name; repeat it for each."),
    ] = None,
) -> None:
    """Make a bundle's tables again and say which are equal.

    Runs import and screening from the source files, with the recorded parameters, in a case that is
    thrown away. Of a redacted edition, names can be compared with the case's key alone; without it
    every figure is. What rests on later captures of the market needs their files; without them it
    is told which tables that are.
    """
    from kit.exhibit.key_file import read_key_file
    from kit.exhibit.reproducing import reproduce as again

    with progress("Screening") as report:
        compared = again(bundle, files, report, read_key_file(key) if key else None, captures or ())
    for one in compared:
        typer.echo(f"{WORDS[one.equal]:<8} {one.name}: {one.told}")
    differ = sum(one.equal is False for one in compared)
    unknown = sum(one.equal is None for one in compared)
    if differ:
        typer.echo(f"{differ} of {len(compared)} differ.", err=True)
    if unknown:
        typer.echo(f"{unknown} of {len(compared)} cannot be compared without captures.", err=True)
    if differ or unknown:
        raise typer.Exit(NOT_SHOWN)
