import numpy as np

from kit.practice.ground import Ground
from kit.practice.guilty.brand_pool import BrandPool


def test_a_pool_serves_one_brand(ground: Ground):
    traces = BrandPool(products=8, fill=0.6).plant(ground)
    assert traces.products.size == 8
    assert np.unique(ground.catalogue.brand[traces.products]).size == 1
    assert 0.45 < traces.rows.deed.sum() / (20 * 8) < 0.75


def test_products_that_are_added_have_other_buyers(ground: Ground):
    traces = BrandPool(products=30, trade=25.0).plant(ground)
    added = traces.products[traces.products >= len(ground.base.catalogue)]
    assert added.size > 10
    rest = traces.rows.take(~traces.rows.deed & np.isin(traces.rows.product, added))
    others = np.bincount(rest.product)[added]
    assert 15 < others.mean() < 35
    assert not np.isin(rest.account, traces.accounts).any()
    first = {window.product: window.first for window in traces.windows}
    assert all(ground.catalogue.launched[p] <= first[p] - 90 for p in added)
