"""The strongest suspects as lines of text: name, kinds of evidence, reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.plain_text import visible

if TYPE_CHECKING:
    import polars as pl

MOST = 10
NAME_WIDTH = 24
WHY_WIDTH = 240


def leading(named: pl.DataFrame, what: str, fdr: float) -> list[str]:
    """Return a heading and a line for each of the ten strongest suspects.

    Parameters
    ----------
    named : polars.DataFrame
        `kit.suspects`, strongest first.
    what : str
        What they are, as "accounts".
    fdr : float
        The false-discovery rate that they were drawn at.
    """
    rate = f"at most {fdr:.0%} of them by chance"
    if named.is_empty():
        return [f"No {what} stand out beyond what chance explains ({rate})."]
    rows = list(named.head(MOST).iter_rows(named=True))
    names = [visible(row["entity_id"], NAME_WIDTH) for row in rows]
    kinds = ["+".join(row["families"]) for row in rows]
    broad, long = max(map(len, names)), max(map(len, kinds))
    lines = [f"The {len(rows)} strongest of {named.height:,} {what} that stand out ({rate}):"]
    for place, (row, name, kind) in enumerate(zip(rows, names, kinds, strict=True), start=1):
        start = f"{place:>3}  {name:<{broad}}  {kind:<{long}}  "
        lines.append(start + visible(first_sentence(row["why"]), WHY_WIDTH))
    return lines


def first_sentence(text: str) -> str:
    """Return a text up to its first full stop before a blank; all of it where there is none."""
    return text.partition(". ")[0].removesuffix(".")
