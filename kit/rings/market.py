"""A market's verdicts as arrays, sorted so that stretches of days and accounts are found fast."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl

from kit.detector import Value
from kit.rings.tally import Floats, Ints, Tally

Mask: TypeAlias = npt.NDArray[np.bool_]

KINDS = ("topic", "quarter")
"""Columns by whose classes verdicts are tallied; weeks of `span` come third."""

LIKING = -2
"""The last two kinds, product and brand, say what accounts like."""

_DAYS = 1 << 20
"""More days than any market lasts: place and day make one sorted number."""

_PLACES = 1 << 32
"""More places than any market has: account and place make one number, too."""


@dataclass(frozen=True)
class Market:
    """Verdicts in order of place and day.

    Each array has one value for each verdict: numbers of its account, place and act, and its day.
    `quiet` marks those that may speak for a ring: outside a crowd and a launch, by accounts that
    have not reviewed nearly everything. The window of a verdict is the `span` days from its own;
    `end` is the first row after it. `until` counts the market's verdicts before each day from
    `first_day`, and before the one after the last. `by_account` lists rows account by account, from
    `first_of`, and `given` is account and place of each of these as one number, which so is sorted.
    """

    account: Ints
    place: Ints
    act: Ints
    day: Ints
    quiet: Mask
    span: int
    key: Ints
    end: Ints
    volume: Ints
    others: Ints
    first_day: int
    until: Ints
    by_account: Ints
    first_of: Ints
    given: Ints
    tally: Tally

    @classmethod
    def of(cls, rows: pl.DataFrame, params: Mapping[str, Value], span: int) -> Market:
        """Read the rows of `verdicts`."""
        account = rows["a"].to_numpy().astype(np.int64)
        place = rows["place"].to_numpy().astype(np.int64)
        day = rows["day"].to_numpy().astype(np.int64)
        key = day_key(place, day)
        end = np.searchsorted(key, key + span, "left")
        volume = np.bincount(account)
        quiet = (
            (end - np.searchsorted(key, key, "left") <= params["max_crowd"])
            & (rows["age"].to_numpy() >= params["launch_days"])
            & (volume[account] <= params["max_verdicts"])
        )
        by_account = np.argsort(account, kind="stable")
        return cls(
            account=account,
            place=place,
            act=rows["act"].to_numpy().astype(np.int64),
            day=day,
            quiet=quiet,
            span=span,
            key=key,
            end=end,
            volume=volume,
            others=np.concatenate(([0], np.cumsum(volume[account] - 1))),
            first_day=int(day.min()),
            until=np.append(0, np.cumsum(np.bincount(day - day.min()))),
            by_account=by_account,
            first_of=np.concatenate(([0], np.cumsum(volume))),
            given=account_key(account[by_account], place[by_account]),
            tally=Tally.of(
                account,
                *(rows[kind].to_numpy() for kind in KINDS),
                (day - day.min()) // (2 * span),
                place // 2,
                rows["maker"].to_numpy(),
            ),
        )

    def __len__(self) -> int:
        """Return the number of verdicts."""
        return int(self.account.size)

    def rows_between(self, place: Ints, first: Ints, last: Ints) -> tuple[Ints, Ints]:
        """Return the first row and the row after the last, from day `first` to day `last`."""
        return (
            np.searchsorted(self.key, day_key(place, first)),
            np.searchsorted(self.key, day_key(place, last + 1)),
        )

    def place_of(self, day: Ints) -> Ints:
        """Return the place of each day in `until`; days outside the market are at its ends."""
        place: Ints = np.clip(day - self.first_day, 0, self.until.size - 1)
        return place

    def rows_of(self, accounts: Ints) -> Ints:
        """Return all rows of some accounts, in order."""
        _, at = within(self.first_of[accounts], self.first_of[accounts + 1])
        return np.sort(self.by_account[at])


def day_key(place: Ints, day: Ints | int) -> Ints:
    """Return one number that sorts by place and day."""
    return place * _DAYS + day + _DAYS // 2


def account_key(account: Ints, place: Ints) -> Ints:
    """Return one number that sorts by account and place."""
    return account * _PLACES + place


def draw(random: np.random.Generator, weight: Floats, number: int) -> Ints:
    """Return places of weights, each as probable as it weighs, `number` of them with repeats."""
    edges = np.cumsum(weight)
    drawn: Ints = np.searchsorted(edges, random.random(number) * edges[-1], "right")
    return drawn


def within(begin: Ints, end: Ints) -> tuple[Ints, Ints]:
    """Return every row of some ranges, and the number of the range that it belongs to."""
    size = end - begin
    which = np.repeat(np.arange(begin.size), size)
    start = np.repeat(begin - np.concatenate(([0], np.cumsum(size)[:-1])), size)
    return which, start + np.arange(which.size)
