"""Letters that look alike, styled, hidden or drawn: each is read as what it stands for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

# Letters of other scripts that are drawn like ours (from Unicode's table of confusables, UTS 39),
# and small capitals, which Unicode does not take apart.
_LOOK_ALIKES = str.maketrans(
    "авеёікмнорстухѕјһԁԛԝгпьзαβεηικνορτυχωγϝϲաоսհոցօᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢıłøđðɑɡℓ",
    "abeeikmhopctyxsjhdqwrnbqabenikvoptuxwyfcwouhngoabcdefghijklmnoprstuvwyziloddagl",
)
_PLAIN = re.compile(r"[ -)+-~\n\t]*")
"""Nothing to read as something else; an asterisk may be a star."""

_STARS = frozenset("⭐★☆🌟✪✭✮✯✰🌠")
_COUNTS = frozenset("12345")
_JOINERS = frozenset("\u200d\ufe0f\u20e3 ")
_SQUARES = ((0x1F150, 26), (0x1F170, 26))
"""White letters on black, in circles and in squares: where each alphabet begins, and its length."""

_FLAG_A = 0x1F1E6
_BLANKS = ("So", "Sk", "Cn", "Co", "Cs", "Zl", "Zp", "Zs")


def letters(text: str, signs: Mapping[str, str]) -> tuple[list[str], list[int]]:
    """Return a text's characters in plain letters, lower case, and the place of each in the text.

    Parameters
    ----------
    text : str
    signs : mapping of str to str
        Words that pictures stand for.

    Returns
    -------
    tuple of (list of str, list of int)
        Five drawn stars are "5 star"; any other run of them is "star", because it is as often
        decoration as a promise. A flag is its country's two letters.
    """
    if _PLAIN.fullmatch(text):
        return list(text.lower()), list(range(len(text)))
    chars: list[str] = []
    at: list[int] = []
    place = 0
    while place < len(text):
        end = place + 1
        if text[place] in _STARS:
            while end < len(text) and text[end] in _STARS | _JOINERS:
                end += 1
            drawn = sum(char in _STARS for char in text[place:end])
            written = " 5 star " if drawn == 5 else " star "
        elif text[place] == "*" and text[max(0, place - 1) : place] in _COUNTS:
            written = " star "
        elif text[place] in signs:
            written = f" {signs[text[place]]} "
        elif _of_flag(text[place]) and _of_flag(text[end : end + 1]):
            end += 1
            written = f" {_of_flag(text[place])}{_of_flag(text[place + 1])} "
        else:
            written = _folded(text[place])
        chars += written
        last = 2 if len(written) > 2 else min(len(written), 1)
        at += [place] * (len(written) - last) + [end - 1] * last
        place = end
    return chars, at


def _of_flag(char: str) -> str:
    """Return which letter of a flag a character is, or nothing."""
    number = ord(char) - _FLAG_A if char else -1
    return chr(ord("a") + number) if 0 <= number < 26 else ""


@lru_cache(maxsize=100_000)
def _folded(char: str) -> str:
    """Return what one character is read as: nothing for hidden ones, a blank for pictures."""
    if char.isascii():
        return char.lower() if char.isprintable() or char in "\n\t" else " "
    for begin, length in _SQUARES:
        if 0 <= ord(char) - begin < length:
            return chr(ord("a") + ord(char) - begin)
    kept = []
    for part in unicodedata.normalize("NFKD", char).casefold().translate(_LOOK_ALIKES):
        kind = unicodedata.category(part)
        if kind[0] == "M" or kind in ("Cf", "Cc"):
            continue
        kept.append(" " if kind in _BLANKS else "'" if part in "‘’`´" else part)
    return "".join(kept)
