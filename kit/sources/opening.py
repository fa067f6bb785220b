"""From what a user names to files that can be read: paths, globs, lists and frames."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa

from kit.errors import SourceError
from kit.sources.dates import ambiguous
from kit.sources.proposal import Proposal, describe
from kit.sources.reading.blocks import Original
from kit.sources.reading.sniff import sniff
from kit.sources.reading.sniff_columns import columns_sample
from kit.sources.registry import plan_for
from kit.sources.source import Plan, Sample

FRAME = "frame"
"""What a frame is called in `imports`; it has no file name."""


@dataclass(frozen=True)
class Planned:
    """A file and how it will be read.

    Parameters
    ----------
    name : str
        The file's name, without its folders.
    original : Original
        The file as it is now.
    plan : Plan
    proposal : Proposal
        The same for people.
    """

    name: str
    original: Original
    plan: Plan
    proposal: Proposal


def propose_mapping(
    file: str | Path | pl.DataFrame | pa.Table, mapping: Mapping[str, str | None] | None = None
) -> Proposal:
    """Show how a file would be read, without reading all of it.

    Parameters
    ----------
    file : path, Polars frame or Arrow table
    mapping : mapping of str to (str or None), optional
        What you have decided already: the file's column for each of our columns.

    Returns
    -------
    Proposal
        Print it; `.mapping` is a dictionary to change and pass to `open_case`.

    Raises
    ------
    SourceError
        When there is no such file, or no reviews can be read from it.
    """
    if isinstance(file, pl.DataFrame | pa.Table):
        head = file.head(500) if isinstance(file, pl.DataFrame) else file.slice(0, 500)
        table = head.to_arrow() if isinstance(head, pl.DataFrame) else head
        plan, sample = plan_for(FRAME, columns_sample(table, ""), mapping)
        return describe(FRAME, plan, sample, _notes(plan, sample))
    path = Path(file).expanduser()
    missing(path)
    return planned(path, path.name, mapping).proposal


def planned(
    path: Path, name: str, mapping: Mapping[str, str | None] | None, *, nameless: bool = False
) -> Planned:
    """Look at a file and decide how to read it; `nameless` where its stem is no product."""
    original = Original(path)
    sample = sniff(original)
    if nameless:
        sample = replace(sample, stem="")
    plan, sample = plan_for(name, sample, mapping)
    return Planned(name, original, plan, describe(name, plan, sample, _notes(plan, sample)))


def _notes(plan: Plan, sample: Sample) -> tuple[str, ...]:
    """Return what was decided for a reader and could be otherwise."""
    field = plan.placed.get("posted_at")
    if plan.source == "table" and field and ambiguous(plan.dates, sample.values(field)):
        first = "the month" if "%m" in plan.dates[0][:2] else "the day"
        return (f"dates such as {sample.values(field)[0]} were read with {first} first",)
    return ()


def expand(files: Any) -> list[Path | pl.DataFrame | pa.Table]:
    """Return every file that a path, a glob, a frame, or a list of those stands for.

    Raises
    ------
    SourceError
        When a file is missing, a glob finds nothing, or the list is empty.
    """
    if isinstance(files, pl.DataFrame | pa.Table):
        return [files]
    if isinstance(files, pl.LazyFrame):
        return [files.collect()]
    if isinstance(files, str | Path):
        return list(_paths(Path(files).expanduser()))
    if not isinstance(files, Iterable):
        raise SourceError(
            f"{type(files).__name__} is nothing that reviews can be read from.",
            available=("a path", "a glob", "a list of paths", "a Polars frame", "an Arrow table"),
        )
    found = [item for file in files for item in expand(file)]
    if not found:
        raise SourceError("The list of files is empty.", hint="Give at least one file.")
    return found


def missing(path: Path) -> None:
    """Raise a `SourceError` when there is no such file, naming those that look like it."""
    if path.exists():
        return
    folder = path.parent
    names = [entry.name for entry in folder.iterdir()] if folder.is_dir() else []
    alike = difflib.get_close_matches(path.name, names, n=6, cutoff=0.5)
    raise SourceError(
        f"There is no file {path}.",
        available=alike or sorted(names)[:12],
        hint=f"Look at the name; these are in {folder}." if names else "Look at the folder.",
    )


def _paths(path: Path) -> Iterable[Path]:
    if path.exists() or not set(str(path)) & set("*?["):
        missing(path)
        return [path]
    anchor = Path(path.anchor or ".")
    pattern = str(path.relative_to(anchor)) if path.anchor else str(path)
    files = sorted(entry for entry in anchor.glob(pattern) if entry.is_file())
    if not files:
        raise SourceError(f"No file matches {path}.", hint="Try the pattern with ls.")
    return files
