from kit.market.fields import NOTHING
from kit.practice.gigs.spared import write_spared
from kit.practice.seeds import stream


def test_a_gig_that_sells_something_else_has_no_labels():
    for number in range(50):
        gig = write_spared(stream(1, "spared", number))
        assert gig.labels == NOTHING
        assert gig.title
        assert "{" not in gig.title + "".join(gig.lines)
