"""Windows of a ring: stretches of days on places, and the days of its members in them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from kit.rings.market import Market, Mask, day_key, within
from kit.rings.tally import Ints

PAD = 7
"""Days by which a window may still widen while growing."""


@dataclass(frozen=True)
class Windows:
    """Stretches of days on places: a campaign's traces. `last` is inclusive."""

    place: Ints
    first: Ints
    last: Ints

    def __len__(self) -> int:
        """Return the number of windows."""
        return int(self.place.size)

    @classmethod
    def joined(cls, place: Ints, first: Ints, last: Ints) -> Windows:
        """Join stretches of one place that overlap."""
        order = np.lexsort((last, first, place))
        place, first, last = place[order], first[order], last[order]
        begin, reach = day_key(place, first), np.maximum.accumulate(day_key(place, last))
        starts = np.flatnonzero(np.append(True, begin[1:] > reach[:-1])[: place.size])
        ends = np.append(starts[1:], place.size)[: starts.size] - 1
        return cls(place[starts], first[starts], reach[ends] - day_key(place[starts], 0))

    @property
    def parts(self) -> tuple[Ints, Ints, Ints]:
        """Place, first and last day."""
        return self.place, self.first, self.last

    def frame(self) -> pl.DataFrame:
        """Return place, first and last as columns."""
        return pl.DataFrame({"place": self.place, "first": self.first, "last": self.last})

    def wider(self, span: int) -> Windows:
        """Return windows with room for what lies just outside, up to `span` days or so."""
        first = np.maximum(self.first - PAD, np.minimum(self.first, self.last - span + 1))
        last = np.minimum(self.last + PAD, np.maximum(self.last, self.first + span - 1))
        return Windows(self.place, first, last)


@dataclass(frozen=True)
class Days:
    """The days of members' verdicts in each window: the two first, the two last, and how many.

    With one verdict the first and the last are the same; with none all are zero.
    """

    first: Ints
    second: Ints
    last_but_one: Ints
    last: Ints
    count: Ints

    @property
    def gap(self) -> Ints:
        """How many days each window may reach past its ends."""
        return _gap(self.first, self.last, self.count)

    @classmethod
    def of(cls, market: Market, windows: Windows, members: Ints) -> Days:
        """Find them."""
        window, row = within(*market.rows_between(*windows.parts))
        mine = np.isin(market.account[row], members)
        day = np.append(market.day[row[mine]], 0)
        count = np.bincount(window[mine], minlength=len(windows))
        end = np.cumsum(count)
        begin = end - count
        places = begin, np.minimum(begin + 1, end - 1), np.maximum(end - 2, begin), end - 1
        first, second, last_but_one, last = (np.where(count > 0, day[at], 0) for at in places)
        return cls(first, second, last_but_one, last, count)

    def stretched(self, window: Ints, day: Ints) -> Mask:
        """Say of members' verdicts whether they lie further out than the others' explain."""
        first, second = self.first[window], self.second[window]
        last_but_one, last = self.last_but_one[window], self.last[window]
        count = self.count[window]
        early = (day == first) & (day < second - _gap(second, last, count - 1))
        late = (day == last) & (day > last_but_one + _gap(first, last_but_one, count - 1))
        far: Mask = (count == 1) | early | late
        return far


def _gap(first: Ints, last: Ints, count: Ints) -> Ints:
    """Return twice the mean gap between days: how far a window may reach past its ends."""
    gap: Ints = np.ceil(2 * (last - first) / np.maximum(count - 1, 1)).astype(np.int64)
    return gap
