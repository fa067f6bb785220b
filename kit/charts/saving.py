"""Charts written to files, with nothing fetched from anywhere."""

from __future__ import annotations

import json
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from typing import Any

import vl_convert

from kit.errors import KitError

# The nearest that vl-convert has to the Vega-Lite 5.6 of JupyterLab.
VEGA_LITE = "5.8"
SNIPPET = "window.vegaEmbed = vegaEmbed;"
SUFFIXES = (".svg", ".png", ".html", ".json")

# The policy lets nothing in but what is in the page; `ast` spares the policy 'unsafe-eval'.
PAGE = Template("""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:">
<title>$title</title>
<style>body { margin: 2rem; font-family: sans-serif } #chart { width: 100% }</style>
</head>
<body>
<div id="chart"></div>
<script>$bundle</script>
<script>
vegaEmbed("#chart", $spec,
  {actions: false, renderer: "svg", ast: true, mode: "vega-lite", logLevel: 1});
</script>
</body>
</html>
""")


def save(spec: dict[str, Any], path: Path, title: str) -> Path:
    """Write a spec as the file's ending says.

    Parameters
    ----------
    spec : dict
        Vega-Lite spec with colours that need no style sheet.
    path : Path
        Ends in .svg, .png, .html or .json.
    title : str
        Title of the page, for .html.

    Returns
    -------
    Path
        `path`.

    Raises
    ------
    KitError
        On another ending, or where the folder is missing.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise KitError(
            f"A figure cannot be saved as {path.name!r}.",
            available=SUFFIXES,
            hint='Give the file one of these endings, as in figure.save("timeline.svg").',
        )
    if not path.parent.is_dir():
        raise KitError(
            f"There is no folder {str(path.parent)!r} to save {path.name!r} in.",
            hint="Make the folder first, or save beside the notebook.",
        )
    spec = {**spec, "background": "white"}
    if suffix == ".html":
        path.write_text(page(spec, title), encoding="utf-8")
        return path
    if suffix == ".json":
        text = json.dumps(spec, ensure_ascii=False, indent=1)
        path.write_text(text, encoding="utf-8")
    elif suffix == ".svg":
        path.write_text(svg(spec), encoding="utf-8")
    else:
        path.write_bytes(
            vl_convert.vegalite_to_png(
                json.dumps(spec), vl_version=VEGA_LITE, scale=2, allowed_base_urls=[]
            )
        )
    return path


def svg(spec: dict[str, Any]) -> str:
    """Return a spec drawn as SVG."""
    drawn: str = vl_convert.vegalite_to_svg(
        json.dumps(spec), vl_version=VEGA_LITE, allowed_base_urls=[]
    )
    return drawn


def page(spec: dict[str, Any], title: str) -> str:
    """Return a page that draws a spec, with all that it needs inside."""
    # In a script element only "<" can end the script or open a comment, so none is left.
    data = json.dumps({**spec, "width": "container"}).replace("<", "\\u003c")
    return PAGE.substitute(title=escape(title), spec=data, bundle=bundle())


@cache
def bundle() -> str:
    """Return the JavaScript of Vega, Vega-Lite and vega-embed, fit for a script element."""
    everything: str = vl_convert.javascript_bundle(SNIPPET, vl_version=VEGA_LITE)
    return everything.replace("</script", "<\\/script")
