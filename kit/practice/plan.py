"""What a plan leaves behind: its reviews, and the truth about who and what took part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from kit.practice.ground import Ground
from kit.practice.rows import Rows, join_rows
from kit.practice.wheel import Ints


@dataclass(frozen=True)
class Window:
    """Days, first to last (exclusive), in which a product was served."""

    product: int
    first: int
    last: int


@dataclass(frozen=True)
class Traces:
    """What one plan adds to a market.

    Parameters
    ----------
    rows : Rows
        Its reviews; `deed` marks those that the plan is about.
    accounts, products : array of int
        Who took part, and what was served (or attacked, or liked).
    windows : sequence of Window
        When.
    """

    rows: Rows
    accounts: Ints
    products: Ints
    windows: Sequence[Window]


class Archetype(Protocol):
    """A way in which people act together or alone; its fields are the dials."""

    def plant(self, ground: Ground) -> Traces:
        """Act once on the ground and return the traces."""
        ...


def traces(deeds: Rows, life: Sequence[Rows], windows: Sequence[Window]) -> Traces:
    """Return traces of `deeds` by their accounts, who also led an ordinary `life`."""
    marked = replace(deeds, deed=np.ones(len(deeds), np.bool_))
    return Traces(
        rows=join_rows([marked, *life]),
        accounts=np.unique(deeds.account).astype(np.int64),
        products=np.unique(deeds.product).astype(np.int64),
        windows=tuple(windows),
    )
