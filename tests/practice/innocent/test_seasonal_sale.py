import numpy as np

from kit.practice.ground import Ground
from kit.practice.innocent.seasonal_sale import SeasonalSale
from kit.practice.season import DAY_SECONDS


def test_a_sale_lifts_many_products_and_no_opinion(ground: Ground):
    traces = SeasonalSale(products=30).plant(ground)
    deeds = traces.rows.take(traces.rows.deed)
    assert traces.products.size > 12
    begin = traces.windows[0].first
    assert all(window.first == begin for window in traces.windows)
    days = deeds.second // DAY_SECONDS - begin
    assert days.min() >= 0
    assert np.median(days) < 10
    assert 0.4 < (deeds.stars == 5).mean() < 0.75
    assert (deeds.stars <= 2).any()
