"""Which of the files that a user names are new to a case, and how each is read and called."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa

from kit.engines.evidence import mapping_text
from kit.errors import CaseError, SourceError
from kit.plain_text import visible
from kit.sources.opening import FRAME, Planned, expand, planned
from kit.sources.reading.blocks import Original


def new_files(
    files: Any,
    stage: Path,
    mapping: Mapping[str, str | None] | None,
    known: list[dict[str, Any]],
) -> list[tuple[str, Planned]]:
    """Return the files that a case does not hold, each with its plan and a name of its own.

    Parameters
    ----------
    files : path, glob, frame, or a list of those
    stage : Path
        Where frames are written, so that they can be read like files.
    mapping : mapping, optional
        What the user decided about columns.
    known : list of dict
        The case's lines of `imports`.

    Raises
    ------
    SourceError
        When a file is missing or holds no reviews.
    CaseError
        When a file is in the case already, but was read with another mapping.
    """
    paths = _paths(files, stage)
    seen = {str(line["sha256"]): line for line in known}
    sizes = {line["bytes"] for line in known}
    taken = {str(line["file"]) for line in known}
    fresh: list[tuple[str, Planned]] = []
    for name, path in paths:
        original = Original(path) if path.is_file() else None
        if original and (original.size in sizes or len(paths) > 1):
            before = seen.get(original.sha256())
            if before is not None:
                _say_known(name, before, mapping)
                continue
            seen[original.sha256()] = {"file": name, "mapping": mapping_text(mapping)}
        plan = planned(path, name, mapping, nameless=name == FRAME)
        if plan.plan.source == "table":
            print(plan.proposal)
        fresh.append((_free(name, path, taken), plan))
    return fresh


def _paths(files: Any, stage: Path) -> list[tuple[str, Path]]:
    """Return name and path of every file; a frame is written to the stage first."""
    found: list[tuple[str, Path]] = []
    for number, file in enumerate(expand(files)):
        if isinstance(file, Path):
            found.append((file.name, file))
            continue
        path = stage / f"{FRAME}-{number}.parquet"
        try:
            table = pl.DataFrame(file) if isinstance(file, pa.Table) else file
            table.write_parquet(path)
        except (pl.exceptions.PolarsError, pa.ArrowException, TypeError) as error:
            raise SourceError(
                f"The frame cannot be stored: {error}", hint="Drop columns of Python objects."
            ) from error
        found.append((FRAME, path))
    return found


def _say_known(name: str, before: dict[str, Any], mapping: Mapping[str, str | None] | None) -> None:
    if before.get("mapping") != mapping_text(mapping):
        raise CaseError(
            f"{name} is in this case already, read with another mapping.",
            hint="Evidence does not change: open a new folder with the new mapping.",
        )
    shown = visible(str(before["file"]), 60)
    print(f"{visible(name, 60)} is in this case already, as {shown}; it was not read again.")


def _free(name: str, path: Path, taken: set[str]) -> str:
    """Return the file's name, with a folder or a number where another file has it already."""
    choices = [name, f"{path.parent.name}/{name}"] if name != FRAME else [name]
    free = next((choice for choice in choices if choice not in taken), None)
    number = 2
    while free is None or free in taken:
        free = f"{name} ({number})"
        number += 1
    taken.add(free)
    return free
