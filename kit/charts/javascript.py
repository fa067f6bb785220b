"""Vega, Vega-Lite and vega-embed as one script for the browser, from the package on disk.

Putting it together takes about two seconds, so the result is kept in the user's cache.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from importlib.metadata import version
from pathlib import Path

import vl_convert

from kit.charts.saving import VEGA_LITE

# The bundle leaves `vega` and `vegaLite` themselves empty; vega-embed holds both.
EXPORTS = "export { vegaEmbed }"


def javascript() -> bytes:
    """Return Vega, Vega-Lite and vega-embed as one ES module, from the cache where it is there.

    Returns
    -------
    bytes
        UTF-8. Called once before a session starts, it spares the first live chart the wait.
    """
    kept = cache_folder() / f"vega-{VEGA_LITE}-{version('vl-convert-python')}.js"
    with contextlib.suppress(OSError):
        return kept.read_bytes()
    code: bytes = vl_convert.javascript_bundle(EXPORTS, vl_version=VEGA_LITE).encode()
    # A home that cannot be written to costs time and nothing else.
    with contextlib.suppress(OSError):
        _keep(kept, code)
    return code


def cache_folder() -> Path:
    """Return the folder for what can be made again, as the XDG rules name it."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "exhibit-a"


def _keep(path: Path, code: bytes) -> None:
    """Write a file that is whole or not there, whoever writes it at the same time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as part:
        part.write(code)
    Path(part.name).replace(path)
