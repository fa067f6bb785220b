"""What a capture covers: where it does, a review that it does not show is not there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

import polars as pl

from kit.errors import ParameterError

ALL = "all"


@dataclass(frozen=True)
class Coverage:
    """Products and days of posting of which a capture shows every review that is there.

    Parameters
    ----------
    products : tuple of str, optional
        These products, also those of which the capture shows nothing. None is every product of
        which it shows a review: a product of which nothing is left was parted, renamed or not
        fetched, so its reviews are not said to be gone.
    since, until : date, optional
        First and last day of posting that it covers; None is from the beginning, and to the day
        of the capture.

    Raises
    ------
    ParameterError
        When `until` lies before `since`.
    """

    products: tuple[str, ...] | None = None
    since: date | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        if self.since and self.until and self.until < self.since:
            raise ParameterError(f"A capture cannot cover {self.since} to {self.until}.")

    def of(self, shown: pl.Series) -> pl.DataFrame:
        """Return product_id, since and until of every product covered, given those shown."""
        products = shown if self.products is None else pl.Series(self.products, dtype=pl.String)
        return pl.DataFrame({"product_id": products.drop_nulls().unique().sort()}).with_columns(
            since=pl.lit(self.since, pl.Date), until=pl.lit(self.until, pl.Date)
        )

    def said(self) -> dict[str, Any]:
        """Return it as JSON holds it."""
        return {
            "products": None if self.products is None else sorted(self.products),
            "since": self.since and self.since.isoformat(),
            "until": self.until and self.until.isoformat(),
        }


NOTHING = Coverage(products=())

Covers: TypeAlias = Coverage | str | Iterable[str] | None


def coverage(covers: Covers) -> Coverage:
    """Return a coverage as it can be given: itself, "all", product ids, or None for nothing.

    Raises
    ------
    ParameterError
        On another word.
    """
    if covers is None:
        return NOTHING
    if isinstance(covers, Coverage):
        return covers
    if isinstance(covers, str):
        if covers != ALL:
            raise ParameterError(
                f"covers = {covers!r} says nothing.",
                available=(repr(ALL), "a list of product ids", "Coverage(...)", "None"),
            )
        return Coverage()
    return Coverage(products=tuple(dict.fromkeys(covers)))
