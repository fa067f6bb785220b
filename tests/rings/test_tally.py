from __future__ import annotations

import numpy as np

from kit.rings.tally import Tally


def test_verdicts_are_tallied_by_account_and_class() -> None:
    tally = Tally.of(np.array([0, 0, 1]), np.array([7, 7, 5]), np.array([0, 1, 1]))
    assert tally.of_row.tolist() == [[2, 2, 0], [3, 4, 4]]
    assert tally.given(np.array([0, 0, 1, 1]), np.array([2, 0, 0, 4])).tolist() == [2, 0, 1, 1]
    assert tally.total.tolist() == [1, 1, 2, 1, 2]
