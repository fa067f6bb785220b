"""Reviews as numbers: everything about them but how they are written out."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from kit.practice.wheel import Ints


@dataclass(frozen=True)
class Rows:
    """Reviews, one value of each field for each.

    `account` and `product` number the market's accounts and products; `second` counts from the
    start of its first day; `author` is the account whose manner of writing is used; two rows with
    one `script` say the same thing, and of the same product where `topic` is one; `edits` is how
    many words are then changed; `note` is a stock remark (`kit.practice.remarks`), 0 for none;
    `vine` marks the market's own sampling programme. `plan` is the plan that placed the row, -1 for
    none; `deed` is true where the row is what the plan is about, and false where it is the rest of
    its accounts' life or the trade of products that it added.
    """

    account: NDArray[np.int32]
    product: NDArray[np.int32]
    second: NDArray[np.int64]
    stars: NDArray[np.int8]
    verified: NDArray[np.bool_]
    votes: NDArray[np.int16]
    author: NDArray[np.int32]
    script: NDArray[np.uint64]
    topic: NDArray[np.int32]
    edits: NDArray[np.int8]
    note: NDArray[np.int8]
    vine: NDArray[np.bool_]
    plan: NDArray[np.int16]
    deed: NDArray[np.bool_]

    def __len__(self) -> int:
        """Return the number of reviews."""
        return int(self.account.size)

    def take(self, which: Ints | NDArray[np.bool_] | slice) -> Rows:
        """Return the rows chosen by index, mask or slice."""
        return replace(self, **{f.name: getattr(self, f.name)[which] for f in fields(self)})


def join_rows(parts: list[Rows]) -> Rows:
    """Return all parts' rows, one after the other."""
    return Rows(*(np.concatenate([getattr(part, f.name) for part in parts]) for f in fields(Rows)))
