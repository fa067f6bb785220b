"""Make a bundle's tables again from the source files, and say which are equal.

A redacted edition is made again with the case's key. Without the key other pseudonyms come out:
then tables without names are compared whole, and of the others every figure.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kit import __version__
from kit.case import open_case
from kit.detectors import DETECTORS
from kit.errors import KitError
from kit.exhibit.captured import RESTING, WITHOUT, add_again, complete, given, recorded
from kit.exhibit.case_edition import case_edition
from kit.exhibit.edition_tables import edition_tables
from kit.exhibit.key_file import BYTES, mark
from kit.exhibit.recipe import matched, read, results, screened
from kit.exhibit.recorded_files import linked
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
    equal : bool or None
        None where it cannot be compared.
    told : str
        What is equal or what is not.
    """

    name: str
    equal: bool | None
    told: str


def reproduce(
    bundle: Path,
    sources: Sequence[Path],
    progress: Progress | None = None,
    key: bytes | None = None,
    captures: Sequence[Path] = (),
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
    captures : sequence of Path
        The files of the case's captures, under any name. Unless all of them are there, none is
        added, and what rests on them cannot be compared; the rest is.

    Returns
    -------
    list of Compared
        Version, files, captures, detectors, then each table.

    Raises
    ------
    KitError
        When the bundle has no recipe, none of its files was given, a file is of no capture, or it
        was made with another key.
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
    looks = recorded(held)
    shown = given(looks, captures)
    missing = [line for line in looks if not complete(line, shown)]
    without = RESTING if missing else ()
    said = [_version(held), *_files(held, [line for line, _ in found])]
    with tempfile.TemporaryDirectory(prefix="kit-reproduce-") as place:
        case = _imported(Path(place), found)
        try:
            if missing:
                said += _not_given(missing)
            else:
                said += _added(add_again(case, looks, shown, Path(place) / "captures"))
            again = _again(case, held, progress, key, without)
        finally:
            case.close()
    asked = {name: one for name, one in held["detectors"].items() if name not in without}
    recorded_results = held[WITHOUT] if missing else held["results"]
    resting = {
        name for name in held["results"] if held["results"][name] != recorded_results.get(name)
    }
    return [
        *said,
        *_detectors(asked, again["detectors"]),
        *_tables(held, recorded_results, again["results"], key, resting),
    ]


def _not_given(missing: Sequence[Mapping[str, Any]]) -> Iterator[Compared]:
    for line in missing:
        told = "its files were not all given; give them with --captures"
        yield Compared(f"capture {visible(str(line['capture']), 60)}", None, told)


def _added(added: Iterator[tuple[str, bool]]) -> Iterator[Compared]:
    for name, same in added:
        told = "the same files, moment and coverage" if same else "another one came out"
        yield Compared(f"capture {visible(name, 60)}", same, told)


def _imported(place: Path, found: Sequence[tuple[Mapping[str, Any], Path]]) -> Case:
    """Import each file under its recorded name, in the recorded order, with its mapping."""
    for number, (line, path) in enumerate(found):
        source = linked(place / str(number), line, path)
        mapping = json.loads(line["mapping"]) if line["mapping"] else None
        open_case(str(source), folder=place / "case", mapping=mapping).close()
    return open_case(folder=place / "case")


def _again(
    case: Case,
    held: Mapping[str, Any],
    progress: Progress | None,
    key: bytes | None,
    without: Sequence[str],
) -> dict[str, Any]:
    asked = [name for name in held["detectors"] if name not in without]
    chosen = [DETECTORS[name] for name in asked if name in DETECTORS]
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
    told, frames = edition_tables(case, findings, held["fdr"], edition, without=without)
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
    held: Mapping[str, Mapping[str, Any]], again: Mapping[str, Mapping[str, Any]]
) -> Iterator[Compared]:
    differ = 0
    for name, known in held.items():
        if name not in again:
            yield Compared(name, False, "this kit has no such detector")
        elif again[name]["code"] != known["code"]:
            yield Compared(name, False, "its query is another than the recorded one")
        elif again[name]["params"] != known["params"]:
            yield Compared(name, False, "its parameters are not those recorded")
        else:
            continue
        differ += 1
    if not differ:
        yield Compared("detectors", True, f"{len(again)} with the recorded queries and parameters")


def _tables(
    held: Mapping[str, Any],
    expected: Mapping[str, Mapping[str, Any]],
    again: Mapping[str, Mapping[str, Any]],
    key: bytes | None,
    resting: Collection[str],
) -> Iterator[Compared]:
    """Compare tables; of those that rest on captures, what does not rest on them."""
    partly = held.get("edition") != "sealed" and key is None
    for name in held["results"]:
        one = _table(name, expected.get(name), again.get(name), partly)
        if name in resting and one.equal:
            told = f"rests on captures that were not given; without these {one.told}"
            one = Compared(name, None, told)
        yield one


def _table(
    name: str, known: Mapping[str, Any] | None, found: Mapping[str, Any] | None, partly: bool
) -> Compared:
    if known is None or found is None:
        return Compared(name, False, "this kit makes no such table")
    if found == known:
        return Compared(name, True, f"{known['rows']:,} rows, the same")
    if found["rows"] != known["rows"]:
        told = f"{found['rows']:,} rows; recorded are {known['rows']:,}"
        return Compared(name, False, told)
    if partly and found["figures"] == known["figures"]:
        told = f"{known['rows']:,} rows, every figure the same; its names need the key"
        return Compared(name, True, told)
    return Compared(name, False, f"{known['rows']:,} rows, but not the same")
