"""`kit verify`: is a bundle what it was?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kit.plain_text import visible

NAME_WIDTH = 200
DIFFERS = 1


def verify(
    bundle: Annotated[Path, typer.Argument(help="The folder that `kit exhibit` wrote.")],
    files: Annotated[
        list[Path] | None,
        typer.Option(help="A source file to compare with its hash in the bundle; repeat it."),
    ] = None,
    case: Annotated[
        Path | None,
        typer.Option(help="The case's folder, whose journal must note this very bundle."),
    ] = None,
    sealed: Annotated[
        Path | None,
        typer.Option(help="The sealed edition, to compare a redacted one with, line by line."),
    ] = None,
    signer: Annotated[
        str | None,
        typer.Option(help="Who must have signed it, as the file of allowed signers names them."),
    ] = None,
    allowed_signers: Annotated[
        Path | None,
        typer.Option(help="That file: a name and a public SSH key in each line."),
    ] = None,
) -> None:
    """Name every changed, missing and added file of a bundle.

    Also checks the journal's chain and that both manifests are in their one canonical form. A
    bundle whose files and manifests were all written anew agrees with itself: give the case as
    well, ask for somebody's signature, or compare the last line with the hash that was noted when
    the bundle was written. Of a redacted edition, --case and --sealed also check each line of its
    journal against the line that it stands for, and --sealed every figure of its tables.
    """
    from kit.disk import sha256
    from kit.exhibit import bag
    from kit.exhibit.edition_check import against_case, against_sealed, is_redacted
    from kit.exhibit.signing import Signer
    from kit.exhibit.verifying import verify as check

    if (signer is None) != (allowed_signers is None):
        raise typer.BadParameter("--signer and --allowed-signers are given together.")
    asked = Signer(signer, allowed_signers) if signer is not None and allowed_signers else None
    problems = check(bundle, files or [], case, asked)
    if sealed is not None:
        problems += [*check(sealed), *against_sealed(bundle, sealed)]
    if case is not None and is_redacted(bundle):
        problems += against_case(bundle, case)
    for problem in problems:
        typer.echo(f"{problem.what}: {visible(problem.path, NAME_WIDTH)} {problem.told}")
    if problems:
        typer.echo(f"{len(problems):,} problems: this bundle is not what it was.", err=True)
        raise typer.Exit(DIFFERS)
    typer.echo(f"{len(bag.payload(bundle)):,} files are what they were.")
    typer.echo(_signed(bundle, signer))
    typer.echo(f"{sha256(bundle / bag.TAG_MANIFEST)}  {bag.TAG_MANIFEST}")


def _signed(bundle: Path, signer: str | None) -> str:
    """Say who signed a bundle in which nothing is wrong, and what was not looked at."""
    from kit.exhibit.signing import SIGNATURE, signed_with

    if not (bundle / SIGNATURE).is_file():
        return "It is not signed."
    key = signed_with(bundle)
    if key is None:
        return "It is signed, which was not checked: there is no ssh-keygen here."
    if signer is None:
        return f"It is signed by the {key}; whose key that is was not checked (--signer)."
    return f"It is signed by {visible(signer, NAME_WIDTH)} with the {key}."
