"""Assumptions of a damages range: a file that anybody can change, and that each bundle holds."""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kit.errors import KitError
from kit.exhibit.template import own

NAME = "assumptions.toml"

FIELDS = {
    "price_per_review": ("low", "high"),
    "revenue_per_star": ("low", "high"),
    "sales": ("price_per_unit", "units_per_product"),
}
"""Sections and their numbers, none below 0."""

LONGEST = 100_000
"""Bytes of a file that is read."""


@dataclass(frozen=True)
class Assumptions:
    """What a damages range rests on.

    Parameters
    ----------
    text : str
        The file, as it goes into the bundle.
    values : dict
        Sections of `FIELDS`: their numbers, source, and currency where it is money.
    given : bool
        Whether somebody gave the file: then no price of the gig market takes the place of its own.
    """

    text: str
    values: dict[str, Any]
    given: bool


def shipped() -> Assumptions:
    """Return the assumptions that come with the kit."""
    text = own(NAME)
    return Assumptions(text, _checked(text, NAME), given=False)


def read_assumptions(path: Path) -> Assumptions:
    """Return the assumptions of a file.

    Raises
    ------
    KitError
        When it cannot be read, is no TOML, or lacks a value.
    """
    try:
        if path.stat().st_size > LONGEST:
            raise KitError(f"{path} is too long for a file of assumptions.", hint=_hint())
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise KitError(f"{path} cannot be read as text: {error}.", hint=_hint()) from error
    return Assumptions(text, _checked(text, path.name), given=True)


def _checked(text: str, name: str) -> dict[str, Any]:
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise KitError(f"{name} is no TOML: {error}.", hint=_hint()) from error
    for section, numbers in FIELDS.items():
        part = values.get(section)
        words = ("source",) if section == "revenue_per_star" else ("source", "currency")
        if not isinstance(part, dict):
            raise KitError(f"{name} has no section [{section}].", available=FIELDS, hint=_hint())
        for field in numbers:
            if not _is_number(part.get(field)):
                raise KitError(
                    f"{section}.{field} in {name} is no number of 0 or more.", hint=_hint()
                )
        for field in words:
            if not isinstance(part.get(field), str):
                raise KitError(f"{section}.{field} in {name} is no text.", hint=_hint())
        if "low" in numbers and part["low"] > part["high"]:
            raise KitError(f"{section}.low in {name} is above {section}.high.", hint=_hint())
    return values


def _is_number(value: Any) -> bool:
    right = isinstance(value, int | float) and not isinstance(value, bool)
    return right and math.isfinite(value) and value >= 0


def _hint() -> str:
    return f"Copy data/{NAME} of a bundle, change its values, and give that file."
