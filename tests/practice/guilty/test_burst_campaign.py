import numpy as np

from kit.practice.ground import Ground
from kit.practice.guilty.burst_campaign import BurstCampaign
from kit.practice.season import DAY_SECONDS


def test_a_burst_is_of_thin_accounts_on_one_product(ground: Ground):
    known = ground.accounts
    traces = BurstCampaign(reviews=50, days=6, cover=0.0).plant(ground)
    assert traces.products.size == 1
    assert traces.accounts.size == len(traces.rows) == 50
    assert traces.accounts.min() >= known
    days = traces.rows.second // DAY_SECONDS
    assert np.ptp(days) < 6
    assert (traces.rows.stars >= 4).all()
    assert 0.2 < traces.rows.verified.mean() < 0.8
