from __future__ import annotations

import re

from kit.ranking import order, weights
from kit.ranking.weights import PROVED, TERMS


def test_every_weight_stands_in_the_table_with_its_reason() -> None:
    table = weights()
    assert table.columns == ["name", "family", "weight", "unit", "reason"]
    assert table["name"].is_unique().all()
    assert (table["weight"] > 0).all()
    assert (table["reason"].str.len_chars() > 20).all()
    assert set(table["family"]) == set(order.FAMILIES)


def test_the_sum_takes_its_weights_from_the_table() -> None:
    summed = order._REVIEWS[order._REVIEWS.index("scored as") :]
    assert sorted(re.findall(r"\$(\w+) \* \1\b", summed)) == sorted(term.name for term in TERMS)
    assert not re.search(r"\d\.\d", summed)


def test_every_family_has_a_weight_for_what_is_proved() -> None:
    assert sorted(proved.family for proved in PROVED) == sorted(order.FAMILIES)
