from __future__ import annotations

import json
from pathlib import Path

from tests.case_rows import Row, found, proved, review
from tests.texts import text


def product(name: str, said: list[str], category: str = "Books") -> list[Row]:
    return [
        {**review(f"{name}a{n}", name, n, category=category), "text": words}
        for n, words in enumerate(said)
    ]


MARKET = [
    row for p in range(20) for row in product(f"p{p}", [text(1000 * p + n, 20) for n in range(30)])
]


def written_to_order() -> list[str]:
    """Every second text has a point of twelve words in it."""
    return [
        f"{text(90_000 + n, 15)} {text(80_000, 12)}" if n % 2 else text(95_000 + n)
        for n in range(30)
    ]


def test_finds_a_product_whose_texts_repeat_one_another(tmp_path: Path) -> None:
    seen = proved(found(MARKET + product("odd", written_to_order()), tmp_path, "phrase_repetition"))
    assert seen["entity_id"].to_list() == ["odd"]
    evidence = json.loads(seen["evidence"][0])
    assert (evidence["n_reviews"], evidence["n_repeats"]) == (30, 14)
    assert evidence["compared_with"] == "its category"
    assert evidence["expected"] < 1


def test_spares_a_name_that_every_reviewer_mentions(tmp_path: Path) -> None:
    said = [f"{text(90_000 + n, 15)} {text(7, 8)}" for n in range(30)]
    rows = MARKET + product("named", said)
    assert found(rows, tmp_path, "phrase_repetition").is_empty()


def test_spares_a_product_of_a_category_that_repeats(tmp_path: Path) -> None:
    formal = [
        row
        for p in range(12)
        for row in product(
            f"f{p}", [f"{text(50_000 + 40 * p + n % 9, 12)} {n}" for n in range(30)], "Forms"
        )
    ]
    assert proved(found(MARKET + formal, tmp_path, "phrase_repetition")).is_empty()


def test_spares_a_family_of_a_few_texts(tmp_path: Path) -> None:
    said = [text(90_000)] * 5 + [text(90_001 + n) for n in range(25)]
    assert found(MARKET + product("few", said), tmp_path, "phrase_repetition").is_empty()
