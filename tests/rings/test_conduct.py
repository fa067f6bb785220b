from __future__ import annotations

import numpy as np
import pytest

from kit.rings.conduct import Conduct
from tests.rings.market import market

ROWS = [[0, 1, 200], [0, 2, 205], [1, 1, 203], [2, 3, 300]]


def test_what_accounts_did_by_hand() -> None:
    ours = market(ROWS)
    some = Conduct.of(ours, np.array([2, 0, 0]))
    assert some.volume.tolist() == [1, 2, 2]
    place = ours.tally.of_row[2, [0, -1]]
    whole = ours.tally.counts[np.array([2, 0, 0])].toarray()
    assert some.in_classes(place).tolist() == whole[:, place].tolist()


def test_shares_of_days_within_and_outside_the_market() -> None:
    ours = market(ROWS)
    some = Conduct.of(ours, np.array([0, 2]))
    first, last = np.array([200, 204, 100, 301, 0]), np.array([203, 400, 150, 400, 9_000])
    share = some.share_of_days(ours, first, last)
    assert share == pytest.approx(np.array([[1 / 2, 1 / 2, 0, 0, 2 / 4], [0, 1 / 2, 0, 0, 1 / 4]]))


def test_nobody() -> None:
    ours = market(ROWS)
    nobody = Conduct.of(ours, np.array([], dtype=np.int64))
    assert nobody.share_of_days(ours, np.array([200]), np.array([203])).shape == (0, 1)
    assert nobody.in_classes(np.array([0])).shape == (0, 1)
