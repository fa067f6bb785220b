"""`kit formats`: the files that the kit knows by their content."""

from __future__ import annotations

import typer


def formats() -> None:
    """List the files that are recognised."""
    from kit.sources import SOURCES

    width = max(len(source.name) for source in SOURCES.values())
    for source in SOURCES.values():
        typer.echo(f"{source.name:<{width}}  {source.about.strip().splitlines()[0]}")
    typer.echo("\nEach plain, .gz or .zst. A file is recognised by its content, not by its name.")
