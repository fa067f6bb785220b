from __future__ import annotations

import numpy as np
import pytest

from kit.blocks.partners import PARTNERS, _shared_by_chance, partners
from tests.blocks.market import market
from tests.rings.market import crowd, pool


def found(rows: list[list[int]]) -> tuple[np.ndarray, np.ndarray, int]:
    ours = market(rows)
    core = ours.core
    one, other = partners(ours.account[core], ours.cell[core], ours.stretch[core])
    return one, other, np.unique(ours.account[core]).size


def test_a_pool_shares_more_than_chance() -> None:
    one, other, _ = found([*crowd(1), *pool(3000, 10, [3, 40, 77, 90, 120], 0.8, seed=1)])
    ours = (one >= 3000) & (other >= 3000)
    assert ours.sum() >= 15
    assert (~ours).sum() <= 3


def test_chance_shows_an_account_fewer_partners_than_a_block_needs() -> None:
    """In markets where everyone writes a lot on few products."""
    for seed in range(3):
        one, _, accounts = found(crowd(seed, accounts=400, products=12, each=9))
        assert 2 * one.size / accounts <= PARTNERS - 1


def test_the_mean_by_hand() -> None:
    """Two accounts, two verdicts each, in one stretch of two cells with two verdicts each."""
    account, cell = np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])
    mean = _shared_by_chance(account, cell, np.zeros(4, np.int64), np.array([0]), np.array([1]))
    assert mean[0] == pytest.approx(2 * 2 * (2 * 1 + 2 * 1) / 4**2)
