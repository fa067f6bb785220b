"""Name habits: how the accounts of one hand come to be called like its username."""

from __future__ import annotations

from collections.abc import Callable

from kit.practice.gigs.coined import Handle, ending
from kit.practice.gigs.words import NAMES, one_of
from kit.practice.seeds import Random

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LEET = (("o", "0"), ("l", "1"), ("e", "3"), ("a", "4"), ("s", "5"), ("t", "7"))


def _same(handle: Handle, random: Random) -> str:
    """The very name, perhaps with a capital."""
    return one_of(random, (str(handle), str(handle), str(handle).capitalize()))


def _ends(handle: Handle, random: Random) -> str:
    """Another number, year or word behind it, for the name was taken."""
    return handle.base + ending(random, never=(handle.ending,))


def _slip(handle: Handle, random: Random) -> str:
    """One letter of the base changed, left out or doubled."""
    places = [at for at, sign in enumerate(handle.base) if sign.isalpha()]
    at = one_of(random, places[1:])
    letter = handle.base[at]
    put = one_of(
        random, ("", letter * 2, one_of(random, [other for other in _LETTERS if other != letter]))
    )
    return handle.base[:at] + put + handle.base[at + 1 :] + handle.ending


def _leet(handle: Handle, random: Random) -> str:
    """Digits that look like letters, in one or two kinds of letter."""
    there = [pair for pair in _LEET if pair[0] in handle.base]
    base = handle.base
    for place in random.permutation(len(there))[:2]:
        base = base.replace(*there[int(place)])
    return base + handle.ending


def _tails(handle: Handle, random: Random) -> str:
    """What the account is for, behind the base."""
    return handle.base + one_of(random, ("_", "", ".")) + one_of(random, NAMES["extras"])


HABITS: dict[str, Callable[[Handle, Random], str]] = {
    "the same": _same,
    "another ending": _ends,
    "one slip": _slip,
    "leet": _leet,
    "a tail": _tails,
}
"""By habit: the name of one more account of whoever is called so on a gig site."""

NO_HABIT = "none"
"""Accounts with names as ordinary as anybody's."""
