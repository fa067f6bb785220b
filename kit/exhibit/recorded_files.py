"""Files of a recipe under the names that they had when the case was made."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kit.exhibit.masking import is_masked


def linked(place: Path, line: Mapping[str, Any], path: Path) -> Path:
    """Return a link to a given file, under its recorded name, in a folder that is made for it.

    Parameters
    ----------
    place : Path
        The folder; it must not be there.
    line : mapping
        `file` is the recorded name.
    path : Path
        The file that was given.
    """
    source = place / _name(str(line["file"]), path)
    source.parent.mkdir(parents=True)
    # A link keeps a file of many gigabytes where it is; only its name is ours.
    source.symlink_to(path.resolve())
    return source


def _name(recorded: str, path: Path) -> str:
    """Return the recorded name where it is one; a name with a folder in it leads nowhere.

    One in which somebody is masked is no file's name: the given one says what was masked.
    """
    plain = recorded == Path(recorded).name and recorded not in ("", "..")
    return recorded if plain and not is_masked(recorded) else path.name
