"""One look for every chart: roles of colours, fonts, sizes, and how they follow Lab's theme.

Colours of text and lines are CSS variables of JupyterLab with a light fallback, so that a chart is
legible in the light and the dark theme. Files that are saved leave Lab behind: `concrete` swaps
every variable for its fallback and gives the page a white ground.

The palette is that of Okabe and Ito, which readers with any common colour blindness can tell apart.
"""

from __future__ import annotations

import re
from typing import Any

OBSERVED = "#1F7FBF"
EXPECTED = "#8A8A8A"
CENTRE = "#009E73"
UNUSUAL = "#D55E00"
MUTED = "#9AA0A6"
STARS = {5: "#1F7FBF", 4: "#7CC4EE", 3: "#A9A9A9", 2: "#E69F00", 1: "#D55E00"}
SURPRISE = ("#9DBFD6", "#E69F00", "#D55E00", "#A1246B")

TEXT = "var(--jp-content-font-color1, #1f1f1f)"
SOFT_TEXT = "var(--jp-content-font-color2, #5f5f5f)"
LINE = "var(--jp-border-color2, #d9d9d9)"
GROUND = "var(--jp-layout-color0, #ffffff)"
FONT = "system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif"

HEIGHT = 220
WIDTH = 720
"""Pixels in all, axes included. Lab's Vega-Lite 5.6 hangs on a width of "container"."""

LABEL_LIMIT = 150
TITLE_CHARACTER = 8.4
HOW_CHARACTER = 6.7
"""Pixels that a character of the title and of the line under it takes in a wide font."""

ISO_DAY = "%Y-%m-%d"
COUNT = ",.0f"

_TEXTS = {"datasets", "description", "params", "subtitle"}
_VARIABLE = re.compile(r"var\(--[a-z0-9-]+, (#[0-9a-f]{6})\)")


def config() -> dict[str, Any]:
    """Return the Vega-Lite config that every chart carries."""
    return {
        "background": "transparent",
        "font": FONT,
        "view": {"stroke": None},
        "title": {
            "anchor": "start",
            "color": TEXT,
            "subtitleColor": SOFT_TEXT,
            "fontSize": 14,
            "fontWeight": 600,
            "subtitleFontSize": 12,
            "subtitlePadding": 5,
            "offset": 12,
            "frame": "bounds",
        },
        "axis": {
            "labelColor": TEXT,
            "titleColor": SOFT_TEXT,
            "titleFontWeight": "normal",
            "titleFontSize": 12,
            "labelFontSize": 11,
            "labelLimit": LABEL_LIMIT,
            "labelOverlap": True,
            "labelSeparation": 8,
            "domainColor": LINE,
            "tickColor": LINE,
            "gridColor": LINE,
            "gridOpacity": 0.6,
            "titlePadding": 8,
        },
        "axisX": {"grid": False},
        "legend": {
            "labelColor": TEXT,
            "titleColor": SOFT_TEXT,
            "titleFontWeight": "normal",
            "titleFontSize": 12,
            "labelFontSize": 11,
            "labelLimit": LABEL_LIMIT,
            "symbolBaseFillColor": MUTED,
            "symbolBaseStrokeColor": MUTED,
            "orient": "top",
            "direction": "horizontal",
            "titleOrient": "left",
            "titleLimit": 320,
            "symbolOpacity": 1,
            "symbolSize": 110,
            "symbolType": "square",
            "padding": 0,
            "offset": 8,
        },
        "text": {"color": TEXT},
        "rule": {"color": EXPECTED},
    }


def concrete(spec: Any) -> Any:
    """Return a copy of a spec with every CSS variable swapped for its fallback colour.

    Data and texts are left alone: a username is not a colour, whatever it says.
    """
    if isinstance(spec, str):
        return _VARIABLE.sub(r"\1", spec)
    if isinstance(spec, list):
        return [concrete(part) for part in spec]
    if isinstance(spec, dict):
        return {k: part if k in _TEXTS else concrete(part) for k, part in spec.items()}
    return spec
