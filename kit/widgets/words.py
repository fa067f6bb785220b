"""Words of a board: headlines, notes, facts, evidence and queries, always as text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import anywidget
import traitlets

from kit.plain_text import visible
from kit.widgets.chart_host import FRONT

Block: TypeAlias = dict[str, Any]

LINE = 400


@dataclass(frozen=True)
class Evidence:
    """What one detector has to say.

    Parameters
    ----------
    family, title : str
        Kind of evidence, and the detector's title.
    why : sequence of str
        A sentence for each finding.
    chance : str
        How often chance alone would bring the strongest.
    innocent : str
        What to rule out first.
    """

    family: str
    title: str
    why: Sequence[str]
    chance: str
    innocent: str


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


def evidence(items: Iterable[Evidence]) -> Block:
    """Return what detectors have to say, each with what to rule out."""
    return {
        "kind": "evidence",
        "items": [
            {
                "family": item.family,
                "title": visible(item.title, LINE),
                "why": [visible(sentence, LINE) for sentence in item.why],
                "chance": item.chance,
                "innocent": visible(item.innocent, 3 * LINE),
            }
            for item in items
        ],
    }


def query(text: str, label: str = "Show the query") -> Block:
    """Return SQL that is shown on demand; its line breaks are kept."""
    lines = (visible(line.expandtabs(4)) for line in text.splitlines())
    return {"kind": "query", "label": label, "text": "\n".join(lines)}


def folded(
    columns: Sequence[str], rows: Iterable[Sequence[str]], label: str, note: str = ""
) -> Block:
    """Return a small table that is shown on demand, with a sentence on how to read it."""
    return {
        "kind": "folded",
        "label": label,
        "note": note,
        "columns": list(columns),
        "rows": [[visible(cell, LINE) for cell in row] for row in rows],
    }
