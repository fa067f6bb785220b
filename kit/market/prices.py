"""A listing's own price: a number, or text such as "from $5", in a currency of the grammar."""

from __future__ import annotations

import re
from typing import Any

from kit.market.grammar import Grammar
from kit.market.reading.money import amount_of, code_of
from kit.market.spelling import plain

_LONGEST = 200
_BELOW_ZERO = re.compile(r"[^\w-]{0,3}-\s?[^\w\s]?\s?\d")


def read_price(value: Any, currency: Any, of: Grammar) -> tuple[float | None, str | None]:
    """Return an amount and its ISO 4217 code; None where there is none or it is below zero.

    Parameters
    ----------
    value : object
        A number, or text such as "from $5", "€ 4,50" or "free".
    currency : object
        A code or a sign from another column, or None.
    of : Grammar

    Returns
    -------
    tuple of (float or None, str or None)
    """
    code = _code(currency, of)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return (float(value), code) if 0 <= value < float("inf") else (None, code)
    text = plain(str(value or "")[:_LONGEST], ()).text.strip().removeprefix("from").strip()
    if text in ("free", "gratis", "0"):
        return 0.0, code
    match = of.money.search(text)
    if match is None:
        return None, code
    found = next((sign for each in of.money.finditer(text) if (sign := code_of(each, of))), code)
    return (None if _BELOW_ZERO.match(text) else amount_of(match["amount"])), found


def _code(currency: Any, of: Grammar) -> str | None:
    written = str(currency or "").strip()
    if len(written) == 3 and written.isalpha() and written.isascii():
        return written.upper()
    return of.currencies.get(written.lower())
