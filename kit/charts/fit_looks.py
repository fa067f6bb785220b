"""How each shape of a market is drawn and put into words."""

from __future__ import annotations

import calendar
from dataclasses import dataclass


@dataclass(frozen=True)
class Look:
    """How one shape is drawn.

    Parameters
    ----------
    point : str
        What a point says, with a place for x.
    x, y : str
        Titles of the axes.
    names : tuple of str
        What x = 1, 2, ... are called, where they are no quantities.
    ticks : tuple of float
        What is written on the axis of x, on which equal ratios are equal lengths; none with names.
    log_y : bool
        Whether they are on that of y too.
    share : bool
        Whether the values are shares.
    """

    point: str
    x: str
    y: str
    names: tuple[str, ...] = ()
    ticks: tuple[float, ...] = ()
    log_y: bool = False
    share: bool = True

    def at(self, x: float) -> str:
        """Return x as it is called."""
        return self.names[int(x) - 1] if self.names else f"{x:g}"

    def says(self, x: float) -> str:
        """Return what the point at x is about."""
        return self.point.format(self.at(x))


_DAYS = tuple(calendar.day_name)
_MONTHS = tuple(calendar.month_name)[1:]

LOOKS = {
    "reviews of an account": Look(
        "accounts with {} or more reviews", "Reviews or more", "Share of accounts (log)",
        ticks=(2, 5, 10, 20, 50, 100), log_y=True,
    ),
    "reviews of a product over the mean": Look(
        "products with {} or more times the mean", "Times the mean or more", "Share of products",
        ticks=(0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10),
    ),
    "days between an account's reviews": Look(
        "gaps of {} or more days", "Days or more", "Share of gaps",
        ticks=(1, 3, 7, 14, 30, 90, 180, 365, 730),
    ),
    "stars": Look("{}-star reviews", "Stars", "Share of reviews", ("1", "2", "3", "4", "5")),
    "weekday": Look("reviews on a {}", "Weekday (UTC)", "Share of reviews", _DAYS),
    "month": Look("reviews in {}", "Month", "Share of reviews", _MONTHS),
    "over-dispersion of counts": Look(
        "over-dispersion of {}-week counts", "Weeks counted together", "a of var = mu + a mu²",
        ticks=(1, 2, 4, 8, 13), share=False,
    ),
    "words of a text": Look(
        "texts of {} or more words", "Words or more", "Share of texts",
        ticks=(2, 5, 10, 20, 50, 100, 200, 500),
    ),
    "texts that come twice": Look(
        "texts of {} or more words that come twice", "Words or more", "Share that comes twice",
        ticks=(1, 3, 5, 10, 20, 40),
    ),
}  # fmt: skip
"""By shape; the shapes are those of `kit.practice.fit`."""
