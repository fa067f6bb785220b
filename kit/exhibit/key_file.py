"""The key of a case's pseudonyms: a file beside the case, for its owner's eyes, never in an export.

Whoever has the key and the case can say who is behind each pseudonym; without the key nobody can,
not even by trying every name there is.
"""

from __future__ import annotations

import hmac
import os
import re
import secrets
import stat
from pathlib import Path

from kit import journal
from kit.errors import CaseError

BYTES = 32
_KEY = re.compile(rf"[0-9a-f]{{{2 * BYTES}}}\n?")


def key_path(folder: Path) -> Path:
    """Return where the key of a case lies: beside its folder."""
    place = folder.resolve()
    return place.parent / f"{place.name}.key"


def read_key(folder: Path) -> bytes:
    """Return the key of a case.

    Parameters
    ----------
    folder : Path
        The case's folder.

    Returns
    -------
    bytes
        32 random bytes.

    Raises
    ------
    CaseError
        When there is no key, it is no key, or others may read it.
    """
    return read_key_file(key_path(folder))


def read_key_file(path: Path) -> bytes:
    """Return the key in a file; as `read_key`."""
    try:
        mode = path.stat().st_mode
        text = path.read_text("ascii")
    except FileNotFoundError as error:
        raise CaseError(
            f"There is no key {path.name} beside the case.",
            hint="Put the key back from a copy: a new one gives everybody another pseudonym.",
        ) from error
    except (OSError, ValueError) as error:
        raise CaseError(f"The key {path.name} cannot be read.") from error
    if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise CaseError(
            f"Others may read the key {path.name}: its mode is {stat.S_IMODE(mode):o}.",
            hint=f"chmod 600 {path.name}",
        )
    if not _KEY.fullmatch(text):
        raise CaseError(
            f"{path.name} is no key: it is not {2 * BYTES} hexadecimal digits.",
            hint="Put the key back from a copy: a new one gives everybody another pseudonym.",
        )
    return bytes.fromhex(text.strip())


def ensure_key(folder: Path) -> bytes:
    """Return the key of a case; it is made, for its owner alone, where there is none yet.

    Two processes that ask at once get the same key, and a killed one leaves none or a whole one.

    Raises
    ------
    CaseError
        As `read_key`, or when the folder beside the case cannot be written.
    """
    path = key_path(folder)
    if not path.exists():
        with journal.locked(path.with_name(f".{path.name}.lock"), f"The key {path.name}"):
            if not path.exists():
                _make(path)
    return read_key(folder)


def mark(key: bytes) -> str:
    """Return by what a key is told from others, and which helps nobody to find it."""
    return hmac.digest(key, b"mark", "sha256").hex()[:16]


def journal_key(key: bytes) -> bytes:
    """Return the key of the hashes of a journal's lines (`kit.exhibit.case_journal`).

    It does not lead back to the key that it follows from.
    """
    return hmac.digest(key, b"journal", "sha256")


def check_outside(folder: Path, out: Path) -> None:
    """See that an export to `out` does not take the case's key with it.

    Raises
    ------
    CaseError
        When the key lies in `out`, at any depth.
    """
    path = key_path(folder)
    if path.is_relative_to(out.resolve()):
        raise CaseError(
            f"The key {path.name} lies within {out}: it would leave with the export.",
            hint="Choose a folder that does not hold the case.",
        )


def _make(path: Path) -> None:
    partial = path.with_name(f".{path.name}.partial")
    try:
        partial.unlink(missing_ok=True)
        number = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(number, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(BYTES) + "\n")
            file.flush()
            os.fsync(file.fileno())
        partial.rename(path)
    except OSError as error:
        raise CaseError(f"The key {path.name} cannot be written: {error.strerror}.") from error
