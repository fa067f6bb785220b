"""The elements of a page, and whether other people's text became any."""

from __future__ import annotations

from collections.abc import Collection
from html.parser import HTMLParser

from tests.hostile import MARKS

RUNS = {"script", "iframe", "object", "embed", "img", "image", "link", "base", "form", "use"}
BESIDE_DRAWINGS = tuple(mark for mark in MARKS if mark.startswith("<"))
"""A quote in a drawing's text needs no escape: what counts is that no attribute comes of it."""


class Elements(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def assert_stays_text(page: str, marks: Collection[str] = MARKS) -> None:
    """No element of a page runs or fetches, none acts, and no mark of a payload is in it."""
    elements = Elements(page).found
    assert [tag for tag, _ in elements if tag in RUNS] == []
    acts = [name for _, held in elements for name in held if name[:2] == "on" or name == "srcdoc"]
    assert acts == []
    assert [mark for mark in marks if mark in page] == []
