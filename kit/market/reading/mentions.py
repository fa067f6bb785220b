"""What a gig mentions: products that it says it reviewed, and links."""

from __future__ import annotations

import re

from kit.market.reading import Reading

_PRODUCT_ID = re.compile(
    r"(?<![A-Za-z0-9])(?=[A-Z0-9]{0,9}\d)(?=[A-Z0-9]{0,9}[A-Z])[A-Z0-9]{10}(?![A-Za-z0-9])"
)
_QUOTED = re.compile(r"(?<![A-Za-z0-9])[\"“”«»'‘’]([^\"“”«»\n]{2,60}?)[\"“”«»'‘’](?![A-Za-z0-9])")
_LINK = re.compile(
    r"https?://[^\s<>\"')]{1,300}"
    r"|(?<![\w.@-])(?:www\.)?(?:[A-Za-z0-9-]{1,40}\.){1,4}"
    r"(?:com|net|org|info|biz|shop|store|app|site|online|dev|example|test|co|io|de|es|fr|nl|pl|se|ca|"
    r"cn|jp|au|uk|br|mx|eu|ru|tr)(?:\.[a-z]{2})?(?:/[^\s<>\"')]{0,300})?(?![\w])",
    re.IGNORECASE,
)
_WORDLIKE_LINK = re.compile(
    r"(?<![\w.@-])(?:www\.)?(?:amazon|ebay|google|etsy|yelp|trustpilot)\.(?:it|in|be|at|ie|sg|ae)(?!\w)",
    re.IGNORECASE,
)
"""Ends of links which are words as well are read as such only behind a site's name."""

_LIST_END = re.compile(r"[.!?\n](?:\s|$)|\n|[!?]")
_BETWEEN = re.compile(r"\s*[,;/·•|]\s*|\s+(?:and|\+|or)\s+(?=(?:the\s+)?[\"'“‘]?[A-Z])")
_CAPITALS = re.compile(
    r"(?:^|[.!?\n]\s{0,3})"
    r"((?:[A-Z][\w'-]{0,30}\s(?:of\s|the\s|and\s|&\s|in\s)?){1,5}[A-Z][\w'-]{0,30})$"
)
_LONGEST_NAME = 6
_SMALL = frozenset(
    ("a", "an", "and", "at", "for", "in", "of", "on", "the", "to", "with", "without")
)


def mentions(reading: Reading) -> None:
    """Note links and the names and ids of products, as the seller wrote them."""
    original = reading.text.original
    links = [
        match.group().rstrip(".,;:")
        for match in sorted(
            [*_LINK.finditer(original), *_WORDLIKE_LINK.finditer(original)], key=re.Match.start
        )
    ]
    products = [*_named(reading), *(match.group() for match in _PRODUCT_ID.finditer(original))]
    for name, found in (("links", links), ("products", products)):
        if found:
            reading.values[name] = list(dict.fromkeys(found))
            reading.words[name] = " · ".join(reading.values[name])


def quoted(reading: Reading) -> None:
    """Note names in quotes, every longer word with a capital: products, where reviews are sold."""
    more = [
        match[1]
        for match in _QUOTED.finditer(reading.text.original)
        if _is_name(match[1])
        and all(
            word[0].isupper() or word[0].isdigit() or word in _SMALL for word in match[1].split()
        )
    ]
    found = list(dict.fromkeys([*reading.values["products"], *more]))
    if more:
        reading.values["products"] = found
        reading.words["products"] = " · ".join(found)


def _named(reading: Reading) -> list[str]:
    """Return names that follow words such as "past work", and quoted names that got reviews."""
    text, found = reading.text, []
    for match in reading.phrases("products", "after"):
        begin = text.at[match.end() - 1] + 1
        rest = text.original[begin : begin + 300]
        rest = rest[: end.start()] if (end := _LIST_END.search(rest)) else rest
        found += _listed(rest, reading.of.words["name_end"])
    for match in reading.phrases("products", "done_to"):
        found += _before(text.original[: text.at[match.start()]])
    return found


def _listed(text: str, end: re.Pattern[str]) -> list[str]:
    """Return the names of a list: parts that begin with a capital letter, up to the first other."""
    names: list[str] = []
    text = text.lstrip(" :-=–—")
    while quoted := _QUOTED.match(text):
        names.append(quoted[1])
        text = re.sub(r"^(?:\s*(?:,|;|&|\+|and)\s*)?", "", text[quoted.end() :])
    if names:
        return names
    for part in _BETWEEN.split(text):
        name = _cut(_bare(part), end)
        if not _is_name(name):
            break
        names.append(name)
    return names


def _before(text: str) -> list[str]:
    """Return the quoted name, or the capitalised one that begins a sentence, which ends a text."""
    ahead = text[-62:].rstrip()
    quoted = [match[1] for match in _QUOTED.finditer(ahead) if match.end() == len(ahead)]
    plain = _CAPITALS.search(ahead)
    return [name for name in quoted if _is_name(name)] or ([plain[1]] if plain else [])


def _bare(part: str) -> str:
    """Return a name without quotes, blanks and what stands in brackets."""
    name = _PRODUCT_ID.sub("", re.sub(r"\s*\([^)]{0,80}\)?", "", part)).strip(' .!"“”‘’')
    return name.strip("'") if name.startswith("'") or name.endswith("'") else name


def _cut(name: str, end: re.Pattern[str]) -> str:
    """Return a name up to a word that begins something else, where no capital follows."""
    words = name.split()
    for place, word in enumerate(words):
        rest = [other for other in words[place + 1 : place + 3] if other not in ("the", "a")]
        if place and end.fullmatch(word) and not any(other[0].isupper() for other in rest):
            return " ".join(words[:place])
    return name


def _is_name(name: str) -> bool:
    """Say whether words look like a product's name: few, the first or second with a capital."""
    words = name.split()
    if not 1 <= len(words) <= _LONGEST_NAME or len(name) < 3:
        return False
    begins = words[1] if words[0].lower() in ("the", "a", "an") and len(words) > 1 else words[0]
    return begins[0].isupper() or (begins[0].isdigit() and words[-1][0].isupper())
