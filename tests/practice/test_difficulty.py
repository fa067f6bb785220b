from dataclasses import fields

import pytest

from kit.practice.archetypes import GUILTY
from kit.practice.difficulty import DIFFICULTY
from kit.practice.ground import Ground


def test_every_guilty_archetype_has_a_dial():
    assert set(DIFFICULTY) == set(GUILTY)
    for name, dial in DIFFICULTY.items():
        assert type(dial.base) is type(GUILTY[name])
        assert len(dial.values) >= 5
        steps = [b - a for a, b in zip(dial.values, dial.values[1:], strict=False)]
        assert all(step > 0 for step in steps) or all(step < 0 for step in steps)


@pytest.mark.parametrize("name", DIFFICULTY)
def test_the_ends_of_the_dial_can_be_planted(name: str, ground: Ground):
    dial = DIFFICULTY[name]
    for value in (dial.values[0], dial.values[-1]):
        archetype = dial.at(value)
        turned = {f.name: getattr(archetype, f.name) for f in fields(archetype)}
        assert turned[dial.dial] == value
        assert turned | {dial.dial: 0} == vars(dial.base) | {dial.dial: 0}
        assert archetype.plant(ground).rows.deed.any()
