"""`kit daily`: today's files into a case, and a page about who is new, gone or back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kit.cli.investigate import mapped
from kit.cli.progress import progress


def daily(
    case: Annotated[Path, typer.Argument(help="The case's folder, as `kit investigate` made it.")],
    files: Annotated[
        list[Path],
        typer.Argument(help="Today's review files, or those of several days."),
    ],
    fdr: Annotated[
        float,
        typer.Option(min=0.0001, max=0.5, help="Most of those listed that may be there by chance."),
    ] = 0.05,
    audit: Annotated[
        int, typer.Option(min=0, max=1000, help="Accounts to draw from those not listed.")
    ] = 20,
    every: Annotated[
        int,
        typer.Option(min=1, help="Days from one screening to the next; the list waits meanwhile."),
    ] = 1,
    mapping: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="OUR=THEIRS", help="Our column = the file's; repeat it."),
    ] = None,
) -> None:
    """Take in a day's reviews and say who is new, gone, back, and still waiting.

    Files whose last review is of the same day are one day; several days are run one after the
    other. The same file twice changes nothing, and a run that was stopped is finished by the next.
    A screening is of the whole case. With --every 7 each seventh day has one, and the days between
    cost what their files cost. Each day becomes a page in the case's folder, under daily/.
    """
    from kit.case import open_case
    from kit.exhibit.day_page import write_day_page
    from kit.trust.daily import daily as run
    from kit.trust.daily import summary

    with progress("Screening") as report:
        made = run(
            case, list(files), mapping=mapped(mapping or []), fdr=fdr, audit_size=audit,
            every=every, progress=report,
        )  # fmt: skip
    held = open_case(folder=case)
    try:
        for day in made:
            typer.echo("\n".join(summary(day)) + "\n")
            typer.echo(write_day_page(held, day))
    finally:
        held.close()
