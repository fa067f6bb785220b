"""A language is a file, and every phrase of it can be matched."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from kit.errors import ParameterError
from kit.market.grammar import LANGUAGES, compiled, grammar

DATA = {
    "words": {"review": ["review"], "joining": ["for"], "star": ["star"], "not_a_count": ["day"]},
    "signs": {},
    "spelt": {},
    "offer": {
        "least": 1,
        "cues": [{"says": "sells", "weight": 1, "core": True, "phrases": ["{n} {review}"]}],
    },
    "countries": {"Spain": ["spain"]},
    "codes": {"Spain": ["es"]},
    "numbers": {"two": 2},
    "currencies": {"EUR": ["€", "eur"]},
}
DATA["words"]["mended"] = ["review"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_is_read(language: str) -> None:
    of = grammar(language)
    assert "reviews" in of.known
    assert of.mended
    assert sum(cue.core for cue in of.cues) >= 3
    assert min(cue.weight for cue in of.cues) < 0 < of.least


def test_a_language_without_a_file_names_those_that_have_one() -> None:
    with pytest.raises(ParameterError, match="english"):
        grammar("klingon")


def test_a_small_language_is_compiled() -> None:
    of = compiled(DATA)
    assert of.cues[0].pattern.search("two review")
    assert not of.cues[0].pattern.search("2 day review")
    assert of.money.search("€ 4,50")["amount"] == "4,50"  # type: ignore[index]
    assert of.codes == {"es": "Spain"}
    assert of.countries == {"spain": "Spain"}
    assert of.words["country"].search("from spain")
    assert not of.words["country"].search("spaind")


def test_no_phrase_is_written_twice() -> None:
    text = files("kit.market.grammar").joinpath("english.toml").read_text("utf-8")
    data = tomllib.loads(text)
    for cue in data["offer"]["cues"]:
        phrases = cue.get("phrases", [])
        assert len(set(phrases)) == len(phrases), cue["says"]
