"""Templates escape and show what is invisible; the glossary is in order."""

from __future__ import annotations

from kit.exhibit.template import LONGEST, glossary, style, template


def test_values_are_escaped_and_visible() -> None:
    page = template("case_head.html.jinja").make_module().head("<b>\u202e", style())
    assert "<title>&lt;b&gt;&lt;U+202E&gt;</title>" in page


def test_a_value_is_not_longer_than_it_may_be() -> None:
    page = template("case_head.html.jinja").make_module().head("x" * 9_000, "")
    assert "x" * (LONGEST - 1) + "…" in page
    assert "x" * LONGEST not in page


def test_the_glossary_is_in_alphabetical_order() -> None:
    terms = [entry["term"].lower() for entry in glossary()]
    assert terms == sorted(terms)
    assert all(entry["meaning"].endswith(".") for entry in glossary())
