"""Values counted by hand."""

from __future__ import annotations

import pytest

from tests.case_rows import Row, case_of, derived, review

TEXTS = (
    "I LOVE it! My dog loves it too. WOW!!",
    "It's a 3.5 at best",
    "Nous avons adoré. ÇA VA ?",
    "!!! ...",
    None,
)


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Row]:
    rows = [{**review("a", f"p{n}", n), "text": text} for n, text in enumerate(TEXTS)]
    case = case_of(rows, tmp_path_factory.mktemp("texts"))
    return {row["review_id"]: row for row in derived(case, "review_text_features")}


def test_counts_of_an_excited_text(held: dict[str, Row]) -> None:
    # 9 words, 8 of them of two letters or more; LOVE and WOW are shouted; I and My are of the first
    # person; two of three sentences end with an exclamation mark; 9 capitals among 25 letters.
    row = held["r00000"]
    assert (row["L"], row["PCW"], row["RES"]) == (9, 0.25, pytest.approx(2 / 3))
    assert (row["PP1"], row["PC"]) == (pytest.approx(2 / 9), pytest.approx(9 / 25))


def test_numbers_and_apostrophes_stay_in_one_piece_or_sentence(held: dict[str, Row]) -> None:
    row = held["r00001"]
    assert (row["L"], row["PCW"], row["PP1"], row["RES"]) == (6, 0, 0, 0)


def test_letters_of_other_scripts_count(held: dict[str, Row]) -> None:
    row = held["r00002"]
    assert (row["L"], row["PCW"]) == (5, 0.4)


def test_a_text_without_words_has_no_features(held: dict[str, Row]) -> None:
    assert set(held) == {"r00000", "r00001", "r00002"}
