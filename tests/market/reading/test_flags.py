"""What is said, in the ways that sellers say it, and what is not."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.market.listing import said

SENTENCES = tomllib.loads(Path(__file__).with_name("sentences.toml").read_text("utf-8"))
TITLE = "10 Amazon reviews for your item"


def rows(kind: str) -> list[tuple[str, str]]:
    return [(field, sentence) for field, each in SENTENCES[kind].items() for sentence in each]


@pytest.mark.parametrize(("field", "sentence"), rows("said"))
def test_finds_what_is_said(field: str, sentence: str) -> None:
    assert said(sentence, TITLE)[field]


@pytest.mark.parametrize(("field", "sentence"), rows("not_said"))
def test_spares_what_is_not_said(field: str, sentence: str) -> None:
    assert not said(sentence, TITLE)[field]


@pytest.mark.parametrize(("payer", "sentence"), rows("paid_by"))
def test_who_pays(payer: str, sentence: str) -> None:
    assert said(f"Verified. {sentence}", TITLE)["verified_paid_by"] == payer


def test_where_both_pay_the_payer_is_unknown() -> None:
    found = said("Verified. We pay for the item up to $3. For bigger items you pay.", TITLE)
    assert found["offers_verified"]
    assert found["verified_paid_by"] is None


def test_a_refill_is_a_guarantee() -> None:
    found = said("Refill for 30 days.", TITLE)
    assert found["refill"]
    assert found["guarantee"]
