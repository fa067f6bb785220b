import numpy as np

from kit.practice.ground import Ground
from kit.practice.innocent.family import Family


def test_members_share_purchases_and_not_opinions(ground: Ground):
    traces = Family(members=5, purchases=20, fill=0.6).plant(ground)
    deeds = traces.rows.take(traces.rows.deed)
    assert traces.accounts.size == 5
    assert 40 < len(deeds) < 80
    _, writers = np.unique(deeds.product, return_counts=True)
    assert writers.mean() > 2
    assert np.unique(deeds.stars).size >= 3
    assert np.unique(deeds.author).size == 5


def test_each_has_a_life_beside(ground: Ground):
    rows = Family(life=10.0).plant(ground).rows
    assert 20 < (~rows.deed).sum() < 65
