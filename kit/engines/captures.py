"""Captures of the same reviews over time, as they lie in a case's folder.

Each is a folder `captures/<time>-<hash>`, put there whole by one rename and never changed: the
Parquet files of `kit.schema.CAPTURES`, and `capture.json`, which says what they hold and names
their hashes.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

FOLDER = "captures"
CARD = "capture.json"


def captures_of(case: Path) -> Path:
    """Return where the captures of a case lie, whether there are any or not."""
    return case.resolve() / FOLDER


def capture_folders(case: Path) -> list[Path]:
    """Return the folders of a case's captures, in order of time."""
    place = captures_of(case)
    if not place.is_dir():
        return []
    return sorted(entry.parent for entry in place.glob(f"*/{CARD}") if entry.parent.name[0] != ".")


def state_of(case: Path) -> str:
    """Return a hash of the captures of a case, "" where there is none.

    A capture's name holds a hash of what it shows, so their names say it all.
    """
    names = [folder.name for folder in capture_folders(case)]
    return hashlib.sha256("\0".join(names).encode()).hexdigest() if names else ""
