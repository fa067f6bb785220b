"""Words that name a guilt are found in any dress; quotes and cited titles are spared."""

from __future__ import annotations

import pytest

from kit.exhibit.neutral_words import Violation, _data, violations, violations_in_html


@pytest.mark.parametrize(
    ("text", "phrase", "said"),
    [
        ("a Fake one", "fake", "Fake"),
        ("FRAUDSTERS!", "fraud", "FRAUDSTERS"),
        ("these f\u0430kes", "fake", "f\u0430kes"),
        ("is f\u200baked", "fake", "f\u200baked"),
        ("gui\u0301lty", "guilty", "gui\u0301lty"),
        ("is_guilty", "guilty", "guilty"),
        ("a con-\n    artist", "con_artist", "con-\n    artist"),
    ],
)
def test_finds_a_word(text: str, phrase: str, said: str) -> None:
    (found,) = violations(text)
    assert found.phrase == phrase
    assert text[found.start : found.end] == said


@pytest.mark.parametrize(
    "text",
    [
        "",
        "unusual, and consistent with paid reviews",
        "the false discovery rate; true or false. Reviews are counted",
        "both, a bottle, a robot, a shell",
        'Mukherjee et al., "Spotting Fake\n    Reviewer Groups in Consumer Reviews", WWW 2012',
        'Hooi et al., "BIRDNEST: Bayesian Inference for Ratings-Fraud Detection", SDM 2016',
    ],
)
def test_spares_neutral_words_and_titles(text: str) -> None:
    assert violations(text) == []


def test_a_title_spares_only_itself() -> None:
    text = 'a fake, see "The Market for Fake Reviews"'
    assert violations(text) == [Violation("fake", 2, 6)]


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<p>a fake</p>", ["fake"]),
        ("<p><q>a fake</q> is said</p>", []),
        ('<blockquote class="x">a <q>fake</q> and a scam</blockquote> a cheat', ["cheat"]),
        ("<q>never closed: a fake", ["fake"]),
        ("<q>crossed <blockquote>fake</q></blockquote>", []),
        ("&lt;q&gt;a fake&lt;/q&gt;", ["fake"]),
        ('<img alt="a fake">', ["fake"]),
    ],
)
def test_quotes_on_a_page_are_exempt(page: str, words: list[str]) -> None:
    assert [found.phrase for found in violations_in_html(page)] == words


def test_every_form_is_found_and_every_exception_has_a_reason() -> None:
    for phrase, forms in _data()["phrases"].items():
        for form in forms:
            assert [found.phrase for found in violations(form)] == [phrase], form
    for one in _data()["allowed"]:
        assert one["reason"]
        assert violations(one["text"]) == []
