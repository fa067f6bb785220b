import numpy as np

from kit.practice.ground import Ground
from kit.practice.innocent.harsh_critic import HarshCritic
from kit.practice.season import DAY_SECONDS


def test_a_critic_likes_little_of_many_things_over_years(ground: Ground):
    traces = HarshCritic(critics=4, reviews=30).plant(ground)
    rows = traces.rows
    assert traces.accounts.size == 4
    assert (rows.stars <= 2).mean() > 0.9
    assert traces.products.size > 40
    assert np.unique(rows.account.astype(np.int64) << 32 | rows.product).size > 0.95 * len(rows)
    assert np.ptp(rows.second) > 300 * DAY_SECONDS


def test_some_report_an_offer(ground: Ground):
    rows = HarshCritic(critics=9, offered=0.3).plant(ground).rows
    assert 0.15 < (rows.note > 0).mean() < 0.45
