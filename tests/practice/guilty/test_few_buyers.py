import numpy as np

from kit.practice.ground import Ground
from kit.practice.guilty.few_buyers import FewBuyers
from kit.practice.season import DAY_SECONDS


def test_a_small_order_on_a_small_product(ground: Ground):
    traces = FewBuyers(reviews=5).plant(ground)
    deeds = traces.rows.take(traces.rows.deed)
    assert len(deeds) == traces.accounts.size == 5
    assert (deeds.stars == 5).all()
    assert np.ptp(deeds.second) < 14 * DAY_SECONDS
    assert ground.base.volume[traces.products[0]] <= np.median(ground.base.volume)


def test_the_buyers_mostly_write_about_what_they_bought(ground: Ground):
    rows = FewBuyers(reviews=40, cover=3.0).plant(ground).rows
    assert 80 < (~rows.deed).sum() < 160
