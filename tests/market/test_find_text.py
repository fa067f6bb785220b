from __future__ import annotations

from pathlib import Path

import pytest

from kit.errors import ParameterError
from kit.market.find_text import find_text
from tests.case_rows import case_of, review

GIVEN = "This kettle boils in two minutes and my whole family loves the colour of its handle."
EDITED = "This KETTLE boils in three minutes, and my whole family loves the colour of its handle!"


def test_finds_a_text_and_its_near_copies(tmp_path: Path) -> None:
    texts = [
        GIVEN,
        EDITED,
        "A kettle. Boils water, pours well, nothing more to say about it.",
    ]
    rows = [{**review(f"a{n}", f"p{n}", n), "text": text} for n, text in enumerate(texts)]
    found = find_text(case_of(rows, tmp_path), GIVEN)
    assert found["review_id"].to_list() == ["r00000", "r00001"]
    assert found["share"].to_list() == [1.0, pytest.approx(15 / 16)]


def test_a_part_of_a_long_text_is_found(tmp_path: Path) -> None:
    rows = [{**review("a", "p", 1), "text": f"{GIVEN} {' '.join(f'word{n}' for n in range(60))}"}]
    found = find_text(case_of(rows, tmp_path), GIVEN)
    assert found.height <= 1


def test_too_few_words_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match="3 words"):
        find_text(case_of([{**review("a", "p", 1), "text": GIVEN}], tmp_path), "too few words")


def test_a_case_without_texts_has_nothing(tmp_path: Path) -> None:
    assert find_text(case_of([review("a", "p", 1)], tmp_path), GIVEN).is_empty()
