"""`kit formats`: the files that the kit knows by their content."""

from __future__ import annotations

import typer


def formats() -> None:
    """List the files that are recognised."""
    from kit.sources.registry import formats as known

    width = max(map(len, known()))
    for source in known().values():
        typer.echo(f"{source.name:<{width}}  {source.about.strip().splitlines()[0]}")
    typer.echo("\nEach plain, .gz or .zst. A file is recognised by its content, not by its name.")
