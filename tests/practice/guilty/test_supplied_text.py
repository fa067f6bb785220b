import numpy as np

from kit.practice.ground import Ground
from kit.practice.guilty.supplied_text import SuppliedText
from kit.practice.market import generate


def test_each_client_gives_a_few_texts_that_are_used_in_turn(ground: Ground):
    rows = SuppliedText(fill=0.8, texts=3, cover=0.0).plant(ground).rows
    for product in np.unique(rows.product):
        mine = rows.script[rows.product == product]
        _, times = np.unique(mine, return_counts=True)
        assert times.size == 3
        assert np.ptp(times) <= 1
        assert np.unique(rows.author[rows.product == product]).size == 1


def test_words_and_verbatim_are_dials(ground: Ground):
    assert not SuppliedText(verbatim=1.0).plant(ground).rows.edits.any()
    rows = SuppliedText(verbatim=0.0, words=5.0, cover=0.0).plant(ground).rows
    assert rows.edits.min() >= 1
    assert 4 < rows.edits.mean() < 6


def test_texts_come_out_verbatim_and_lightly_edited():
    market = generate(8, 6_000, {"supplied_text": SuppliedText(fill=1.0, disclosed=1.0)}, {})
    deeds = market.truth.filter(role="deed").select(review_id="entity_id")
    texts = market.reviews.join(deeds, on="review_id")["text"]
    assert 0.3 < texts.is_duplicated().mean() < 0.75
    assert texts.str.count_matches(r"\S+").min() >= 8
    assert texts.str.contains(r"(?i)free|charge|cost|exchange").mean() > 0.9
