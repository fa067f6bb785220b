"""A folder as a BagIt bag (RFC 8493): which files belong to it, and the SHA-256 of each.

We write the four tag files ourselves, because `kit verify` compares them byte for byte with the one
form that they can have: sorted by path, hashes in lower case, two blanks, one line feed. Other
tools accept other forms, which would leave room for changes that nobody notices.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from kit.disk import sha256, sync, sync_where_possible
from kit.errors import KitError
from kit.locking import locked

PAYLOAD = "data"
DECLARATION = "bagit.txt"
INFO = "bag-info.txt"
MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"
DECLARED = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
TAGGED = (INFO, DECLARATION, MANIFEST)
"""Tag files that the tag manifest lists, sorted."""

WAIT = 2.0
"""Seconds to wait for another process that writes to the same place."""


def manifest(hashes: Mapping[str, str]) -> bytes:
    """Return a manifest in its canonical form.

    Parameters
    ----------
    hashes : mapping of str to str
        SHA-256 by path from the bag's folder, with `/` between its parts.
    """
    return "".join(f"{hashes[path]}  {_written(path)}\n" for path in sorted(hashes)).encode()


def seal(folder: Path, info: Mapping[str, str]) -> str:
    """Make a folder whose payload lies in `data/` into a bag.

    Parameters
    ----------
    folder : Path
    info : mapping of str to str
        Lines of bag-info.txt. Payload-Oxum is added.

    Returns
    -------
    str
        SHA-256 of the tag manifest: it stands for the whole bag.
    """
    files = payload(folder)
    size = sum(path.stat().st_size for path in files.values())
    lines = {**info, "Payload-Oxum": f"{size}.{len(files)}"}
    said = "".join(f"{name}: {' '.join(lines[name].split())}\n" for name in sorted(lines))
    (folder / DECLARATION).write_bytes(DECLARED)
    (folder / INFO).write_bytes(said.encode())
    (folder / MANIFEST).write_bytes(manifest({name: sha256(p) for name, p in files.items()}))
    (folder / TAG_MANIFEST).write_bytes(manifest({n: sha256(folder / n) for n in TAGGED}))
    return sha256(folder / TAG_MANIFEST)


def payload(folder: Path) -> dict[str, Path]:
    """Return the files under `data/`, by their path in the bag."""
    return {
        path.relative_to(folder).as_posix(): path
        for path in sorted((folder / PAYLOAD).rglob("*"))
        if path.is_file()
    }


@contextmanager
def stage(place: Path) -> Iterator[Path]:
    """Give an empty folder beside `place` that takes its name when the block ends well.

    A process that is killed leaves the stage, which has another name and, unless it is whole, no
    tag manifest. A lock keeps two exports to one place from writing into one stage, where one of
    them would seal what the other has written by half.

    Raises
    ------
    KitError
        When something is there already, another process writes to this place, or nothing can be
        written.
    """
    place = place.resolve()
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritten(place, error) from error
    with locked(place.parent / f".{place.name}.lock", f"The bundle {place}", WAIT):
        yield from _staged(place)


def _staged(place: Path) -> Iterator[Path]:
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise KitError(
            f"{place} is there already, and a bundle is never written over.",
            hint="Choose another folder with --out.",
        )
    beside = place.parent / f".{place.name}.bundle"
    try:
        shutil.rmtree(beside, ignore_errors=True)
        (beside / PAYLOAD).mkdir(parents=True)
        yield beside
        for path in sorted(beside.rglob("*")):
            (sync if path.is_file() else sync_where_possible)(path)
        if place.is_dir():
            place.rmdir()
        beside.rename(place)
        sync(place.parent)
    except OSError as error:
        raise _unwritten(place, error) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _unwritten(place: Path, error: OSError) -> KitError:
    return KitError(
        f"The bundle {place} cannot be written: {error.strerror}.",
        hint="See that the disk has room and that you may write there.",
    )


def _written(path: str) -> str:
    """Return a path as a manifest writes it: what would end or forge a line is encoded."""
    return path.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")
