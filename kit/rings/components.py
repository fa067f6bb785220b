"""Connected meetings: chains of windows that chance would not connect in a market of this size.

Chance shows some surprising meetings in any large market, but scattered: that several of them hang
together is improbable. If chance shows E meetings among W windows, the expected number of sets of
w windows that they connect is at most W w^(w-2) / w! (2E / W)^(w-1): the trees on w labelled nodes
(Cayley) times the chance of their edges. This is worked out for a range of limits of the p-value,
strict to loose, so that a ring may be a few striking meetings or many weak ones, and the bound
follows the market's size by itself.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import special
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from kit.rings.market import Market
from kit.rings.meetings import Meetings, chance_meetings
from kit.rings.tally import Floats, Ints

LEVEL = 0.01
"""Probability that chance connects such a component anywhere in a market."""

LIMITS = 10.0 ** np.arange(-14, -2, 0.5)
FEWEST_PRODUCTS = 3


@dataclass(frozen=True)
class Chance:
    """How many meetings chance shows at or below each of `LIMITS`, and among how many windows.

    `windows` counts stretches of days that do not overlap.
    """

    expected: Floats
    windows: int

    @classmethod
    def of(cls, market: Market, found: Meetings, apart: int) -> Chance:
        """Estimate it for a market and what was found in it.

        Notes
        -----
        Windows overlap and the chance of a meeting is taken generously, so chance shows fewer pairs
        than expected: the expectation is scaled down to what the whole market shows, never up. Real
        rings raise that scale.
        """
        expected = chance_meetings(market, np.append(LIMITS, 1.0), apart)
        scale = min(1.0, len(found) / expected[-1]) if expected[-1] else 1.0
        cells = market.place * (1 << 20) + market.day // market.span
        return cls(expected[:-1] * scale, max(1, np.unique(cells[market.quiet]).size))

    def connects(self, products: Ints, limit: Ints) -> Floats:
        """Return how probably chance connects so many products, at limits given by number."""
        w = np.asarray(products, dtype=float)
        degree = np.log(np.maximum(2 * self.expected[limit] / self.windows, 1e-300))
        trees = np.log(self.windows) + (w - 2) * np.log(w) - special.gammaln(w + 1)
        # Paid for with the number of limits that are tried.
        tail = np.exp(np.minimum(trees + (w - 1) * degree, 0.0)) * LIMITS.size
        return np.where(w >= FEWEST_PRODUCTS, np.minimum(tail, 1.0), 1.0)


@dataclass(frozen=True)
class Component:
    """Meetings that hang together, and how probably chance connects so many products."""

    meetings: Meetings
    p: float


def components(market: Market, found: Meetings, chance: Chance) -> list[Component]:
    """Return components that chance would not connect, the least probable first, none twice."""
    held: list[tuple[float, Component, Ints]] = []
    begins, at = np.unique(np.concatenate((found.one, found.other)), return_inverse=True)
    one, other = at[: len(found)], at[len(found) :]
    for limit, most in enumerate(LIMITS):
        below = np.flatnonzero(found.p <= most)
        rows, label, of_meeting = connected(market, begins, one[below], other[below])
        product = market.place[rows] // 2
        products_in_all = int(product.max(initial=0)) + 1
        products = np.bincount(np.unique(label * products_in_all + product) // products_in_all)
        p = chance.connects(products, np.full(products.size, limit))
        for number in np.flatnonzero(p <= LEVEL):
            some = found.take(below[of_meeting == number])
            held.append(
                (float(p[number]), Component(some, float(p[number])), rows[label == number])
            )
    held.sort(key=lambda entry: (entry[0], int(entry[2][0])))
    taken = np.zeros(len(market), np.bool_)
    kept = []
    for _, component, rows in held:
        if not taken[rows].any():
            kept.append(component)
        taken[rows] = True
    return kept


def connected(market: Market, begins: Ints, one: Ints, other: Ints) -> tuple[Ints, Ints, Ints]:
    """Return what hangs together by some meetings.

    Parameters
    ----------
    market : Market
    begins : array of int, shape (windows,)
        Rows at which windows begin, in order.
    one, other : array of int, shape (n,)
        Places in `begins` of the two windows of each meeting.

    Returns
    -------
    tuple of array of int
        The rows at which windows of these meetings begin, the number of the set that each belongs
        to, and that of each meeting.
    """
    met = np.zeros(begins.size, np.bool_)
    met[one] = met[other] = True
    number = np.cumsum(met) - 1
    rows = begins[met]
    # Windows of one place that overlap belong together.
    next_to = np.flatnonzero(market.key[rows[1:]] - market.key[rows[:-1]] < market.span)
    ends = (
        np.concatenate((number[one], next_to)),
        np.concatenate((number[other], next_to + 1)),
    )
    graph = coo_array((np.ones(ends[0].size), ends), shape=(rows.size, rows.size))
    _, found = connected_components(graph, directed=False)
    label = found.astype(np.int64)
    return rows, label, label[number[one]]
