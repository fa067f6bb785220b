import numpy as np

from kit.practice.ground import Ground
from kit.practice.guilty.broker_pool import BrokerPool


def test_a_pool_serves_brands_of_every_kind(ground: Ground):
    traces = BrokerPool(accounts=30, products=8, fill=0.5, four_stars=0.0).plant(ground)
    deeds = traces.rows.take(traces.rows.deed)
    assert np.unique(ground.catalogue.brand[traces.products]).size == traces.products.size == 8
    assert (deeds.stars == 5).all()
    assert 0.38 < len(deeds) / (30 * 8) < 0.62
    assert all(window.last - window.first == 14 for window in traces.windows)


def test_fill_and_cover_are_dials(ground: Ground):
    full = BrokerPool(fill=1.0, cover=0.0).plant(ground).rows
    assert len(full) == 20 * 10
    assert full.deed.all()
    busy = BrokerPool(cover=9.0).plant(ground).rows
    assert 120 < (~busy.deed).sum() < 240
