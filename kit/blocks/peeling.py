"""Dense blocks of accounts and cells, by batch peeling.

The density of a block is the weight of its verdicts for each of its accounts and cells, where a
verdict in a crowded cell weighs little: 1 / ln(verdicts of the cell + 5) (Hooi et al., "FRAUDAR:
Bounding Graph Fraud in the Face of Camouflage", KDD 2016). All that lies below (1 + e) times the
density, or else within e of the weakest, is dropped at once, and the densest block on the way is
kept: a few passes over arrays in place of a queue (Bahmani, Kumar & Vassilvitskii, "Densest
Subgraph in Streaming and MapReduce", PVLDB 5, 2012). Sources not verified.
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from kit.blocks.market import Floats, Ints
from kit.blocks.partners import PARTNERS

FEWEST_MEMBERS = 5
EPSILON = 0.1
"""How coarsely nodes are dropped: smaller comes closer to the densest block, and is slower."""

DAMPING = 5.0
"""What FRAUDAR adds to a column's size, so that small ones do not weigh without bound."""

ROUNDS = 20
"""Blocks that are looked for, one after another, where accounts hang together."""


def dense_blocks(account: Ints, cell: Ints, one: Ints, other: Ints) -> list[Ints]:
    """Return the verdicts of each dense block; no account is in two.

    Parameters
    ----------
    account, cell : array of int, shape (n,)
        One of each for each verdict.
    one, other : array of int, shape (pairs,)
        Accounts that share surprisingly many cells.

    Returns
    -------
    list of array of int
        Positions of verdicts, sorted.
    """
    weight = 1.0 / np.log(np.bincount(cell) + DAMPING)[cell]
    live = np.ones(int(account.max()) + 1, np.bool_)
    blocks = []
    for _ in range(ROUNDS):
        degree, left = np.zeros(live.size, np.int64), -1
        while live.sum() != left:
            left = int(live.sum())
            both = live[one] & live[other]
            one, other = one[both], other[both]
            degree = np.bincount(np.concatenate((one, other)), minlength=live.size)
            live = live & (degree >= PARTNERS)
        if not left:
            break
        graph = coo_array((np.ones(one.size), (one, other)), shape=(live.size, live.size))
        _, label = connected_components(graph, directed=False)
        rows = np.flatnonzero(live[account])
        rows = rows[np.argsort(label[account[rows]], kind="stable")]
        ends = np.flatnonzero(np.diff(label[account[rows]])) + 1
        for part in np.split(rows, ends):
            block = part[peel(account[part], cell[part], weight[part])]
            blocks.append(np.sort(block))
            live[account[block if block.size else part]] = False
    return [block for block in blocks if block.size]


def peel(account: Ints, cell: Ints, weight: Floats) -> Ints:
    """Return the positions of the verdicts of the densest block, empty where it is too small."""
    a = np.unique(account, return_inverse=True)[1]
    c = np.unique(cell, return_inverse=True)[1]
    accounts, cells = np.ones(a.max() + 1, np.bool_), np.ones(c.max() + 1, np.bool_)
    inside = np.ones(a.size, np.bool_)
    best, densest = np.zeros(0, np.int64), 0.0
    while True:
        # A cell with one account left connects nobody.
        cells &= np.bincount(c[inside], minlength=cells.size) >= 2
        inside = accounts[a] & cells[c]
        accounts &= np.bincount(a[inside], minlength=accounts.size) > 0
        if accounts.sum() < FEWEST_MEMBERS:
            return best
        by_account = np.bincount(a[inside], weight[inside], minlength=accounts.size)
        by_cell = np.bincount(c[inside], weight[inside], minlength=cells.size)
        density = float(weight[inside].sum() / (accounts.sum() + cells.sum()))
        if density > densest:
            best, densest = np.flatnonzero(inside), density
        weakest = min(by_account[accounts].min(), by_cell[cells].min())
        least = (1 + EPSILON) * max(density, float(weakest))
        accounts &= by_account > least
        cells &= by_cell > least
        inside = accounts[a] & cells[c]
