import pytest

from kit.market.fields import NOTHING
from kit.practice.gigs.offer import write_offer
from kit.practice.gigs.words import SAYS
from kit.practice.seeds import stream

GIGS = [write_offer(stream(1, "offer", number), ("B0AB", "B0CD")) for number in range(300)]


def test_labels_are_all_there():
    for gig in GIGS:
        assert set(gig.labels) == set(NOTHING)
        assert gig.labels["offers_reviews"]
        assert gig.labels["price"] == gig.price > 0


@pytest.mark.parametrize("field", sorted(set(SAYS) - {"products", "refill"}))
def test_a_label_is_there_where_a_line_states_it(field):
    said = sum(bool(gig.labels[field]) for gig in GIGS)
    assert 20 < said < 250


def test_counts_stand_in_the_title():
    counted = [gig for gig in GIGS if gig.labels["n_reviews"]]
    assert len(counted) > 100
    for gig in counted:
        n = gig.labels["n_reviews"]
        assert str(n) in gig.title or n == 1
        assert gig.labels["price_per_review"] == round(gig.price / n, 4)


def test_products_are_named_in_quotes():
    for gig in GIGS:
        assert set(gig.labels["products"]) == {"B0AB", "B0CD"}
        assert '"B0AB"' in " ".join(gig.lines)
    assert write_offer(stream(1, "offer")).labels["products"] == []
