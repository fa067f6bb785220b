"""Find a Chromium: the browser tests drive it, and `kit doctor` reports it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HINT = "on Debian, apt-get install chromium; or set KIT_CHROMIUM to a Chromium's path"


def find_browser() -> Path | None:
    """Return the path of a Chromium: that of `KIT_CHROMIUM` if set, else the first on the path.

    Returns
    -------
    Path or None
        None where there is none.
    """
    for name in (os.environ.get("KIT_CHROMIUM"), *NAMES):
        found = shutil.which(name) if name else None
        if found:
            return Path(found)
    return None
