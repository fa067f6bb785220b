"""`kit detectors`: what is looked for, under which null, with which query."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Annotated

import typer

from kit.errors import NotFoundError

if TYPE_CHECKING:
    from kit.detector import Detector

WIDTH = 88


def detectors(
    name: Annotated[str | None, typer.Argument(help="Show this one in full.")] = None,
) -> None:
    """Show what is looked for, and how.

    With a name: what it means, its null, its innocent explanation, its parameters and its query.
    """
    from kit.detectors import DETECTORS

    if name is None:
        width = max(map(len, DETECTORS))
        for detector in DETECTORS.values():
            typer.echo(f"{detector.name:<{width}}  {detector.family:<12}  {detector.title}")
        return
    if name not in DETECTORS:
        raise NotFoundError(f"There is no detector {name!r}.", available=DETECTORS)
    typer.echo(described(DETECTORS[name]))


def described(detector: Detector) -> str:
    """Return one detector as text: sections, parameters, query."""
    from kit.detector import SECTIONS

    parts = [detector.name, detector.title, ""]
    parts += [f"Family: {detector.family}", f"Flags: {', '.join(detector.flags)}", ""]
    for heading in SECTIONS:
        text = textwrap.fill(detector.section(heading), WIDTH, break_on_hyphens=False)
        parts += [heading, textwrap.indent(text, "    ")]
    parts += ["", "Parameters"]
    parts += [
        f"    {name} = {param.default} {param.unit}".rstrip() + f" ({param.low} to {param.high})"
        for name, param in detector.params.items()
    ] or ["    none"]
    parts += ["", "Query", textwrap.indent(textwrap.dedent(detector.sql).strip(), "    ")]
    return "\n".join(parts)
