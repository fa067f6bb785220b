"""`kit doctor`: what is here, what is missing and how to get it."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import sys
from pathlib import Path

import typer

from kit.cli.browser import HINT, find_browser

DISTRIBUTION = "exhibit-a"
SHOWN = (
    "duckdb",
    "polars",
    "pyarrow",
    "scipy",
    "altair",
    "vl-convert-python",
    "ipywidgets",
    "anywidget",
    "jupyterlab",
)
ENOUGH_MEMORY = 2e9
CONTAINER_LIMIT = Path("/sys/fs/cgroup/memory.max")


def doctor() -> None:
    """Say what is here and what is missing.

    Versions, cores, memory, browser; then what is missing and how to get it.
    """
    versions = {name: version(name) for name in (DISTRIBUTION, *SHOWN)}
    total, free = memory()
    browser = find_browser()
    lines = {
        "python": f"{platform.python_version()} ({sys.executable})",
        **{name: found or "missing" for name, found in versions.items()},
        "cores": str(cores()),
        "memory": f"{total / 1e9:,.1f} GB, {free / 1e9:,.1f} GB free",
        "browser": str(browser or "none found (only the kit's own browser tests need one)"),
    }
    width = max(map(len, lines))
    for name, value in lines.items():
        typer.echo(f"{name:<{width}}  {value}")
    missing = [name for name, found in versions.items() if found is None]
    advice = advise(missing, free, browser)
    typer.echo("\n" + ("\n".join(advice) or "Nothing is missing."))
    if missing:
        raise typer.Exit(1)


def advise(missing: list[str], free: float, browser: Path | None) -> list[str]:
    """Return a line for everything that is missing, each with how to get it."""
    advice = []
    if missing:
        advice.append(f"Missing: {', '.join(missing)}. Get it with: pip install {DISTRIBUTION}")
    if free < ENOUGH_MEMORY:
        advice.append(
            "Little memory is free. DuckDB spills to disk: set KIT_MEMORY (as 1GB) to hold it back."
        )
    if browser is None:
        advice.append(f"For the browser tests: {HINT}.")
    return advice


def version(distribution: str) -> str | None:
    """Return a package's version, None where it is not installed."""
    try:
        return importlib.metadata.version(distribution)
    except importlib.metadata.PackageNotFoundError:
        return None


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def memory() -> tuple[float, float]:
    """Return memory in all and free, bytes; a container's limit counts as all there is."""
    import psutil

    machine = psutil.virtual_memory()
    try:
        limit = float(CONTAINER_LIMIT.read_text("ascii"))
    except (OSError, ValueError):
        return machine.total, machine.available
    return min(machine.total, limit), min(machine.available, limit)
