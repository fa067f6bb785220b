"""A market's verdicts as arrays, and how many accounts two windows would share by chance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy.sparse import coo_array, csr_array

from kit.detector import Value

Ints: TypeAlias = npt.NDArray[np.int64]
Floats: TypeAlias = npt.NDArray[np.float64]
Mask: TypeAlias = npt.NDArray[np.bool_]

KINDS = ("topic", "quarter")
"""Columns by whose classes verdicts are tallied; weeks of `span` come third."""

_DAYS = 1 << 20
"""More days than any market lasts: place and day make one sorted number."""


@dataclass(frozen=True)
class Tally:
    """How many verdicts each account gave in each class of several kinds, such as a category.

    `of_row` has shape (kinds, verdicts), `counts` (accounts, classes of all kinds); `total` is the
    market's.
    """

    of_row: Ints
    counts: csr_array
    total: Ints

    @classmethod
    def of(cls, account: Ints, *kinds: Ints) -> Tally:
        """Count verdicts by account and class; each kind's classes are numbered from any start."""
        of_row, classes = np.empty((len(kinds), account.size), np.int64), 0
        for number, kind in enumerate(kinds):
            of_row[number] = kind - kind.min() + classes
            classes = int(of_row[number].max()) + 1
        who = np.tile(account, len(kinds))
        ones = np.ones(who.size, np.int64)
        counts = coo_array((ones, (who, of_row.ravel()))).tocsr()
        # A class without verdicts has no share of anybody's.
        return cls(of_row, counts, np.maximum(np.bincount(of_row.ravel()), 1))

    def given(self, account: Ints, which: Ints) -> Ints:
        """Return how many verdicts each account gave in the class beside it."""
        found: Ints = self.counts[account, which]
        return found


@dataclass(frozen=True)
class Market:
    """Verdicts in order of place and day.

    Each array has one value for each verdict: numbers of its account, place and act, and its day.
    `quiet` marks those that may speak for a ring: outside a crowd and a launch, by accounts that
    have not reviewed nearly everything. The window of a verdict is the `span` days from its own;
    `end` is the first row after it. `by_account` lists rows account by account, from `first_of`.
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
    by_account: Ints
    first_of: Ints
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
            by_account=np.argsort(account, kind="stable"),
            first_of=np.concatenate(([0], np.cumsum(volume))),
            tally=Tally.of(
                account, *(rows[kind].to_numpy() for kind in KINDS), (day - day.min()) // (2 * span)
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

    def rows_of(self, accounts: Ints) -> Ints:
        """Return all rows of some accounts, in order."""
        _, at = within(self.first_of[accounts], self.first_of[accounts + 1])
        return np.sort(self.by_account[at])

    def shared_by_chance(self, one: Ints, other: Ints) -> Floats:
        """Return how many accounts the windows of two verdicts would share by chance.

        Parameters
        ----------
        one, other : array of int, shape (n,)
            Rows; their windows last `span` days.

        Returns
        -------
        array of float, shape (n,)
            The larger of two directions: each account of one window gave its other verdicts at
            random among those of the market, of the other window's category, or of its quarter of
            a year, whichever makes a meeting the likeliest. Where the windows overlap in time, also
            among those of these weeks: a sale sends the same people to several products at once.
        """
        return np.maximum(self._from(one, other), self._from(other, one))

    def _from(self, one: Ints, other: Ints) -> Floats:
        size = (self.end[other] - other).astype(float)
        anywhere = (self.others[self.end[one]] - self.others[one]) * size / len(self)
        pair, row = within(one, self.end[one])
        chances = [anywhere]
        for of_row in self.tally.of_row:
            there = of_row[other]
            # The verdict that puts an account into the first window is not one of its others.
            own = of_row[row] == there[pair]
            given = self.tally.given(self.account[row], there[pair]) - own
            chances.append(np.bincount(pair, given, one.size) * size / self.tally.total[there])
        chances[-1] *= np.abs(self.day[one] - self.day[other]) < self.span
        likeliest: Floats = np.max(chances, axis=0)
        return likeliest

    def expected_of(self, accounts: Ints, begin: Ints, size: Floats) -> Floats:
        """Return how many verdicts each account would give in some windows by chance.

        Parameters
        ----------
        accounts : array of int, shape (accounts,)
        begin : array of int, shape (windows,)
            First row of each window.
        size : array of float, shape (accounts, windows)
            Verdicts in each window, as they count for each account.

        Returns
        -------
        array of float, shape (accounts,)
            As if its verdicts fell at random among those of the market, of the window's category,
            of its quarter, or of its weeks, whichever makes hits the likeliest.
        """
        chances = [self.volume[accounts] * size.sum(axis=1) / len(self)]
        share = self.tally.counts[accounts].toarray() / self.tally.total
        chances += [
            np.einsum("aw,aw->a", share[:, of_row[begin]], size) for of_row in self.tally.of_row
        ]
        likeliest: Floats = np.max(chances, axis=0)
        return likeliest

    def expected_in(self, accounts: Ints, begin: Ints, size: Floats) -> Floats:
        """Return how many verdicts some accounts would give in each window by chance.

        As `expected_of`, with the sum over accounts: `size` and the result have shape (windows,).
        """
        share = self.tally.counts[accounts].sum(axis=0) / self.tally.total
        likeliest = share[self.tally.of_row[:, begin]].max(axis=0)
        anywhere = self.volume[accounts].sum() / len(self)
        expected: Floats = np.maximum(likeliest, anywhere) * size
        return expected


def day_key(place: Ints, day: Ints | int) -> Ints:
    """Return one number that sorts by place and day."""
    return place * _DAYS + day + _DAYS // 2


def within(begin: Ints, end: Ints) -> tuple[Ints, Ints]:
    """Return every row of some ranges, and the number of the range that it belongs to."""
    size = end - begin
    which = np.repeat(np.arange(begin.size), size)
    start = np.repeat(begin - np.concatenate(([0], np.cumsum(size)[:-1])), size)
    return which, start + np.arange(which.size)
