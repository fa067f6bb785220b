"""How often accounts that act for themselves meet: in pairs of windows, and in those of a ring.

An account's verdicts fall at random among those of the market, of a product's category, of its
quarter of a year or of its weeks, whichever makes a meeting the likeliest. And who likes a product
may like another of its kind or brand, which no column need say. That shows in what accounts gave
at other times and places: such verdicts are a sign of liking, those in the windows in question are
set aside.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np

from kit.rings.conduct import Conduct
from kit.rings.market import LIKING, Market, account_key, within
from kit.rings.tally import Floats, Ints

Aside: TypeAlias = tuple[Floats, Floats]
"""Verdicts that are no sign of liking a thing: by the accounts in question, and by anybody."""

Stretch: TypeAlias = tuple[Ints, Ints]
"""First and last days."""

AROUND = 0.5
"""Spans before and after a window in which a verdict does not count as one of another time: an
order does not end where a window does."""


def shared_by_chance(market: Market, one: Ints, other: Ints) -> Floats:
    """Return how many accounts the windows of two verdicts would share by chance.

    Parameters
    ----------
    market : Market
    one, other : array of int, shape (n,)
        Rows; their windows last the market's `span` days.

    Returns
    -------
    array of float, shape (n,)
        The larger of two directions: each account of one window gave its other verdicts at random
        among those of the market, of the other window's category, of its quarter of a year or,
        where the windows overlap, of its weeks (a sale sends the same people to several products
        at once), or as often as those who gave the other's verdict at other times.
    """
    return np.maximum(_towards(market, one, other), _towards(market, other, one))


def _towards(market: Market, one: Ints, other: Ints) -> Floats:
    size = (market.end[other] - other).astype(float)
    pair, row = within(one, market.end[one])
    account = market.account[row]
    anywhere = (market.others[market.end[one]] - market.others[one]) / len(market)
    shares = [anywhere]
    for of_row in market.tally.of_row[:LIKING]:
        there = of_row[other]
        # The verdict that puts an account into the first window is not one of its others.
        own = of_row[row] == there[pair]
        given = market.tally.given(account, there[pair]) - own
        shares.append(np.bincount(pair, given, one.size) / market.tally.total[there])
    shares[-1] *= np.abs(market.day[one] - market.day[other]) < market.span
    shares.append(_at_other_times(market, pair, account, other))
    likeliest: Floats = np.max(shares, axis=0) * size
    return likeliest


def _at_other_times(market: Market, pair: Ints, account: Ints, other: Ints) -> Floats:
    """Return which share of a place's verdicts at other times some accounts gave, by pair."""
    place = market.place[other]
    around = round(AROUND * market.span)
    first, last = market.day[other] - around, market.day[other] + market.span - 1 + around
    wanted = account_key(account, place[pair])
    at = np.minimum(np.searchsorted(market.given, wanted), len(market) - 1)
    day = market.day[market.by_account[at]]
    elsewhen = (market.given[at] == wanted) & ((day < first[pair]) | (day > last[pair]))
    begin, end = market.rows_between(place, first, last)
    whole = np.searchsorted(market.place, place, "right") - np.searchsorted(market.place, place)
    given = np.bincount(pair, elsewhen, other.size)
    share: Floats = given / np.maximum(whole - (end - begin), 1)
    return share


def expected_of(
    market: Market, accounts: Conduct, begin: Ints, size: Floats, aside: Aside, days: Stretch
) -> Floats:
    """Return how many verdicts each account would give in some windows by chance.

    Parameters
    ----------
    market : Market
    accounts : Conduct
        What the accounts did.
    begin : array of int, shape (windows,)
        First row of each window.
    size : array of float, shape (accounts, windows)
        Verdicts in each window, as they count for each account.
    aside : pair of array of float, shapes (accounts, windows) and (windows,)
        Verdicts on the window's brand to set aside: by each account, and by anybody.
    days : pair of array of int, shape (windows,)
        First and last day of each window.

    Returns
    -------
    array of float, shape (accounts,)
        As if its verdicts fell at random among those of the market, of the window's category, of
        its quarter, of its weeks, of its very days (a sale of a week is over in a week), or of its
        brand, whichever makes hits the likeliest.
    """
    chances = [accounts.volume * size.sum(axis=1) / len(market)]
    for of_row in market.tally.of_row[:LIKING]:
        classes, of_window = np.unique(of_row[begin], return_inverse=True)
        share = accounts.in_classes(classes) / market.tally.total[classes]
        chances.append(np.einsum("aw,aw->a", share[:, of_window], size))
    chances.append(np.einsum("aw,aw->a", accounts.share_of_days(market, *days), size))
    brand = market.tally.of_row[-1, begin]
    liking = _apart(accounts.in_classes(brand), market.tally.total[brand], *aside)
    chances.append(np.einsum("aw,aw->a", liking, size))
    likeliest: Floats = np.max(chances, axis=0)
    return likeliest


def expected_in(
    market: Market, accounts: Ints, begin: Ints, size: Floats, aside: Aside, aside_of_brand: Aside
) -> Floats:
    """Return how many verdicts some accounts would give in each window by chance.

    Parameters
    ----------
    market : Market
    accounts : array of int, shape (accounts,)
    begin : array of int, shape (windows,)
        First row of each window.
    size : array of float, shape (windows,)
        Verdicts in each.
    aside, aside_of_brand : pair of array of float, shape (windows,)
        Verdicts to set aside on the window's product, and on its brand: by these accounts, and by
        anybody.

    Returns
    -------
    array of float, shape (windows,)
        As `expected_of`, with the sum over accounts. Who likes a thing shows it both on the product
        at other times and on the brand. Orders that trickle in fill the one, orders of one brand
        the other, so the smaller counts.
    """
    given = market.tally.counts[accounts].sum(axis=0)
    total = market.tally.total
    anywhere = market.volume[accounts].sum() / len(market)
    likeliest = (given / total)[market.tally.of_row[:LIKING, begin]].max(axis=0)
    product, brand = market.tally.of_row[LIKING:, begin]
    liking = np.minimum(
        _apart(given[product], total[product], *aside),
        _apart(given[brand], total[brand], *aside_of_brand),
    )
    expected: Floats = np.maximum(np.maximum(likeliest, liking), anywhere) * size
    return expected


def of_product(market: Market, begin: Ints, inside: Floats, taken: Floats) -> Aside:
    """Return counts of windows, shape (..., windows), each summed over those of its product."""
    return _of_class(market.tally.of_row[LIKING, begin], inside, taken)


def of_brand(market: Market, begin: Ints, inside: Floats, taken: Floats) -> Aside:
    """Return counts of windows, shape (..., windows), each summed over those of its brand."""
    return _of_class(market.tally.of_row[-1, begin], inside, taken)


def _of_class(of_window: Ints, inside: Floats, taken: Floats) -> Aside:
    _, number = np.unique(of_window, return_inverse=True)
    belongs = np.eye(number.max(initial=-1) + 1)[number]
    # Products of floats are many times faster than those of integers, and exact for counts.
    return (inside @ belongs)[..., number], (taken @ belongs)[..., number]


def _apart(given: Ints, total: Ints, inside: Floats, taken: Floats) -> Floats:
    """Return the share of a class's verdicts that accounts gave, without those set aside."""
    share: Floats = (given - inside) / np.maximum(total - taken, 1.0)
    return np.maximum(share, 0.0)
