import numpy as np

from kit.practice.ground import Ground
from kit.practice.innocent.series_fans import SeriesFans
from kit.practice.season import DAY_SECONDS


def test_fans_read_one_authors_books_within_days(ground: Ground):
    traces = SeriesFans(fans=40, releases=5, fill=0.7).plant(ground)
    deeds = traces.rows.take(traces.rows.deed)
    assert traces.products.size == 5
    assert np.unique(ground.catalogue.brand[traces.products]).size == 1
    delay = deeds.second // DAY_SECONDS - ground.catalogue.launched[deeds.product]
    assert delay.min() >= 0
    assert np.median(delay) < 8
    assert 0.55 < len(deeds) / (40 * 5) < 0.85


def test_others_read_the_books_too(ground: Ground):
    traces = SeriesFans(others=50.0, life=0.0).plant(ground)
    rest = traces.rows.take(~traces.rows.deed)
    assert np.isin(rest.product, traces.products).all()
    assert 200 < len(rest) < 450
    assert not np.isin(rest.account, traces.accounts).any()
