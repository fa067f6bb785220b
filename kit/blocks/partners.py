"""Pairs of accounts that share more cells than their volumes explain."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array

from kit.blocks.market import FEWEST, Floats, Ints
from kit.statistics import poisson_sf

PARTNERS = 3
"""Partners that an account needs to be part of a block. Pairs are kept so strictly that chance
shows an account at most one fewer, whatever the market's size: chance pairs then do not hang
together, and the largest block is not simply everyone who writes a lot."""

_AT_ONCE = 20_000


def partners(account: Ints, cell: Ints, stretch: Ints) -> tuple[Ints, Ints]:
    """Return pairs of accounts that share surprisingly many cells.

    Parameters
    ----------
    account, cell, stretch : array of int, shape (n,)
        Numbers from 0, one of each for each verdict; a cell lies in one stretch.

    Returns
    -------
    tuple of array of int
        Accounts, the smaller and the larger number of each pair.

    Notes
    -----
    Null: each account scatters its verdicts of a stretch over the stretch's cells, as the market
    does. The number of cells that two accounts share is then about Poisson.
    """
    accounts = int(account.max()) + 1
    held = csr_array(
        (np.ones(account.size, np.int32), (account, cell)), shape=(accounts, int(cell.max()) + 1)
    )
    ones, others, counts = [], [], []
    for start in range(0, accounts, _AT_ONCE):
        shared = (held[start : start + _AT_ONCE] @ held.T).tocoo()
        one = shared.row.astype(np.int64) + start
        keep = (shared.data >= FEWEST) & (one < shared.col)
        ones.append(one[keep])
        others.append(shared.col[keep].astype(np.int64))
        counts.append(shared.data[keep])
    one, other = np.concatenate(ones), np.concatenate(others)
    order = np.lexsort((other, one))
    one, other = one[order], other[order]
    mean = _shared_by_chance(account, cell, stretch, one, other)
    p = poisson_sf(np.concatenate(counts)[order].astype(float), mean)
    kept = p <= (PARTNERS - 1) / np.unique(account).size
    return one[kept], other[kept]


def _shared_by_chance(account: Ints, cell: Ints, stretch: Ints, one: Ints, other: Ints) -> Floats:
    """Return how many cells each pair would share by chance."""
    stretches = int(stretch.max()) + 1
    size = np.bincount(cell).astype(float)
    where = np.zeros(size.size, np.int64)
    where[cell] = stretch
    # The chance that two verdicts of one stretch fall into one cell.
    verdicts = np.maximum(np.bincount(stretch, minlength=stretches), 1.0)
    meets = np.bincount(where, size * (size - 1), minlength=stretches) / verdicts**2
    key, volume = np.unique(account * stretches + stretch, return_counts=True)
    weighted = csr_array(
        (volume * np.sqrt(meets[key % stretches]), (key // stretches, key % stretches)),
        shape=(int(account.max()) + 1, stretches),
    )
    return np.asarray(weighted[one].multiply(weighted[other]).sum(axis=1), dtype=float).ravel()
