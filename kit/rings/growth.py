"""From windows that share accounts to the accounts of a ring: grow generously, then judge strictly.

Growing takes turns: accounts with verdicts in several of the windows, then windows in which those
accounts meet. It may take in an honest account or two, because nobody is named by it. Judging asks
of each account whether the windows would still stand without it, and reach as far; only those
speak against it, so no account helps to convict itself.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kit.rings.market import Floats, Ints, Market, Mask, within
from kit.statistics import poisson_sf

ROUNDS = 6
ACCOUNT_GROWTH = 2e-3
WINDOW_GROWTH = 3e-5
"""Largest p-values with which an account or a window is taken in while growing."""

STANDS = 0.05
"""Share of a ring's windows that may stand by chance, among all of a market, without an account."""

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
        group = np.zeros(place.size, np.int64)
        reach = last.copy()
        for i in range(1, place.size):
            apart = place[i] != place[i - 1] or first[i] > reach[i - 1]
            group[i] = group[i - 1] + apart
            reach[i] = last[i] if apart else max(last[i], reach[i - 1])
        starts = np.flatnonzero(np.diff(group, prepend=-1))
        ends = np.append(starts[1:], place.size) - 1
        return cls(place[starts], first[starts], reach[ends] if place.size else last)

    @property
    def parts(self) -> tuple[Ints, Ints, Ints]:
        """Place, first and last day."""
        return self.place, self.first, self.last

    def wider(self, span: int) -> Windows:
        """Return windows with room for what lies just outside, up to `span` days or so."""
        first = np.maximum(self.first - PAD, np.minimum(self.first, self.last - span + 1))
        last = np.minimum(self.last + PAD, np.maximum(self.last, self.first + span - 1))
        return Windows(self.place, first, last)


@dataclass(frozen=True)
class Hits:
    """Accounts with verdicts on several products' windows, and where: shape (accounts, windows)."""

    accounts: Ints
    there: Mask
    begin: Ints
    end: Ints
    account: Ints
    window: Ints
    row: Ints

    @classmethod
    def of(cls, market: Market, windows: Windows) -> Hits:
        """Find the accounts that hit windows of two or more products."""
        begin, end = market.rows_between(windows.place, windows.first, windows.last)
        window, row = within(begin, end)
        seen, account = np.unique(market.account[row], return_inverse=True)
        several = _distinct(account, market.place[row] // 2, seen.size) >= 2
        keep = several[account]
        window, row = window[keep], row[keep]
        account = (np.cumsum(several) - 1)[account[keep]]
        there = np.zeros((int(several.sum()), len(windows)), np.bool_)
        there[account, window] = True
        return cls(seen[several], there, begin, end, account, window, row)

    def products(self, market: Market, counted: Mask) -> Ints:
        """Return on how many products each account hit the windows counted; a copy is no hit."""
        keep = counted[self.account, self.window]
        account, row = self.account[keep], self.row[keep]
        return np.minimum(
            _distinct(account, market.place[row] // 2, self.accounts.size),
            _distinct(account, market.act[row], self.accounts.size),
        )


@dataclass(frozen=True)
class Ring:
    """Windows, the accounts that were judged, and the products on which each was seen."""

    windows: Windows
    accounts: Ints
    products: Ints
    expected: Floats
    p: Floats


def grow(market: Market, windows: Windows, members: Ints) -> tuple[Windows, Ints]:
    """Take in accounts and windows in turn until nothing changes."""
    for _ in range(ROUNDS):
        before = windows, members
        hits = Hits.of(market, windows.wider(market.span))
        counted = np.ones_like(hits.there)
        seen, _, p = _judged(market, hits, members, counted)
        members = hits.accounts[(seen >= 2) & (p <= ACCOUNT_GROWTH)]
        if members.size < 2:
            return before
        windows = _where_they_meet(market, members)
        if not len(windows):
            return before
        if np.array_equal(members, before[1]) and len(windows) == len(before[0]):
            break
    return windows, members


def judge(market: Market, windows: Windows, members: Ints) -> Ring:
    """Give every account with hits a p-value, from the windows that stand without it."""
    spans = [_days_of(market, windows, members, number) for number in range(len(windows))]
    gaps = np.array([_gap(days) for days in spans])
    windows = Windows(windows.place, windows.first - gaps, windows.last + gaps)
    hits = Hits.of(market, windows)
    mine = np.isin(hits.accounts, members)
    others = _without(hits, mine)
    size = (hits.end - hits.begin).astype(float)
    mean = market.hits_by_chance(members, hits.begin, size).sum(axis=1).max(axis=0)
    starts = max(int(market.quiet.sum()), 1)
    stands = poisson_sf(others.astype(float), np.broadcast_to(mean, others.shape)) <= (
        STANDS * len(windows) / starts
    )
    for account, window, row in zip(hits.account, hits.window, hits.row, strict=True):
        if mine[account] and _stretches(spans[window], int(market.day[row])):
            stands[account, window] = False
    seen, expected, p = _judged(market, hits, members, stands)
    return Ring(windows, hits.accounts, seen, expected, p)


def _days_of(market: Market, windows: Windows, members: Ints, number: int) -> Ints:
    """Return the days on which members gave their verdicts in one window, sorted."""
    begin, end = market.rows_between(*(part[[number]] for part in windows.parts))
    rows = np.arange(begin[0], end[0])
    return market.day[rows[np.isin(market.account[rows], members)]]


def _gap(days: Ints) -> int:
    """Return twice the mean gap between days: how far a window may reach past its ends."""
    return int(np.ceil(2 * (days[-1] - days[0]) / (days.size - 1))) if days.size > 1 else 0


def _stretches(days: Ints, day: int) -> bool:
    """Say whether a member's day, the first or last, lies further out than the others explain."""
    others = np.delete(days, np.flatnonzero(days == day)[:1])
    if not others.size:
        return True
    return bool(day < others[0] - _gap(others) or day > others[-1] + _gap(others))


def _judged(
    market: Market, hits: Hits, members: Ints, counted: Mask
) -> tuple[Ints, Floats, Floats]:
    """Return products hit, hits expected, and p-values.

    The places that other members take in a window are not there for an honest account to take.
    """
    others = _without(hits, np.isin(hits.accounts, members))
    free = (hits.end - hits.begin - others).astype(float)
    chance = market.hits_by_chance(hits.accounts, hits.begin, free) * counted
    expected = chance.sum(axis=2).max(axis=0)
    seen = hits.products(market, counted)
    return seen, expected, poisson_sf(seen.astype(float), expected)


def _without(hits: Hits, mine: Mask) -> Ints:
    """Return the members in each window other than the account itself: (accounts, windows)."""
    inside = hits.there & mine[:, None]
    others: Ints = inside.sum(axis=0)[None, :] - inside
    return others


def _where_they_meet(market: Market, members: Ints) -> Windows:
    """Return the windows in which more of the members meet than chance explains."""
    row = market.rows_of(members)
    row = row[market.quiet[row]]
    together = np.searchsorted(market.key[row], market.key[row] + market.span) - np.arange(row.size)
    at = np.flatnonzero(together >= 2)
    begin = row[at]
    size = (market.end[begin] - begin).astype(float)
    mean = market.hits_by_chance(members, begin, size).sum(axis=1).max(axis=0)
    at = at[poisson_sf(together[at].astype(float), mean) <= WINDOW_GROWTH]
    first = row[at]
    last = row[at + together[at] - 1]
    return Windows.joined(market.place[first], market.day[first], market.day[last])


def _distinct(group: Ints, value: Ints, groups: int) -> Ints:
    """Return how many different values each group has."""
    pairs = np.unique(np.stack((group, value)), axis=1)
    return np.bincount(pairs[0], minlength=groups)
