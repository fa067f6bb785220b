"""E-mail addresses, phone numbers, people's pages and their @handles in a text.

Conservative with numbers: prices, dates, sizes, ISBNs, ASINs and order numbers stay. Ten digits in
a row are a phone number only behind a word that says so: an ISBN looks the same.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import parse_qsl, urlsplit

Span = tuple[int, int, str]
"""Begin, end and kind of a piece of plain text."""

_DOT = r"\s?[\[({]\s?(?:dot|\.)\s?[\])}]\s?"
_AT = r"\s?[\[({]\s?(?:at|@)\s?[\])}]\s?"
_DATE = re.compile(r"(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4})(?!\d)")
_ADDRESS = re.compile(
    r"(?<![\w@.])(?:[a-z]{2,10}://)?(?:[^\s/@<>\"']{1,64}@)?(?:[\w-]{1,63}\.){1,6}[a-z]{2,24}"
    r"(?::\d{1,5})?[/?#][^\s<>\"]{0,2000}"
)
_WITH_USER = re.compile(r"(?<!\w)[a-z]{2,10}://[^\s/@<>\"']{1,128}@[^\s<>\"]{1,2000}")
_HANDLE = re.compile(r"(?<![\w@])@(?=[\w.]*[a-z])\w(?:[\w.]{3,28}\w)(?!\w|@)")
"""@somebody, of five letters or more: people write @home and @work as well."""

_TRAILING = ".,;:!?)]}'*"


def contact_details(text: str) -> Iterator[Span]:
    """Give the contact details in a text in plain lower case; they may overlap.

    Parameters
    ----------
    text : str
        `kit.exhibit.folding.folded(...).text`.

    Yields
    ------
    tuple of (int, int, str)
        Begin, end and kind: "address", "e-mail", "phone".
    """
    if "@" in text or "at" in text:
        for pattern in _emails():
            yield from ((*found.span(), "e-mail") for found in pattern.finditer(text))
        yield from ((*found.span(), "address") for found in _HANDLE.finditer(text))
    if "." in text and ("/" in text or "?" in text or "#" in text):
        for pattern in (_WITH_USER, _ADDRESS):
            for found in pattern.finditer(text):
                url = found.group().rstrip(_TRAILING)
                if pattern is _WITH_USER or leads_to_a_person(url):
                    yield found.start(), found.start() + len(url), "address"
    if _DIGITS.search(text):
        yield from _phones(text)


_DIGITS = re.compile(r"\d(?:\D{0,3}\d){6}")
"""Seven digits near each other: fewer are no phone number."""


def leads_to_a_person(url: str) -> bool:
    """Return whether an address, with or without "https://", has a user's id or name in it."""
    known = _data()["address"]
    try:
        parts = urlsplit(url if "://" in url else f"//{url}")
    except ValueError:  # Brackets in the wrong place: no address that a browser opens either.
        return False
    host = parts.netloc.rpartition("@")[2].partition(":")[0]
    steps = [step for step in parts.path.split("/") if step]
    if any(host == site or host.endswith(f".{site}") for site in known["people"]):
        return bool(steps or parts.query)
    if any(step[0] in "~@" or step.startswith("amzn1.account") for step in steps):
        return True
    if any(step.partition(".")[0] in known["parts"] for step in steps[:-1]):
        return True
    pairs = parse_qsl(f"{parts.query}&{parts.fragment}")
    return any(name in known["queries"] for name, _ in pairs)


def _phones(text: str) -> Iterator[Span]:
    labelled, shaped, other = _phone_patterns()
    for found in labelled.finditer(text):
        number = found["number"]
        if not _DATE.match(number) and 7 <= _count(number) <= 15:
            yield *found.span("number"), "phone"
    for pattern in shaped:
        for found in pattern.finditer(text):
            before = text[max(0, found.start() - 24) : found.start()]
            if 8 <= _count(found.group()) <= 15 and not other.search(before):
                yield *found.span(), "phone"


def _count(number: str) -> int:
    return sum(char.isdigit() for char in number)


@cache
def _emails() -> tuple[re.Pattern[str], ...]:
    hosts = _either(_data()["email"]["hosts"])
    user = r"[\w.+%'-]{1,64}"
    return (
        re.compile(rf"{user}@(?:[\w-]{{1,63}}\.){{1,8}}[a-z]{{2,24}}"),
        re.compile(rf"{user}(?:{_AT}|@)[\w-]{{1,63}}(?:(?:{_DOT}|\.)[a-z][\w-]{{1,62}}){{1,4}}"),
        re.compile(
            rf"{user}\s{{0,3}}(?:\bat\b|@)\s{{0,3}}(?:{hosts})\s{{0,2}}(?:\.|\bdot\b|{_DOT})"
            r"\s{0,2}[a-z]{2,6}(?!\w)"
        ),
    )


@cache
def _phone_patterns() -> tuple[re.Pattern[str], tuple[re.Pattern[str], ...], re.Pattern[str]]:
    words = _data()["phone"]
    behind = r"\s{0,2}(?:#|no\.?|number)?\s{0,2}(?:[:=]|\b(?:at|on|is)\b)\s{0,2}"
    maybe = r"\.?\s{0,2}(?:#|no\.?|number)?\s{0,2}(?:[:=]|\b(?:at|on|is)\b)?\s{0,2}"
    goods, calls = _either(words["goods"]), _either(words["calls"])
    number = r"(?P<number>\+?\(?\d(?:[\s().\-/]{0,2}\d){6,14})(?!\d)"
    start, end = r"(?<![\w.,+$€£¥/-])", r"(?![\w/-]|[.,]\d)"
    return (
        re.compile(
            rf"(?<!\w)(?:(?:{goods})(?:\snumber)?{behind}|(?:{calls}){maybe}|(?:{goods})\snumber\s)"
            rf"{number}"
        ),
        (
            # With a country's code: +44 20 7946 0958, +15551234567; not +1.234567.
            re.compile(
                rf"{start}\+[1-9]\d{{0,2}}(?:[\s\-]?\(\d{{1,4}}\))?(?:[\s\-]?\d{{2,12}}){{1,6}}{end}"
            ),
            re.compile(rf"{start}\+[1-9]\d{{0,2}}(?:[./]\d{{2,8}}){{2,5}}{end}"),
            # North America: (555) 123-4567, 555-123-4567, 555.123.4567, 1-555-123-4567.
            re.compile(rf"{start}(?:1[\s.-])?\([2-9]\d\d\)\s?\d{{3}}[\s.-]?\d{{4}}{end}"),
            re.compile(rf"{start}(?:1[\s.-])?[2-9]\d\d([-.])\d{{3}}\1\d{{4}}{end}"),
            # With a trunk's nought: 020 7946 0958, 0171-1234567, 07700 900 123, 01 23 45 67 89.
            re.compile(rf"{start}0\d{{2,4}}[\s/-](?:\d{{3,4}}[\s-]\d{{4}}|\d{{6,8}}){end}"),
            re.compile(rf"{start}0\d{{4}}[\s-]\d{{3}}[\s-]\d{{3}}{end}"),
            re.compile(rf"{start}0[1-9](?:([ .-])\d\d)(?:\1\d\d){{3}}{end}"),
        ),
        re.compile(
            rf"(?<!\w)(?:{_either(words['numbers'])})[\w-]{{0,4}}[\s:#.=]*(?:no|number)?\W*$"
        ),
    )


def _either(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("kit.exhibit").joinpath("masking.toml").read_text("utf-8"))
