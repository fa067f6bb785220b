"""`kit investigate`: from files to findings, suspects and a report, without a notebook."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kit.cli.leading import leading
from kit.cli.opening import check_format, opened, own_case
from kit.cli.progress import progress
from kit.cli.workplace import default_folder, is_case

OUT = Path("out")


def investigate(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Review files of any format in `kit formats`; none: the case as it is."
        ),
    ] = None,
    folder: Annotated[
        Path | None,
        typer.Option(help="The case's folder; made, or added to.  [default: cases/<file's name>]"),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Where to write.  [default: out/<case's name>]")
    ] = None,
    fdr: Annotated[
        float,
        typer.Option(min=0.0001, max=0.5, help="Most of those named that may be there by chance."),
    ] = 0.05,
    expected: Annotated[
        str | None,
        typer.Option("--format", help="Stop unless the files are of this one of `kit formats`."),
    ] = None,
    mapping: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="OUR=THEIRS", help="Our column = the file's; repeat it."),
    ] = None,
) -> None:
    """Write findings, suspects and a report.

    Imports the files into a case, runs every detector, and writes findings.parquet, suspects.csv
    and report.html. Names in suspects.csv that a spreadsheet would run as a formula have an
    apostrophe before them.
    """
    if not files and folder is None:
        raise typer.BadParameter("give files to import, or a case with --folder")
    given = list(files or [])
    if folder is None:
        folder = default_folder(given)
        if is_case(folder):
            own_case(given, folder)
    places = mapped(mapping or [])
    if expected is not None:
        check_format(given, expected, places)
    with opened(given, folder, places) as case:
        from kit.exhibit.bundle import write_bundle
        from kit.ranking.prevalence import in_words

        with progress("Screening") as report:
            bundle = write_bundle(
                case, out or OUT / folder.resolve().name, fdr=fdr, progress=report
            )
    if told := in_words(bundle.shares):
        typer.echo(told + "\n")
    for what, named in (("accounts", bundle.accounts), ("products", bundle.products)):
        typer.echo("\n".join(leading(named, what, fdr)) + "\n")
    for path in bundle.paths:
        typer.echo(path)


def mapped(pairs: list[str]) -> dict[str, str | None] | None:
    """Return `--map` as a mapping; nothing after the sign means "not in the file".

    Raises
    ------
    typer.BadParameter
        Where there is no sign.
    """
    found: dict[str, str | None] = {}
    for pair in pairs:
        ours, sign, theirs = pair.partition("=")
        if not sign or not ours:
            raise typer.BadParameter(f"{pair!r} is not OUR=THEIRS, as in stars=Rating")
        found[ours.strip()] = theirs or None
    return found or None
