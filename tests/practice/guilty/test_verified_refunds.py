import numpy as np

from kit.practice.ground import Ground
from kit.practice.guilty.verified_refunds import VerifiedRefunds
from kit.practice.remarks import REFUND


def test_every_paid_review_is_verified_where_others_were_less_so(ground: Ground):
    traces = VerifiedRefunds(days=20).plant(ground)
    deeds = traces.rows.take(traces.rows.deed)
    assert deeds.verified.all()
    assert np.unique(ground.catalogue.brand[traces.products]).size == 1
    rows = ground.base.rows
    before = rows.verified[np.isin(rows.product, traces.products)]
    assert before.mean() < rows.verified.mean()
    assert all(window.last - window.first == 20 for window in traces.windows)


def test_fill_and_confess_are_dials(ground: Ground):
    full = VerifiedRefunds(fill=1.0, cover=0.0, confess=1.0).plant(ground)
    assert len(full.rows) == 40 * full.products.size
    assert (full.rows.note == REFUND).all()
    few = VerifiedRefunds(fill=0.2, confess=0.0).plant(ground).rows
    assert 0 < few.deed.sum() < 45
    assert not few.note.any()
