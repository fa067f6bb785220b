import string

import pytest

from kit.market.fields import NOTHING
from kit.practice.gigs.words import NAMES, PLATFORMS, SAYS, SPARED, THINGS, TITLES, one_of
from kit.practice.seeds import stream


def slots(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_titles_ask_for_what_is_filled_in():
    known = {"n", "on", "thing", "reviews", "review", "good", "give"}
    for titles in TITLES.values():
        for title in titles:
            assert slots(title) <= known, title
    assert all("n" in slots(title) for title in TITLES["counted"] + TITLES["nowhere"])
    assert not any("n" in slots(title) for title in TITLES["open"] + TITLES["one"])


def test_lines_state_fields_that_there_are():
    assert set(SAYS) <= set(NOTHING)
    for phrases in SAYS.values():
        for lines in phrases.values():
            assert all(slots(line) <= {"n", "id"} for line in lines)


def test_every_platform_has_things():
    assert set(PLATFORMS) | {"none"} == set(THINGS)
    assert all(one["titles"] and one["lines"] for one in SPARED)


@pytest.mark.parametrize("kind", NAMES)
def test_no_part_of_a_name_is_there_twice(kind):
    assert len(set(NAMES[kind])) == len(NAMES[kind])


def test_one_of_takes_each():
    random = stream(1, "words")
    assert {one_of(random, "abc") for _ in range(60)} == set("abc")
