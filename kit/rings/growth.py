"""From windows that share accounts to the accounts of a ring: grow generously, then judge strictly.

Growing takes turns: accounts with verdicts in several of the windows, then windows in which those
accounts meet. It may take in an honest account or two, because nobody is named by it. Judging asks
of each account whether the windows would still stand without it, and reach as far; only those
speak against it, so no account helps to convict itself.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kit.rings.chance import Stretch, expected_in, expected_of, of_brand, of_product
from kit.rings.conduct import Conduct
from kit.rings.market import Market, Mask, within
from kit.rings.tally import Floats, Ints
from kit.rings.windows import Days, Windows
from kit.statistics import poisson_sf

ROUNDS = 6
ACCOUNT_GROWTH = 2e-3
WINDOW_GROWTH = 1e-3
"""Largest p-values with which an account or a window is taken in while growing."""

STANDS = 0.05
"""Share of a ring's windows that may stand by chance, among all of a market, without an account."""


@dataclass(frozen=True)
class Hits:
    """Accounts with verdicts on several products' windows, and where: shape (accounts, windows)."""

    accounts: Ints
    there: Mask
    days: Stretch
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
        return cls(
            seen[several], there, (windows.first, windows.last), begin, end, account, window, row
        )

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
    """Windows, the accounts that were judged, and the products on which each was seen.

    `begin` holds the first row of each window, and `free` how many of its verdicts a stranger could
    have given: those of no member, where the window stands by its members, else none.
    """

    windows: Windows
    accounts: Ints
    products: Ints
    expected: Floats
    p: Floats
    begin: Ints
    free: Floats

    @property
    def days(self) -> Stretch:
        """First and last day of each window."""
        return self.windows.first, self.windows.last


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
    days = Days.of(market, windows, members)
    gap = days.gap
    windows = Windows(windows.place, windows.first - gap, windows.last + gap)
    hits = Hits.of(market, windows)
    mine = np.isin(hits.accounts, members)
    others = _without(hits, mine)
    size = (hits.end - hits.begin).astype(float)
    inside = (hits.there & mine[:, None]).sum(axis=0).astype(float)
    aside = inside, size
    mean = expected_in(
        market,
        members,
        hits.begin,
        size,
        of_product(market, hits.begin, *aside),
        of_brand(market, hits.begin, *aside),
    )
    most = STANDS * len(windows) / max(int(market.quiet.sum()), 1)
    stands = poisson_sf(others.astype(float), np.broadcast_to(mean, others.shape)) <= most
    free = (size - inside) * (poisson_sf(inside, mean) <= most)
    far = mine[hits.account] & days.stretched(hits.window, market.day[hits.row])
    stands[hits.account[far], hits.window[far]] = False
    seen, expected, p = _judged(market, hits, members, stands)
    return Ring(windows, hits.accounts, seen, expected, p, hits.begin, free)


def _judged(
    market: Market, hits: Hits, members: Ints, counted: Mask
) -> tuple[Ints, Floats, Floats]:
    """Return products hit, hits expected, and p-values.

    The places that other members take in a window are not there for an honest account to take.
    """
    others = _without(hits, np.isin(hits.accounts, members))
    size = (hits.end - hits.begin).astype(float)
    free: Floats = size - others
    expected = expected_of(
        market,
        Conduct.of(market, hits.accounts),
        hits.begin,
        free * counted,
        of_brand(market, hits.begin, hits.there.astype(float), size),
        hits.days,
    )
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
    aside = together[at].astype(float), size
    mean = expected_in(market, members, begin, size, aside, aside)
    at = at[poisson_sf(together[at].astype(float), mean) <= WINDOW_GROWTH]
    first = row[at]
    last = row[at + together[at] - 1]
    return Windows.joined(market.place[first], market.day[first], market.day[last])


def _distinct(group: Ints, value: Ints, groups: int) -> Ints:
    """Return how many different values each group has."""
    values = int(value.max(initial=0)) + 1
    pairs = np.unique(group * values + value)
    return np.bincount(pairs // values, minlength=groups)
