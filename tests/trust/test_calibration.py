from __future__ import annotations

import numpy as np
import polars as pl

from kit.trust.calibration import shipped
from kit.trust.evidence import FAMILIES, TERMS


def test_what_is_shipped_knows_every_term() -> None:
    known = shipped()
    assert known.ordinary.shape == (len(TERMS),)
    assert known.weights.shape == (len(TERMS),)
    assert (known.weights >= 0).all()
    assert np.isfinite(known.start)
    assert known.spread >= 0
    assert 0 < known.share < 0.5


def test_an_ordinary_review_adds_nothing_and_neither_does_an_unknown_one() -> None:
    known = shipped()
    names = [term.name for term in TERMS]
    rows = [list(known.ordinary), [None] * len(names), [9.0, *known.ordinary[1:]]]
    told = pl.DataFrame(rows, schema=dict.fromkeys(names, pl.Float64), orient="row")
    added = known.by_family(told)
    assert added.shape == (3, len(FAMILIES))
    np.testing.assert_allclose(added[:2], 0)
    assert added[2, FAMILIES.index(TERMS[0].family)] > 0
    np.testing.assert_allclose(added[2, 1:], 0)
