import numpy as np

from kit.practice.ground import Ground
from kit.practice.innocent.viral_post import ViralPost
from kit.practice.season import DAY_SECONDS


def test_a_crowd_comes_within_days_and_says_what_it_thinks(ground: Ground):
    traces = ViralPost(reviews=120).plant(ground)
    deeds = traces.rows.take(traces.rows.deed)
    assert traces.products.size == 1
    assert len(deeds) > 100
    days = deeds.second // DAY_SECONDS - traces.windows[0].first
    assert days.min() >= 2
    assert np.median(days) < 10
    assert np.unique(deeds.stars).size >= 4
    assert 0.5 < (deeds.account >= len(ground.base.people)).mean() < 0.75
