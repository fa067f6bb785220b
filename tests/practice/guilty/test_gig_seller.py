import numpy as np

from kit.practice.ground import Ground
from kit.practice.guilty.gig_seller import GigSeller


def test_a_seller_uses_all_accounts_on_every_order(ground: Ground):
    traces = GigSeller(fill=1.0, cover=0.0).plant(ground)
    rows = traces.rows
    assert traces.accounts.size == 6
    assert len(rows) == 6 * traces.products.size
    assert np.unique(ground.catalogue.brand[traces.products]).size == traces.products.size
    for window in traces.windows:
        assert (rows.product == window.product).sum() == 6


def test_texts_are_one_hands_and_partly_reused(ground: Ground):
    rows = GigSeller(reuse=0.5, cover=0.0).plant(ground).rows
    assert np.unique(rows.author).size == 1
    _, times = np.unique(rows.script, return_counts=True)
    assert 0.3 < times[times > 1].sum() / len(rows) < 0.7
    fresh = GigSeller(reuse=0.0, cover=0.0).plant(ground).rows
    assert np.unique(fresh.script).size == len(fresh)
