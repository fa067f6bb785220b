"""What lies in a folder that nobody vouches for: plain files by path, and all that is none.

Links are not followed and devices not opened. Folders may lie in each other deeper than Python's
own walk goes, names need not be text, and a folder may refuse to be opened.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

LINK, ODD, HOLLOW = "link", "odd", "added"


def walk(folder: Path) -> tuple[set[str], list[tuple[str, str, str]]]:
    """Return the plain files of a folder, and what else is there.

    Parameters
    ----------
    folder : Path

    Returns
    -------
    set of str
        Paths from the folder, with `/` between their parts.
    list of tuple of str
        What it is ("link", "odd", or "added" for an empty folder), its path, and a sentence.
    """
    there: set[str] = set()
    others: list[tuple[str, str, str]] = []
    waiting = [""]
    while waiting:
        inside = waiting.pop()
        try:
            with os.scandir(folder / inside) as found:
                entries = [(entry.name, entry.stat(follow_symlinks=False)) for entry in found]
        except OSError as error:
            others.append((ODD, inside or ".", f"cannot be opened: {error.strerror}"))
            continue
        if inside and not entries:
            others.append((HOLLOW, inside, "is an empty folder"))
        for name, about in entries:
            path = f"{inside}/{name}" if inside else name
            if stat.S_ISLNK(about.st_mode):
                others.append((LINK, path, "is a link; it was not followed"))
            elif stat.S_ISDIR(about.st_mode):
                waiting.append(path)
            elif stat.S_ISREG(about.st_mode):
                there.add(path)
            else:
                others.append((ODD, path, "is no file; it was not opened"))
    return there, others
