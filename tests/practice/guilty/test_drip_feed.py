import numpy as np

from kit.practice.ground import Ground
from kit.practice.guilty.drip_feed import DripFeed
from kit.practice.season import DAY_SECONDS


def test_reviews_trickle_over_months_from_one_pool(ground: Ground):
    traces = DripFeed(weekly=0.5).plant(ground)
    deeds = traces.rows.take(traces.rows.deed)
    assert np.unique(ground.catalogue.brand[traces.products]).size == 7
    for window in traces.windows:
        week = deeds.second[deeds.product == window.product] // (7 * DAY_SECONDS)
        assert window.last - window.first == 7 * 24
        assert np.bincount(week - week.min()).max() <= 5
    _, clients = np.unique(deeds.account, return_counts=True)
    assert clients.mean() > 2.5


def test_the_rate_sets_the_length(ground: Ground):
    fast, slow = (DripFeed(weekly=w).plant(ground).windows[0] for w in (4.0, 0.2))
    assert fast.last - fast.first == 21
    assert slow.last - slow.first == 420
