"""`kit unseal`: who is behind a pseudonym, told to a named person for a reason."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kit.cli.opening import opened
from kit.plain_text import visible

NAME_WIDTH = 2_000


def unseal(
    case: Annotated[Path, typer.Argument(help="The case's folder; its key lies beside it.")],
    pseudonym: Annotated[str, typer.Argument(help="As it stands in the export: A-7KQ2MXPT4ARD.")],
    by: Annotated[str, typer.Option(help="Who asks.")],
    reason: Annotated[str, typer.Option(help="Why, in neutral words.")],
) -> None:
    """Tell who is behind a pseudonym, and write down who asked and why.

    The line in the case's journal is written first. It holds the pseudonym, and not the name.
    """
    with opened([], case) as held:
        from kit.exhibit.unseal import unseal as told

        typer.echo(visible(told(held, pseudonym, by, reason), NAME_WIDTH))
