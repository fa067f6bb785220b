import numpy as np

from kit.practice.ground import Ground
from kit.practice.guilty.camouflage import Camouflage


def test_the_ring_hides_among_what_everybody_buys(ground: Ground):
    traces = Camouflage(cover=12.0).plant(ground)
    deeds, life = traces.rows.take(traces.rows.deed), traces.rows.take(~traces.rows.deed)
    assert set(life.account) <= set(range(len(ground.base.people), ground.accounts))
    assert len(life) > 1.8 * len(deeds)
    volume = ground.base.volume
    assert (volume[life.product] >= np.quantile(volume, 0.8)).all()
    assert volume[traces.products].max() <= np.quantile(volume, 0.9)
    assert np.unique(life.stars).size >= 4


def test_cover_is_a_dial(ground: Ground):
    bare = Camouflage(cover=0.0, fill=1.0).plant(ground).rows
    assert bare.deed.all()
    assert len(bare) == 14 * 9
