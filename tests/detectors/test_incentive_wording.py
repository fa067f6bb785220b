from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from tests.case_rows import found, review


def told(texts: list[str], folder: Path) -> pl.DataFrame:
    rows = [{**review(f"a{n}", "p", n), "text": text} for n, text in enumerate(texts)]
    return found(rows, folder, "incentive_wording")


SAID = {
    "I received this for free in exchange for my honest review. Works.":
        "free in exchange for my honest review",
    "It is good. It was provided to me at no cost.": "provided to me at no cost",
    "Got it cheap, in return for an UNBIASED opinion": "in return for an unbiased opinion",
    "A card offered me a $10 gift card for five stars!": "card offered me a 10 gift card",
    "They gave me my money back after I posted this.": "gave me my money back after i posted",
}  # fmt: skip


@pytest.mark.parametrize(("text", "phrase"), SAID.items())
def test_finds_what_was_given_or_promised(text: str, phrase: str, tmp_path: Path) -> None:
    (why,) = told([text, "Great kettle."], tmp_path)["why"]
    assert why.endswith(f"“{phrase}”")


@pytest.mark.parametrize(
    "text",
    [
        "Free of charge shipping, which was a nice touch. Will review again.",
        "Gluten free and sugar free, my opinion of it is high.",
        "I sent it back and in exchange I got a new one.",
        "They took it in exchange for a larger size. My review stands.",
        "I was not paid for this review.",
        "I didn't receive this free or in exchange for a review, I bought it.",
        "Nobody offered me anything. Feel free to ask for my opinion.",
        "The seller apologised and offered me a full refund. Fair.",
        "It was free. My review of the sequel follows.",
    ],
)
def test_spares_other_uses_of_the_words(text: str, tmp_path: Path) -> None:
    assert told([text], tmp_path).is_empty()


def test_ranks_a_promise_first_and_proves_nothing(tmp_path: Path) -> None:
    seen = told(
        ["In exchange for a review.", "The seller offered me a refund to change my review."],
        tmp_path,
    )
    assert seen["entity_id"].to_list() == ["r00001", "r00000"]
    assert seen["p_value"].null_count() == 2


def test_a_phrase_is_shown_as_plain_text(tmp_path: Path) -> None:
    (why,) = told(["in exchange for <b>{my}</b> review"], tmp_path)["why"]
    assert why == "The review says that something was given for it: “in exchange for b my b review”"
