"""`kit exhibit`: a case as a bundle that another person can check."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kit.cli.opening import opened
from kit.cli.progress import progress


def exhibit(
    case: Annotated[Path, typer.Argument(help="The case's folder, as `kit investigate` made it.")],
    out: Annotated[Path, typer.Option(help="The bundle's folder; it must not exist yet.")],
    fdr: Annotated[
        float,
        typer.Option(min=0.0001, max=0.5, help="Most of those listed that may be there by chance."),
    ] = 0.05,
    sealed: Annotated[
        bool, typer.Option("--sealed", help="Name accounts, sellers and reviews as they are.")
    ] = False,
    sign_with: Annotated[
        Path | None,
        typer.Option(help="Your SSH key, to sign the bundle with: ~/.ssh/id_ed25519."),
    ] = None,
    assumptions: Annotated[
        Path | None,
        typer.Option(help="What the range of damages rests on: data/assumptions.toml, changed."),
    ] = None,
) -> None:
    """Write a case as a bundle that can be verified.

    The bundle is a BagIt bag with Exhibit A, a sheet for each account, methods, sources, tables and
    the journal. Accounts, sellers and reviews have pseudonyms, whose key lies beside the case as
    CASE.key and never in a bundle; --sealed writes the edition with their names. Names in its CSV
    files that a spreadsheet would run as a formula have an apostrophe before them. A
    signature is made by ssh-keygen and lies beside the manifests. --assumptions changes what the
    range of damages rests on.
    """
    from kit.exhibit.assumptions import read_assumptions

    given = None if assumptions is None else read_assumptions(assumptions)
    with opened([], case) as held:
        from kit.exhibit.case_bundle import write_case_bundle

        with progress("Screening") as report:
            bundle = write_case_bundle(
                held,
                out,
                fdr=fdr,
                sealed=sealed,
                sign_with=sign_with and sign_with.expanduser(),
                assumptions=given,
                progress=report,
            )
    told = "with their names" if sealed else "by pseudonym"
    typer.echo(
        f"{bundle.listed:,} accounts listed {told}; open {bundle.path / 'data' / 'index.html'}"
    )
    typer.echo(f"{bundle.sha256}  tagmanifest-sha256.txt")
