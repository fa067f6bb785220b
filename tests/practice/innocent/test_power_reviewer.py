import numpy as np

from kit.practice.ground import Ground
from kit.practice.innocent.power_reviewer import PowerReviewer
from kit.practice.season import DAY_SECONDS


def test_many_things_in_one_sitting_and_honest(ground: Ground):
    rows = PowerReviewer(reviewers=3, reviews=45).plant(ground).rows
    accounts, reviews = np.unique(rows.account, return_counts=True)
    assert accounts.size == 3
    assert (reviews == 45).all()
    for account in accounts:
        mine = rows.take(rows.account == account)
        _, a_day = np.unique(mine.second // DAY_SECONDS, return_counts=True)
        assert a_day.max() >= 4
        assert np.unique(mine.product).size > 40
        assert np.unique(ground.catalogue.category[mine.product]).size >= 4
    assert 0.4 < (rows.stars == 5).mean() < 0.8
