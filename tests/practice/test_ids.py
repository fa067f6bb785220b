import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kit.practice.ids import IdBook
from kit.practice.market import Market
from kit.practice.seeds import stream


@given(st.integers(0, 2**32), st.integers(1, 5_000))
def test_every_number_has_an_id_of_its_own(seed: int, count: int):
    ids = IdBook(stream(seed, "ids"), "R", count).write(np.arange(count))
    assert ids.n_unique() == count
    assert ids.str.contains(r"^R[0-9A-HJKMNP-TV-Z]{4,}$").all()
    assert ids.str.len_chars().n_unique() == 1


def test_ids_say_nothing_about_order():
    ids = IdBook(stream(1, "ids"), "R", 20_000).write(np.arange(20_000))
    ranks = ids.rank().to_numpy()
    assert abs(np.corrcoef(ranks, np.arange(20_000))[0, 1]) < 0.03


def test_ids_say_nothing_about_the_truth(market: Market):
    for kind, column in (("account", "account_id"), ("review", "review_id")):
        every = market.reviews[column].unique().sort()
        planted = market.truth["entity_id"].filter(market.truth["entity_kind"] == kind).unique()
        place = np.flatnonzero(every.is_in(planted.to_list()).to_numpy()) / every.len()
        assert abs(place.mean() - 0.5) < 0.05
