"""Words of a board: headlines, notes, facts, evidence and queries, always as text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import anywidget
import traitlets

from kit.plain_text import visible
from kit.widgets.chart_host import FRONT

Block: TypeAlias = dict[str, Any]

LINE = 400


class Words(anywidget.AnyWidget):
    """Blocks of text, one below the other.

    Parameters
    ----------
    blocks : iterable of Block
        Made by the functions of this module.
    live : bool
        Whether a screen reader says changes at once.
    """

    _esm = FRONT / "text.js"
    _css = FRONT / "style.css"

    blocks: traitlets.List[Any] = traitlets.List().tag(sync=True)
    live = traitlets.Bool().tag(sync=True)

    def __init__(self, *blocks: Block, live: bool = False) -> None:
        super().__init__(blocks=list(blocks), live=live)


def headline(text: str) -> Block:
    """Return the sentence on top that says what to see."""
    return {"kind": "headline", "text": visible(text, LINE)}


def heading(text: str) -> Block:
    """Return the title of a part."""
    return {"kind": "heading", "text": visible(text, LINE)}


def note(text: str, label: str = "") -> Block:
    """Return a sentence in a quiet colour."""
    return {"kind": "note", "label": label, "text": visible(text, 3 * LINE)}


def caution(text: str, label: str = "Rule out first:") -> Block:
    """Return what is innocent, set where it is not overlooked."""
    return {"kind": "caution", "label": label, "text": visible(text, 3 * LINE)}


def facts(items: Iterable[tuple[str, str]]) -> Block:
    """Return labels and values side by side."""
    return {"kind": "facts", "items": [[label, visible(value, LINE)] for label, value in items]}


def evidence(items: Sequence[Mapping[str, str]]) -> Block:
    """Return findings: each a mapping of family, title, why, chance and innocent."""
    return {
        "kind": "evidence",
        "items": [{k: visible(v, 3 * LINE) for k, v in item.items()} for item in items],
    }


def query(text: str, label: str = "Show the query") -> Block:
    """Return SQL that is shown on demand; its line breaks are kept."""
    lines = (visible(line.expandtabs(4)) for line in text.splitlines())
    return {"kind": "query", "label": label, "text": "\n".join(lines)}
