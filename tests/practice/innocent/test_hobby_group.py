import numpy as np

from kit.practice.ground import Ground
from kit.practice.innocent.hobby_group import HobbyGroup
from kit.practice.season import DAY_SECONDS


def test_a_hobby_shares_small_products_of_many_brands_at_no_common_date(ground: Ground):
    traces = HobbyGroup(accounts=25, products=8, fill=0.5).plant(ground)
    deeds = traces.rows.take(traces.rows.deed)
    catalogue, volume = ground.catalogue, ground.base.volume
    assert np.unique(catalogue.brand[traces.products]).size == traces.products.size
    assert np.unique(catalogue.category[traces.products]).size == 1
    assert (volume[traces.products] <= np.quantile(volume, 0.6)).all()
    spans = [
        np.ptp(deeds.second[deeds.product == product]) / DAY_SECONDS for product in traces.products
    ]
    assert np.median(spans) > 150
    assert 0.4 < len(deeds) / (25 * traces.products.size) < 0.6
