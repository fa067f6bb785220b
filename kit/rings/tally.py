"""How often each account spoke in each class of its market: the base of what chance shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array, csr_array

Ints: TypeAlias = npt.NDArray[np.int64]
Floats: TypeAlias = npt.NDArray[np.float64]


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
