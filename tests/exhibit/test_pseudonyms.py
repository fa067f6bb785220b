"""A name has one pseudonym under one key, another in another kind, and no two names share one."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.errors import CaseError, ParameterError
from kit.exhibit import pseudonyms as module
from kit.exhibit.pseudonyms import LETTERS, kind_of, pseudonym, pseudonyms

KEY, OTHER = bytes(32), bytes([1]) * 32


def test_is_hmac_sha256_in_base_32() -> None:
    # printf 'account\0Ann' | openssl dgst -sha256 -mac HMAC -macopt hexkey:00...00 -binary | base32
    assert pseudonym(KEY, "account", "Ann") == "A-T5HZRZKMXCKB"


@given(st.text(), st.sampled_from(sorted(LETTERS)))
def test_has_its_form_and_says_its_kind(name: str, kind: str) -> None:
    given_one = pseudonym(KEY, kind, name)
    assert re.fullmatch(r"[A-Z]-[A-Z2-7]{12}", given_one)
    assert kind_of(given_one) == kind


def test_depends_on_key_kind_and_name() -> None:
    asked = [(KEY, "account", "a"), (OTHER, "account", "a"), (KEY, "name", "a"), (KEY, "name", "A")]
    assert len({pseudonym(*one).partition("-")[2] for one in asked}) == 4
    assert pseudonyms(KEY, "account", iter("ab")) == {
        name: pseudonym(KEY, "account", name) for name in "ab"
    }


def test_every_kind_has_its_letter() -> None:
    assert len(set(LETTERS.values())) == len(LETTERS)


def test_takes_names_that_are_no_unicode() -> None:
    assert pseudonym(KEY, "account", "\ud800")


def test_two_names_with_one_pseudonym_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LENGTH", 1)
    with pytest.raises(CaseError, match="share a pseudonym"):
        pseudonyms(KEY, "account", map(str, range(40)))


def test_an_unknown_kind_is_an_error() -> None:
    with pytest.raises(ParameterError, match="account"):
        pseudonym(KEY, "person", "a")


@pytest.mark.parametrize("given_one", ["", "A", "A-", "X-ABCDEFGHIJKL", "A-ABC", "Ann"])
def test_what_is_no_pseudonym_is_an_error(given_one: str) -> None:
    with pytest.raises(ParameterError, match="no pseudonym"):
        kind_of(given_one)
