import numpy as np

from kit.practice.ground import Ground
from kit.practice.innocent.book_launch import BookLaunch
from kit.practice.season import DAY_SECONDS


def test_a_launch_is_loud_at_first_and_honest(ground: Ground):
    known = len(ground.catalogue)
    traces = BookLaunch(reviews=200).plant(ground)
    deeds = traces.rows.take(traces.rows.deed)
    assert traces.products.tolist() == [known]
    launched = int(ground.catalogue.launched[known])
    age = deeds.second // DAY_SECONDS - launched
    assert age.min() >= 0
    assert 0.4 < (age < 28).mean() < 0.85
    assert age.max() > 60
    assert np.unique(deeds.stars).size >= 3
    old_hands = (deeds.account < len(ground.base.people)).mean()
    assert 0.4 < old_hands < 0.8
