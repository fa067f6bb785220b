"""Make a bundle's tables again from the source files, and say which are equal.

A redacted edition is made again with the case's key. Without the key other pseudonyms come out:
then tables without names are compared whole, and of the others every figure.
"""

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
from kit.exhibit.case_edition import case_edition
from kit.exhibit.edition_tables import edition_tables
from kit.exhibit.key_file import BYTES, mark
from kit.exhibit.masking import is_masked
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
    bundle: Path,
    sources: Sequence[Path],
    progress: Progress | None = None,
    key: bytes | None = None,
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
    key : bytes, optional
        `kit.exhibit.key_file.read_key_file`: for a redacted edition.

    Returns
    -------
    list of Compared
        Version, files, detectors, then each table.

    Raises
    ------
    KitError
        When the bundle has no recipe, none of its files was given, or it was made with another key.
    """
    held = read(bundle)
    if key is not None and held.get("key") != mark(key):
        raise KitError(
            "The key is not the one that this bundle was made with.",
            hint="It lies beside the case's folder and is called after it: my_case.key.",
        )
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
            again = _again(case, held, progress, key)
        finally:
            case.close()
    return [*said, *_detectors(held, again["detectors"]), *_tables(held, again["results"], key)]


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
    """Return the recorded name where it is one; a name with a folder in it leads nowhere.

    One in which somebody is masked is no file's name: the given one says what was masked.
    """
    plain = recorded == Path(recorded).name and recorded not in ("", "..")
    return recorded if plain and not is_masked(recorded) else path.name


def _again(
    case: Case, held: Mapping[str, Any], progress: Progress | None, key: bytes | None
) -> dict[str, Any]:
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
    sealed = held.get("edition") == "sealed"
    edition = case_edition(case, key or bytes(BYTES), sealed=sealed)
    told, frames = edition_tables(case, findings, held["fdr"], edition)
    return {"detectors": screened(case), "results": results(case, told, frames)}


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


def _tables(
    held: Mapping[str, Any], again: Mapping[str, Mapping[str, Any]], key: bytes | None
) -> Iterator[Compared]:
    partly = held.get("edition") != "sealed" and key is None
    for name, recorded in held["results"].items():
        found = again.get(name)
        if found == recorded:
            yield Compared(name, True, f"{recorded['rows']:,} rows, the same")
        elif found is None:
            yield Compared(name, False, "this kit makes no such table")
        elif found["rows"] != recorded["rows"]:
            told = f"{found['rows']:,} rows; recorded are {recorded['rows']:,}"
            yield Compared(name, False, told)
        elif partly and found["figures"] == recorded["figures"]:
            told = f"{recorded['rows']:,} rows, every figure the same; its names need the key"
            yield Compared(name, True, told)
        else:
            yield Compared(name, False, f"{recorded['rows']:,} rows, but not the same")
