from __future__ import annotations

from dataclasses import replace

import pytest

from kit.errors import ParameterError
from kit.practice.archetypes import GUILTY
from kit.practice.guilty.broker_pool import BrokerPool
from kit.practice.guilty.one_star_attack import OneStarAttack
from kit.practice.scoring import STEPS, difficulty_curve
from kit.practice.scoring.curves import dial_of


def test_the_dial_is_what_differs() -> None:
    assert dial_of("pool", [BrokerPool(fill=0.2), BrokerPool(fill=0.3)]) == "fill"


@pytest.mark.parametrize(
    "choices",
    [[BrokerPool()], [BrokerPool(fill=0.1), BrokerPool(products=9)], [BrokerPool(), BrokerPool()]],
)
def test_one_dial_must_differ(choices: list[BrokerPool]) -> None:
    with pytest.raises(ParameterError, match="The settings of pool differ in"):
        dial_of("pool", choices)


def test_every_step_is_an_archetype_with_one_dial() -> None:
    assert set(STEPS) <= set(GUILTY)
    assert all(dial_of(name, choices) for name, choices in STEPS.items())


def test_a_weaker_attack_is_found_less() -> None:
    steps = {"one_star_attack": [replace(OneStarAttack(), reviews=n) for n in (2, 60)]}
    curve = difficulty_curve(steps, seeds=2, reviews=6_000, first_seed=60, text=False)
    assert curve["dial"].unique().to_list() == ["reviews"]
    products = curve.filter(entity_kind="product")
    assert products["value"].to_list() == [2, 60]
    assert products["plans"].to_list() == [2, 2]
    assert products["recall"][0] < products["recall"][1]
