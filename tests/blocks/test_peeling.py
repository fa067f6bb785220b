from __future__ import annotations

from itertools import combinations

import numpy as np

from kit.blocks.peeling import dense_blocks, peel


def edges(accounts: range, cells: range) -> list[tuple[int, int]]:
    return [(a, c) for a in accounts for c in cells]


def pairs(*groups: range) -> tuple[np.ndarray, np.ndarray]:
    both = np.array([pair for group in groups for pair in combinations(group, 2)])
    return both[:, 0], both[:, 1]


CLUB = edges(range(6), range(5))
NOISE = [(6 + n % 20, 5 + n % 33) for n in range(60)]


def test_the_densest_block_is_peeled_out_of_what_lies_around() -> None:
    account, cell = np.array([*CLUB, *NOISE, *[(n % 6, 5 + n) for n in range(12)]]).T
    block = peel(account, cell, np.ones(account.size))
    assert block.tolist() == list(range(len(CLUB)))


def test_a_verdict_in_a_crowd_weighs_little() -> None:
    """Both blocks are full; the cells of the second are everybody's."""
    rows = [*CLUB, *edges(range(6, 12), range(5, 10))]
    account, cell = np.array(rows).T
    weight = np.where(account < 6, 1.0, 0.3)
    assert set(account[peel(account, cell, weight)]) == set(range(6))


def test_blocks_come_one_after_another_and_share_no_account() -> None:
    rows = [*CLUB, *edges(range(6, 14), range(5, 10)), *NOISE]
    account, cell = np.array(sorted(set(rows))).T
    blocks = dense_blocks(account, cell, *pairs(range(6), range(6, 14)))
    assert [set(account[block]) for block in blocks] == [set(range(6)), set(range(6, 14))]


def test_four_accounts_are_no_block() -> None:
    account, cell = np.array(edges(range(4), range(5))).T
    assert dense_blocks(account, cell, *pairs(range(4))) == []


def test_without_partners_there_is_no_block() -> None:
    account, cell = np.array(CLUB).T
    nobody = np.zeros(0, np.int64)
    assert dense_blocks(account, cell, nobody, nobody) == []
