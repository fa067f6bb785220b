import numpy as np

from kit.practice.ground import Ground
from kit.practice.innocent.vine_batch import VineBatch
from kit.practice.market import generate
from kit.practice.season import DAY_SECONDS


def test_known_reviewers_write_about_new_products_without_a_purchase(ground: Ground):
    traces = VineBatch(fill=0.5).plant(ground)
    deeds = traces.rows.take(traces.rows.deed)
    assert deeds.vine.all()
    assert not deeds.verified.any()
    assert (deeds.account < len(ground.base.people)).all()
    age = deeds.second // DAY_SECONDS - ground.catalogue.launched[deeds.product]
    assert 0 <= age.min() <= age.max() < 30
    assert np.unique(ground.catalogue.brand[traces.products]).size == 6
    assert 0.25 < (deeds.note > 0).mean() < 0.55


def test_a_market_with_a_programme_marks_every_review_and_one_without_none():
    market = generate(4, 6_000, {}, {"vine_batch": 1})
    deeds = market.truth.filter(role="deed")["entity_id"]
    marked = market.reviews.filter("vine")
    assert set(marked["review_id"]) == set(deeds)
    assert market.reviews["vine"].null_count() == 0
    assert 0.2 < marked["text"].str.contains("(?i)vine").mean() < 0.6
    assert generate(4, 6_000, {}, {}, text=False).reviews["vine"].null_count() == 6_000
