"""The JavaScript that draws charts, sent to a page once.

Every chart names the one `Runtime` of its kernel, and the page evaluates it once for all of them.
"""

from __future__ import annotations

from functools import cache

import ipywidgets
import traitlets

from kit.charts.javascript import javascript


class Runtime(ipywidgets.Widget):  # type: ignore[misc]
    """Holds the JavaScript; it has no view of its own."""

    code = traitlets.Bytes().tag(sync=True)


@cache
def runtime() -> Runtime:
    """Return the one runtime of this kernel."""
    return Runtime(code=javascript())
