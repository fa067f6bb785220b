"""Is a bundle what it was? Every file that changed, is missing, or was added, by name.

Nothing in a bundle is trusted: links are not followed, no archive is unpacked, no path that a
manifest names is opened unless the walk through the folder found that very file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kit import journal
from kit.disk import sha256
from kit.errors import CaseError, KitError
from kit.exhibit import bag
from kit.exhibit.recipe import changed_sources
from kit.exhibit.signing import SIGNATURE, Signer, told_wrong
from kit.exhibit.walking import walk

_LINE = re.compile(rb"([0-9a-f]{64})  ([^\r\n]+)")
EXPORT = "export"
"""Kind of the journal's line about a bundle."""

LONGEST_MANIFEST = 256 * 2**20
"""Bytes of a manifest that are read: more than a million files need."""

LONGEST_JOURNAL = 2**30
"""Bytes of a journal that is read: millions of verdicts have less."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with a bundle.

    Parameters
    ----------
    what : {"changed", "missing", "added", "link", "odd", "form", "journal", "signature", "source"}
    path : str
        The file, from the bundle's folder.
    told : str
        A sentence for a reader.
    """

    what: str
    path: str
    told: str


def verify(
    bundle: Path,
    sources: Sequence[Path] = (),
    case: Path | None = None,
    signer: Signer | None = None,
) -> list[Problem]:
    """Compare a bundle with its manifests, its journal with itself, and sources with their hashes.

    Parameters
    ----------
    bundle : Path
        The folder that `kit exhibit` wrote.
    sources : sequence of Path
        Source files to compare with the hashes in the bundle.
    case : Path, optional
        The case's folder: its journal must note the export of this very bundle.
    signer : Signer, optional
        Whose signature it must have. A signature that is there must fit in any case.

    Returns
    -------
    list of Problem
        Sorted by path; empty where everything agrees.

    Raises
    ------
    KitError
        When there is no such folder.

    Notes
    -----
    Whoever changes a file, writes both manifests anew and leaves out or makes anew the signature
    makes a bundle that agrees with itself. That is seen by comparing the hash of its tag manifest
    with the one in the case's journal (`case`), or with one that was sent another way, or by asking
    for the signature of somebody (`signer`); not by looking at the bundle alone.
    """
    if not bundle.is_dir() or bundle.is_symlink():
        raise KitError(f"{bundle} is no bundle: there is no such folder.")
    there, others = walk(bundle)
    problems = [Problem(*other) for other in others]
    hashes = {}
    for name in there:
        try:
            hashes[name] = sha256(bundle / name)
        except OSError as error:
            hashes[name] = ""
            problems.append(Problem("odd", name, f"cannot be read: {error.strerror}"))
    problems += _tags(bundle, hashes)
    problems += _payload(bundle, hashes)
    problems += _journal(bundle, hashes)
    problems += _signature(bundle, hashes, signer)
    if case is not None:
        problems += _export(case, hashes)
    if sources:
        problems += [Problem("source", *pair) for pair in changed_sources(bundle, sources)]
    return sorted(problems, key=lambda problem: (problem.path, problem.what))


def _tags(bundle: Path, hashes: Mapping[str, str]) -> Iterator[Problem]:
    """Tag files, against the tag manifest and against the one form that it can have."""
    wanted = {*bag.TAGGED, bag.TAG_MANIFEST}
    allowed = {*wanted, SIGNATURE}
    for name in sorted(wanted - set(hashes)):
        yield Problem("missing", name, "is missing")
    for name in sorted(name for name in hashes if not _in_payload(name) and name not in allowed):
        yield Problem("added", name, "is no part of the bundle")
    if bag.DECLARATION in hashes and _head(bundle / bag.DECLARATION) != bag.DECLARED:
        yield Problem("changed", bag.DECLARATION, "is not what every bundle has there")
    if bag.TAG_MANIFEST not in hashes:
        return
    listed, clean = _read(bundle / bag.TAG_MANIFEST)
    differ = [name for name in bag.TAGGED if name in hashes and listed.get(name) != hashes[name]]
    for name in differ:
        told = f"does not have the hash that {bag.TAG_MANIFEST} gives: one of the two was changed"
        yield Problem("changed", name, told)
    present = {name: hashes[name] for name in bag.TAGGED if name in hashes}
    same = _head(bundle / bag.TAG_MANIFEST) == bag.manifest(present)
    if not clean or (not same and not differ and len(present) == len(bag.TAGGED)):
        yield Problem("form", bag.TAG_MANIFEST, "is not in its canonical form: it was changed")


def _payload(bundle: Path, hashes: Mapping[str, str]) -> Iterator[Problem]:
    """Payload files, against the manifest."""
    if bag.MANIFEST not in hashes:
        return
    listed, clean = _read(bundle / bag.MANIFEST)
    if not clean:
        told = "is not in its canonical form: it was changed"
        yield Problem("form", bag.MANIFEST, told)
    found = {name for name in hashes if _in_payload(name)}
    for name in sorted(found - set(listed)):
        yield Problem("added", name, f"is not in {bag.MANIFEST}")
    for name in sorted(set(listed) - found):
        yield Problem("missing", name, "is missing")
    for name in sorted(found & set(listed)):
        if hashes[name] != listed[name]:
            told = f"does not have the hash that {bag.MANIFEST} gives"
            yield Problem("changed", name, told)


def _read(path: Path) -> tuple[dict[str, str], bool]:
    """Return hash by path, and whether the file is in the one form that it can have."""
    content = _head(path)
    listed = {}
    for line in content.split(b"\n"):
        if match := _LINE.fullmatch(line):
            name = match[2].decode("utf-8", "replace")
            listed[name.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")] = match[
                1
            ].decode()
    return listed, content == bag.manifest(listed)


def _head(path: Path) -> bytes:
    """Return a file's bytes, as far as a manifest may go: a hostile one may fill the memory."""
    with path.open("rb") as file:
        return file.read(LONGEST_MANIFEST)


def _signature(bundle: Path, hashes: Mapping[str, str], signer: Signer | None) -> Iterator[Problem]:
    if bag.TAG_MANIFEST not in hashes or (SIGNATURE not in hashes and signer is None):
        return
    if told := told_wrong(bundle, signer):
        yield Problem("signature", SIGNATURE, told)


def _journal(bundle: Path, hashes: Mapping[str, str]) -> Iterator[Problem]:
    name = f"{bag.PAYLOAD}/{journal.NAME}"
    if name not in hashes:
        return
    if (bundle / name).stat().st_size > LONGEST_JOURNAL:
        yield Problem("journal", name, f"has more than {LONGEST_JOURNAL:,} bytes: it was not read")
        return
    try:
        journal.verify(bundle / bag.PAYLOAD)
    except CaseError as error:
        yield Problem("journal", name, error.problem)


def _export(case: Path, hashes: Mapping[str, str]) -> Iterator[Problem]:
    """Look in the case's journal, whose chain must hold, for the hash of this bundle."""
    # Half a last line is no break: another process may be writing it.
    if journal.check(case).broken_at is not None:
        journal.verify(case)
    known = [entry.data.get("bundle") for entry in journal.read(case) if entry.kind == EXPORT]
    if bag.TAG_MANIFEST in hashes and hashes[bag.TAG_MANIFEST] not in known:
        told = "has a hash that the case's journal notes for no export"
        yield Problem("journal", bag.TAG_MANIFEST, told)


def _in_payload(name: str) -> bool:
    return name.startswith(f"{bag.PAYLOAD}/")
