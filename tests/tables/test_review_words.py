from __future__ import annotations

from pathlib import Path

import pytest

from tests.case_rows import Row, case_of, derived, review


def words(texts: list[str | None], folder: Path) -> list[Row]:
    rows = [{**review(f"a{n}", "p", n), "text": text} for n, text in enumerate(texts)]
    found = derived(case_of(rows, folder), "review_words")
    return sorted(found, key=lambda row: str(row["account_id"]))


def test_counts_words_and_keeps_their_order(tmp_path: Path) -> None:
    there, back = words(["Good, solid kettle!", "kettle solid good"], tmp_path)
    assert (there["n_words"], there["product_id"]) == (3, "p")
    assert there["words"] == back["words"][::-1]
    assert len(set(there["words"])) == 3


@pytest.mark.parametrize(
    "disguised",
    [
        "IT DOESN'T LEAK... at ALL",
        "it doesn’t leak,at all!!",
        "it does\u200bn't\u00ad le\u2060ak at all",
        "ｉｔ ｄｏｅｓｎ'ｔ leak at all",
        "ít döesn't lęak at àll",
        "𝐢𝐭 𝐝𝐨𝐞𝐬𝐧'𝐭 leak 😀 at all",
    ],
)
def test_a_disguise_hides_no_word(disguised: str, tmp_path: Path) -> None:
    plain, hidden = words(["it doesn't leak at all", disguised], tmp_path)
    assert hidden["words"] == plain["words"]


def test_other_words_are_others(tmp_path: Path) -> None:
    one, two = words(["it leaks", "it leaked"], tmp_path)
    assert one["words"][0] == two["words"][0]
    assert one["words"][1] != two["words"][1]


def test_signs_without_spaces_are_words(tmp_path: Path) -> None:
    (chinese,) = words(["很好用的水壶 v2"], tmp_path)
    assert chinese["n_words"] == 7


def test_no_text_is_no_row_and_no_word_is_none(tmp_path: Path) -> None:
    (only,) = words([None, "?! 😀"], tmp_path)
    assert (only["n_words"], only["words"]) == (0, [])
