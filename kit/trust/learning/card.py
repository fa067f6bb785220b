"""A card as TOML: plain values, written in one way."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from datetime import date
from typing import Any


def as_toml(card: Mapping[str, Any]) -> str:
    """Return nested mappings of plain values as TOML.

    Parameters
    ----------
    card : mapping
        Texts, numbers, truth values, dates, lists of those, and mappings of those. None is left
        out: TOML has no such value.

    Returns
    -------
    str
    """
    return "\n".join(_lines(card, ())) + "\n"


def _lines(table: Mapping[str, Any], path: tuple[str, ...]) -> list[str]:
    plain = {k: v for k, v in table.items() if not isinstance(v, Mapping) and v is not None}
    lines = [f"{_key(name)} = {_value(value)}" for name, value in plain.items()]
    for name, value in table.items():
        if isinstance(value, Mapping):
            inner = (*path, name)
            lines += ["", f"[{'.'.join(map(_key, inner))}]", *_lines(value, inner)]
    return lines


def _key(name: str) -> str:
    plain = name.isascii() and name.replace("_", "").replace("-", "").isalnum()
    return name if plain else _text(name)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and not math.isfinite(value):
        return "nan" if math.isnan(value) else ("inf" if value > 0 else "-inf")
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_value, value)) + "]"
    return _text(str(value))


def _text(text: str) -> str:
    # A JSON string in ASCII is a basic string of TOML, but for DEL and halves of surrogate pairs.
    clean = text.encode("utf-8", "replace").decode().replace("\x7f", "?")
    return json.dumps(clean, ensure_ascii=False)
