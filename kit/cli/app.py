"""The commands put together, and what happens to an error."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from kit.cli.daily import daily
from kit.cli.detectors import detectors
from kit.cli.doctor import doctor
from kit.cli.evaluate import evaluate
from kit.cli.exhibit import exhibit
from kit.cli.formats import formats
from kit.cli.investigate import investigate
from kit.cli.lab import lab
from kit.cli.market import market
from kit.cli.practice import practice
from kit.cli.reproduce import reproduce
from kit.cli.unseal import unseal
from kit.cli.verify import verify
from kit.errors import KitError
from kit.plain_text import visible

INPUT_PROBLEM = 1
INTERNAL_ERROR = 3
INTERRUPTED = 130

EXIT_CODES = (
    "Exit codes: 0 done; 1 a problem with what was given (a file, a case, a value), said on stderr "
    "with a hint; 2 the command line is wrong; 3 an error inside the kit; 130 interrupted."
)

app = typer.Typer(
    name="kit",
    help="Exhibit A: find reviews, accounts and products that are consistent with paid reviewing.",
    epilog=EXIT_CODES,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
COMMANDS = (
    investigate, daily, market, exhibit, verify, reproduce, unseal,
    lab, detectors, formats, practice, evaluate, doctor,
)  # fmt: skip
for command in COMMANDS:
    app.command()(command)


@app.callback()
def everywhere(
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
) -> None:
    """Exhibit A: find reviews, accounts and products that are consistent with paid reviewing."""


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line and exit.

    Parameters
    ----------
    args : sequence of str, optional
        Arguments without the program's name; by default those of the process.

    Raises
    ------
    SystemExit
        Always; the codes are those that `kit --help` lists.
    """
    given = list(sys.argv[1:] if args is None else args)
    # People add --debug where the error appeared: at the end of the line.
    debug = "--debug" in given
    rest = [argument for argument in given if argument != "--debug"]
    try:
        app(["--debug", *rest] if debug else rest, prog_name="kit")
    except KeyboardInterrupt:
        typer.echo("Interrupted.", err=True)
        sys.exit(INTERRUPTED)
    except KitError as error:
        if debug:
            raise
        for line in str(error).splitlines():
            typer.echo(visible(line), err=True)
        sys.exit(INPUT_PROBLEM)
    except Exception as error:
        if debug:
            raise
        typer.echo(f"Error inside the kit: {type(error).__name__}: {visible(str(error))}", err=True)
        typer.echo("Hint: run the command again with --debug for the traceback.", err=True)
        sys.exit(INTERNAL_ERROR)
