"""Text written by the people under investigation, made safe to read in a terminal or a table.

Characters that move the cursor, turn the reading direction or show nothing are written as their
code points, so that what is read is what is there.
"""

from __future__ import annotations

import unicodedata

# Control, format, private-use, surrogate and unassigned characters, line and paragraph separators.
_HIDDEN = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}

# Drawn as nothing although Unicode does not call them control or format characters.
_BLANK = {0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0}


def visible(text: str, limit: int | None = None) -> str:
    """Return text with every invisible or steering character shown as `<U+XXXX>`.

    Parameters
    ----------
    text : str
        Any text. Line breaks and tabs are shown as code points too: the result is one line.
    limit : int, optional
        Most characters to return; what is cut is marked with a final "…". A code point is never
        cut in half.

    Returns
    -------
    str
    """
    if limit is not None and limit < 1:
        return ""
    # A name may be a megabyte of one letter: cut before looking at each character.
    start = text if limit is None else text[: limit + 1]
    if start.isascii() and start.isprintable():
        return start if limit is None or len(start) <= limit else start[: limit - 1] + "…"
    shown = [_shown(char) for char in start]
    if limit is None or sum(map(len, shown)) <= limit:
        return "".join(shown)
    return _fitting(shown, limit - 1) + "…"


def _shown(char: str) -> str:
    hidden = unicodedata.category(char) in _HIDDEN or ord(char) in _BLANK
    return f"<U+{ord(char):04X}>" if hidden else char


def _fitting(parts: list[str], limit: int) -> str:
    """Return as many whole parts from the start as `limit` characters hold."""
    kept, used = [], 0
    for part in parts:
        used += len(part)
        if used > limit:
            break
        kept.append(part)
    return "".join(kept)
