from __future__ import annotations

from pathlib import Path

from tests.case_rows import case_of, derived, review

LONG = " ".join(f"word{n}" for n in range(60))
TEXTS = (
    LONG,
    LONG.upper() + "!",
    LONG.replace("word30", "another"),
    " ".join(f"other{n}" for n in range(60)),
    " ".join(f"word{59 - n}" for n in range(60)),
    "good",
    "good",
    None,
)


def sizes(texts: tuple[str | None, ...], folder: Path) -> list[int]:
    rows = [{**review("a", f"p{n}", n), "text": text} for n, text in enumerate(texts)]
    held = {
        row["review_id"]: row["F"] for row in derived(case_of(rows, folder), "review_frequency")
    }
    return [held[f"r{n:05}"] for n, text in enumerate(texts) if text]


def test_near_copies_are_counted_and_others_are_not(tmp_path: Path) -> None:
    """The same words in another order make other pairs, and a single word makes none."""
    assert sizes(TEXTS, tmp_path) == [3, 3, 3, 1, 1, 1, 1]


def test_words_alone_make_no_group(tmp_path: Path) -> None:
    assert sizes(("fine", "fine"), tmp_path) == [1, 1]
