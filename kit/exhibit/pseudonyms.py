"""Pseudonyms: the same for the same name, and nobody's without the case's key.

A pseudonym is a letter for what is named and 60 bits of HMAC-SHA256 (RFC 2104) of its kind and
name, in base 32 (RFC 4648): `A-7KQ2MXPT4ARD`. Among a million names two share one by chance once
in two million keys; that is looked for all the same.
"""

from __future__ import annotations

import base64
import hmac
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from kit.errors import CaseError, ParameterError

LETTERS: Mapping[str, str] = MappingProxyType(
    {
        "account": "A",
        "brand": "B",
        "pair": "D",
        "group": "G",
        "link": "L",
        "name": "N",
        "product": "P",
        "review": "R",
        "seller": "S",
        "window": "W",
    }
)
"""What is named, and the letter that its pseudonyms begin with; "name" is a name shown."""

LENGTH = 12
_KINDS = {letter: kind for kind, letter in LETTERS.items()}


def pseudonym(key: bytes, kind: str, name: str) -> str:
    """Return the pseudonym of one name.

    Parameters
    ----------
    key : bytes
        `kit.exhibit.key_file.ensure_key`.
    kind : str
        One of `LETTERS`. One name has another pseudonym in each kind.
    name : str
        Exactly as it is in the case: case, spaces and accents count.

    Raises
    ------
    ParameterError
        When the kind is unknown.
    """
    if kind not in LETTERS:
        raise ParameterError(f"There are no pseudonyms of kind {kind!r}.", available=LETTERS)
    digest = hmac.digest(key, f"{kind}\0{name}".encode("utf-8", "surrogatepass"), "sha256")
    return f"{LETTERS[kind]}-{base64.b32encode(digest[:8]).decode()[:LENGTH]}"


def pseudonyms(key: bytes, kind: str, names: Iterable[str]) -> dict[str, str]:
    """Return the pseudonym of each name.

    Parameters
    ----------
    key : bytes
    kind : str
        One of `LETTERS`.
    names : iterable of str
        Best every name of the case at once: only what is seen together can be compared.

    Raises
    ------
    CaseError
        When two names share a pseudonym, so that two people would look like one.
    ParameterError
        When the kind is unknown.
    """
    found = {name: pseudonym(key, kind, name) for name in names}
    if len(set(found.values())) < len(found):
        raise CaseError(
            f"Two of {len(found):,} names ({kind}) share a pseudonym.",
            hint="Move the key away: a new one is made, and everybody has another pseudonym.",
        )
    return found


def kind_of(given: str) -> str:
    """Return what a pseudonym names.

    Raises
    ------
    ParameterError
        When it is no pseudonym.
    """
    letter, dash, rest = given.partition("-")
    if letter not in _KINDS or not dash or len(rest) != LENGTH:
        raise ParameterError(
            f"{given!r} is no pseudonym.",
            available=[f"{letter}-... ({kind})" for kind, letter in LETTERS.items()],
            hint="Copy it whole, as it stands in the export.",
        )
    return _KINDS[letter]
