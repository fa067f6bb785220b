"""Make a bundle's tables again from the source files, and say which are equal."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kit import __version__
from kit.case import open_case
from kit.detectors import DETECTORS
from kit.errors import KitError
from kit.exhibit.case_tables import tables
from kit.exhibit.recipe import matched, read, results, screened
from kit.plain_text import visible
from kit.screening import screen

if TYPE_CHECKING:
    from kit.case import Case
    from kit.detector import Progress


@dataclass(frozen=True)
class Compared:
    """One thing that was compared.

    Parameters
    ----------
    name : str
        A table, or what else the results rest on.
    equal : bool
    told : str
        What is equal or what is not.
    """

    name: str
    equal: bool
    told: str


def reproduce(
    bundle: Path, sources: Sequence[Path], progress: Progress | None = None
) -> list[Compared]:
    """Run import and screening again, with the recorded parameters, into a throw-away case.

    Parameters
    ----------
    bundle : Path
        The folder that `kit exhibit` wrote.
    sources : sequence of Path
        The files that the case was made from, under any name: they are told by their SHA-256.
    progress : callable, optional
        Called as `kit.screen` calls it.

    Returns
    -------
    list of Compared
        Version, files, detectors, then each table.

    Raises
    ------
    KitError
        When the bundle has no recipe, or none of its files was given.
    """
    held = read(bundle)
    found = matched(held, sources)
    if not found:
        raise KitError(
            "None of these files has the bytes that the case was made from.",
            available=[visible(str(line["file"]), 60) for line in held["files"]],
            hint="Give the files with --files; their names do not matter.",
        )
    said = [_version(held), *_files(held, [line for line, _ in found])]
    with tempfile.TemporaryDirectory(prefix="kit-reproduce-") as place:
        case = _imported(Path(place), found)
        try:
            again = _again(case, held, progress)
        finally:
            case.close()
    return [*said, *_detectors(held, again["detectors"]), *_tables(held, again["results"])]


def _imported(place: Path, found: Sequence[tuple[Mapping[str, Any], Path]]) -> Case:
    """Import each file under its recorded name, in the recorded order, with its mapping."""
    for number, (line, path) in enumerate(found):
        source = place / str(number) / _name(str(line["file"]), path)
        source.parent.mkdir()
        # A link keeps a file of many gigabytes where it is; only its name is ours.
        source.symlink_to(path.resolve())
        mapping = json.loads(line["mapping"]) if line["mapping"] else None
        open_case(str(source), folder=place / "case", mapping=mapping).close()
    return open_case(folder=place / "case")


def _name(recorded: str, path: Path) -> str:
    """Return the recorded name where it is one; a name with a folder in it leads nowhere."""
    return recorded if recorded == Path(recorded).name and recorded not in ("", "..") else path.name


def _again(case: Case, held: Mapping[str, Any], progress: Progress | None) -> dict[str, Any]:
    chosen = [DETECTORS[name] for name in held["detectors"] if name in DETECTORS]
    params = {
        one.name: {
            name: value
            for name, value in held["detectors"][one.name]["params"].items()
            if name in one.params
        }
        for one in chosen
    }
    # In the kit's own order: the findings of a screening lie in it.
    chosen.sort(key=list(DETECTORS.values()).index)
    findings = screen(case, chosen, params, progress=progress)
    frames = tables(case, findings, held["fdr"])
    return {"detectors": screened(case), "results": results(case, findings, frames)}


def _version(held: Mapping[str, Any]) -> Compared:
    if held["kit"] == __version__:
        return Compared("kit", True, f"version {__version__}, as recorded")
    return Compared("kit", False, f"version {__version__}; recorded is {held['kit']}")


def _files(held: Mapping[str, Any], found: Sequence[Mapping[str, Any]]) -> Iterator[Compared]:
    for line in held["files"]:
        there = line in found
        told = "the same bytes" if there else "no file with its SHA-256 was given"
        yield Compared(visible(str(line["file"]), 60), there, told)


def _detectors(
    held: Mapping[str, Any], again: Mapping[str, Mapping[str, Any]]
) -> Iterator[Compared]:
    differ = 0
    for name, recorded in held["detectors"].items():
        if name not in again:
            yield Compared(name, False, "this kit has no such detector")
        elif again[name]["code"] != recorded["code"]:
            yield Compared(name, False, "its query is another than the recorded one")
        elif again[name]["params"] != recorded["params"]:
            yield Compared(name, False, "its parameters are not those recorded")
        else:
            continue
        differ += 1
    if not differ:
        yield Compared("detectors", True, f"{len(again)} with the recorded queries and parameters")


def _tables(held: Mapping[str, Any], again: Mapping[str, Mapping[str, Any]]) -> Iterator[Compared]:
    for name, recorded in held["results"].items():
        found = again.get(name)
        if found == recorded:
            yield Compared(name, True, f"{recorded['rows']:,} rows, the same")
        elif found is None:
            yield Compared(name, False, "this kit makes no such table")
        elif found["rows"] != recorded["rows"]:
            told = f"{found['rows']:,} rows; recorded are {recorded['rows']:,}"
            yield Compared(name, False, told)
        else:
            yield Compared(name, False, f"{recorded['rows']:,} rows, but not the same")
