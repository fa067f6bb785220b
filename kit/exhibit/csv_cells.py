"""Text as a spreadsheet's cell that no spreadsheet takes for a formula, and back.

A cell that begins with = + - @ (or their full-width forms) is run as a formula by spreadsheets, and
names are chosen by the people under investigation. An apostrophe goes before such a beginning, at
the start of the cell and after each semicolon, tab, bar and line break in it: a spreadsheet that
splits cells there would see a cell begin. Where an apostrophe stood already one more is added, so
that taking one away at those places gives the text back exactly.
"""

from __future__ import annotations

import re

_STARTS = r"(^|[;|\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029])"
_RISKY = re.compile(_STARTS + r"(?=\s*['=+\-@＝＋－＠])")
_MARKED = re.compile(_STARTS + "'")


def neutral(text: str) -> str:
    """Return text with an apostrophe before every beginning that could be a formula."""
    return _RISKY.sub(r"\1'", text)


def original(cell: str) -> str:
    """Return the text that `neutral` was given."""
    return _MARKED.sub(r"\1", cell)
