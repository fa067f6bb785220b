import numpy as np

from kit.practice.ground import Ground
from kit.practice.guilty.one_star_attack import OneStarAttack
from kit.practice.season import DAY_SECONDS


def test_an_attack_is_one_star_within_days_on_a_product_that_sells(ground: Ground):
    traces = OneStarAttack(reviews=30, days=5, cover=0.0).plant(ground)
    assert (traces.rows.stars == 1).all()
    assert len(traces.rows) == traces.accounts.size == 30
    assert np.ptp(traces.rows.second // DAY_SECONDS) < 5
    assert ground.base.volume[traces.products[0]] >= np.median(ground.base.volume)
    assert traces.rows.verified.mean() < 0.6
