"""A drawn figure as markup that may stand inside a page beside others.

What a figure's labels say was written by the people under investigation. The drawing is therefore
taken apart and put together again from shapes and text alone: no link, script, style or image.
"""

from __future__ import annotations

from xml.etree import ElementTree

from kit.errors import KitError

_SVG = "http://www.w3.org/2000/svg"
_SHAPES = "svg g path line rect circle text tspan defs clipPath linearGradient stop"
_ATTRIBUTES = """
    clip-path cx cy d dx dy display fill fill-opacity font-family font-size font-style font-weight
    gradientUnits height id offset opacity pointer-events r rx ry stop-color stroke stroke-dasharray
    stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width
    text-anchor transform viewBox width x x1 x2 y y1 y2
"""


def inline(svg: str, name: str, label: str) -> str:
    """Return a drawing for a page.

    Parameters
    ----------
    svg : str
        As `Figure.svg` gives it.
    name : str
        Different for each drawing of a page: ids inside begin with it, so that none refers to
        another drawing's clip path.
    label : str
        What a screen reader says for the whole drawing.

    Raises
    ------
    KitError
        When the drawing holds anything but shapes and text.
    """
    shapes, attributes = set(_SHAPES.split()), set(_ATTRIBUTES.split())
    drawing = ElementTree.fromstring(svg)
    for element in drawing.iter():
        space, _, tag = element.tag.removeprefix("{").partition("}")
        if space != _SVG or tag not in shapes:
            raise KitError(f"A drawing may not hold the element {element.tag!r}.")
        element.tag = tag
        kept = {key: value for key, value in element.attrib.items() if key in attributes}
        element.attrib.clear()
        element.attrib.update(
            {key: _own(key, value, name) for key, value in kept.items() if _local(value)}
        )
    drawing.attrib.update({"xmlns": _SVG, "role": "img", "aria-label": label})
    return ElementTree.tostring(drawing, encoding="unicode")


def _own(key: str, value: str, name: str) -> str:
    if key == "id":
        return f"{name}-{value}"
    return value.replace("url(#", f"url(#{name}-")


def _local(value: str) -> bool:
    """Tell whether a value refers to nothing outside the drawing."""
    return "url(" not in value or value.startswith("url(#")
