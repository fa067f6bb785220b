"""A drawing in a page is shapes and text, with ids of its own."""

from __future__ import annotations

import pytest

from kit.errors import KitError
from kit.exhibit.inline_svg import inline

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'


def drawing(inside: str) -> str:
    return f"{HEAD}{inside}</svg>"


def test_ids_are_its_own() -> None:
    clip = '<defs><clipPath id="c0"><rect width="9"/></clipPath></defs><g clip-path="url(#c0)"/>'
    drawn = inline(drawing(clip), "market", "Market")
    assert 'id="market-c0"' in drawn
    assert 'clip-path="url(#market-c0)"' in drawn


def test_says_what_it_is() -> None:
    drawn = inline(drawing("<text>a</text>"), "n", 'Reviews "of" <x>')
    assert 'role="img"' in drawn
    assert 'aria-label="Reviews &quot;of&quot; &lt;x&gt;"' in drawn


def test_text_stays_text() -> None:
    drawn = inline(drawing("<text>&lt;script&gt;x&lt;/script&gt;</text>"), "n", "l")
    assert "<text>&lt;script&gt;x&lt;/script&gt;</text>" in drawn


@pytest.mark.parametrize(
    "inside",
    [
        "<script>1</script>",
        '<a href="https://x.example"><text>x</text></a>',
        '<image href="https://x.example/a.png"/>',
        "<style>@import 'x'</style>",
        "<foreignObject><b xmlns='http://www.w3.org/1999/xhtml'>x</b></foreignObject>",
        '<use href="#x"/>',
        "<animate onbegin='x'/>",
    ],
)
def test_refuses_what_is_no_shape(inside: str) -> None:
    with pytest.raises(KitError, match="element"):
        inline(drawing(inside), "n", "l")


@pytest.mark.parametrize(
    "attribute",
    ['onload="x"', 'style="background:url(https://x)"', 'href="https://x"', 'class="background"'],
)
def test_drops_what_is_no_drawing(attribute: str) -> None:
    assert attribute not in inline(drawing(f"<rect {attribute}/>"), "n", "l")


def test_drops_a_fill_from_elsewhere() -> None:
    drawn = inline(drawing('<rect width="3" fill="url(https://x.example/a.svg#b)"/>'), "n", "l")
    assert '<rect width="3" />' in drawn
