"""A throw-away environment for each set of packages, filled from whatever index pip is set to."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path


class NotInstalledError(Exception):
    """A peer's packages cannot be installed; the message is what pip said last."""


def environment(requirements: tuple[str, ...], folder: Path) -> Path:
    """Return the Python of a new environment with these packages.

    Parameters
    ----------
    requirements : tuple of str
        As pip takes them. Without any, this Python is returned.
    folder : Path
        Where environments lie; one that is there is used again.

    Raises
    ------
    NotInstalledError
        When pip fails.
    """
    if not requirements:
        return Path(sys.executable)
    place = folder / requirements[0].partition("=")[0]
    python = place / "bin" / "python"
    if not place.exists():
        subprocess.run([sys.executable, "-m", "venv", place], check=True)
        pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        done = subprocess.run([*pip, *requirements], capture_output=True, text=True, check=False)
        if done.returncode:
            # Half an environment must not be taken for a whole one at the next market.
            shutil.rmtree(place)
            raise NotInstalledError(last_line(done.stderr))
    return python


def last_line(said: str) -> str:
    """Return the last line in which something is said."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return lines[-1] if lines else "it said nothing"
