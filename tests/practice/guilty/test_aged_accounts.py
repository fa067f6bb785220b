import numpy as np

from kit.practice.ground import Ground
from kit.practice.guilty.aged_accounts import AgedAccounts
from kit.practice.season import DAY_SECONDS


def test_accounts_are_opened_a_year_before_their_use(ground: Ground):
    traces = AgedAccounts(idle=1.0, fill=1.0).plant(ground)
    deeds, life = traces.rows.take(traces.rows.deed), traces.rows.take(~traces.rows.deed)
    assert len(life) == traces.accounts.size == 30
    assert np.unique(life.account).size == 30
    wait = (deeds.second.min() - life.second) / DAY_SECONDS
    assert wait.min() > 280
    assert np.ptp(deeds.second) < 60 * DAY_SECONDS


def test_busy_ones_write_before_and_never_after(ground: Ground):
    traces = AgedAccounts(idle=0.0, cover=6.0).plant(ground)
    deeds, life = traces.rows.take(traces.rows.deed), traces.rows.take(~traces.rows.deed)
    assert 120 < len(life) < 240
    assert life.second.max() < deeds.second.min()
