import numpy as np

from kit.practice.ground import Ground
from kit.practice.innocent.brand_customer import BrandCustomer
from kit.practice.season import DAY_SECONDS


def test_the_loyal_review_the_whole_range_at_their_own_dates(ground: Ground):
    traces = BrandCustomer(customers=6, products=7, fill=1.0).plant(ground)
    deeds = traces.rows.take(traces.rows.deed)
    assert np.unique(ground.catalogue.brand[traces.products]).size == 1
    assert len(deeds) == 6 * 7
    spans = [np.ptp(deeds.second[deeds.product == p]) / DAY_SECONDS for p in traces.products]
    assert np.median(spans) > 250
    assert not traces.windows


def test_warmth_is_a_dial(ground: Ground):
    cold, warm = (BrandCustomer(customers=60, warmth=w).plant(ground).rows for w in (0.0, 1.0))
    assert cold.stars[cold.deed].mean() + 0.3 < warm.stars[warm.deed].mean()
