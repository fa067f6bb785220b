"""`kit lab`: a case's strongest suspects, then JupyterLab at the first notebook."""

from __future__ import annotations

import os
import signal
import sys
import webbrowser
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kit.cli.lab_server import serving
from kit.cli.leading import leading
from kit.cli.opening import account, opened, own_case
from kit.cli.progress import progress
from kit.cli.workplace import FIRST_NOTEBOOK, default_folder, is_case, place_notebooks

if TYPE_CHECKING:
    from kit.case import Case

FDR = 0.05


def lab(
    what: Annotated[
        Path | None,
        typer.Argument(metavar="[CASE|FILE]", help="A case or a file; none: the sample."),
    ] = None,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Print the address and open nothing.")
    ] = False,
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="This port, and no other.")
    ] = None,
) -> None:
    """Look at a case in JupyterLab.

    Prints the ten strongest suspects, then serves the notebooks on this machine and prints the
    address. Without a clone the notebooks are copied to ./notebooks, sparing those there.
    """
    from kit.ranking import suspects
    from kit.screening import screening

    with chosen(what) as case:
        folder = case.folder.resolve()
        with progress("Screening") as report:
            screening(case, progress=report)
        typer.echo("\n".join(leading(suspects(case, of="account", fdr=FDR), "accounts", FDR)))
    home = place_notebooks(Path.cwd())
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with serving(home, port, {"KIT_CASE": str(folder)}) as server:
        address = server.address(FIRST_NOTEBOOK)
        typer.echo(f"\nJupyterLab: {address}\nCtrl-C ends it.")
        if not no_browser and has_screen():
            webbrowser.open(address)
        try:
            server.process.wait()
        except KeyboardInterrupt:
            typer.echo("Ended.")


@contextmanager
def chosen(what: Path | None) -> Iterator[Case]:
    """Open what the command line names: a case, a file, or else what the notebooks are about."""
    if what is None:
        from kit.notebook import notebook_case

        with closing(notebook_case()) as case:
            account(case)
            yield case
        return
    files = [] if is_case(what) else [what]
    folder = what if is_case(what) else default_folder(files)
    if files and is_case(folder):
        own_case(files, folder)
    with opened(files, folder) as case:
        yield case


def has_screen() -> bool:
    """Tell whether a browser window could be seen; without one, a text browser would take over."""
    if sys.platform in {"darwin", "win32"}:
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
