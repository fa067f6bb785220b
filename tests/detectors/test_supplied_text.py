from __future__ import annotations

import json
from pathlib import Path
from random import Random

import polars as pl
import pytest

from tests.case_rows import Row, found, proved, review
from tests.texts import text


def written(author: int, subject: int, words: int = 24) -> str:
    """Return a text with the author's habits, whatever it is about."""
    habit, chance = Random(author), Random(1000 * author + subject)
    lower, ends = habit.random() < 0.4, habit.choice((".", "!", "...", ""))
    commas, capitals = habit.choice((0, 0.1, 0.25)), habit.choice((0, 0.3))
    said = [
        word.capitalize() if chance.random() < capitals else word
        for word in text(50_000 + 1000 * author + subject, words).split()
    ]
    said = [word + "," if chance.random() < commas else word for word in said]
    # Nobody is the same every time.
    end = ends if chance.random() < 0.85 else "."
    whole = " ".join(said) + end
    return whole.lower() if lower else whole[0].upper() + whole[1:]


def post(account: str, n: int, said: str, stars: float = 5) -> Row:
    return {**review(account, f"p{n % 40}", n, stars), "text": said}


MARKET = [post(f"a{who}", 7 * who + n, written(who, n)) for who in range(120) for n in range(6)]
MANY_HANDS = [post("x", n, written(900 + n, n)) for n in range(6)]


def named(findings: pl.DataFrame, most: float = 0.05) -> set[str]:
    return set(findings.filter(pl.col("p_value") <= most)["entity_id"])


def test_finds_an_account_whose_texts_have_an_author_each(tmp_path: Path) -> None:
    findings = found(MARKET + MANY_HANDS, tmp_path, "supplied_text")
    assert findings["entity_id"][0] == "x"
    assert findings["p_value"][0] <= 0.01
    assert findings["family"][0] == "account"
    assert findings["why"][0].startswith("its 6 texts of 144 words differ in style")


def test_proves_nobody_however_far_apart_the_texts_are(tmp_path: Path) -> None:
    findings = found(MARKET + MANY_HANDS, tmp_path, "supplied_text")
    for p, row in zip(findings["p_value"], findings["evidence"], strict=True):
        told = json.loads(row)
        assert p == pytest.approx(max(told["tail"], told["share_as_unusual"]))
        assert p * (1 + 1e-6) >= 1 / told["n_tests"]
    assert proved(findings).is_empty()


def test_spares_one_author_who_writes_about_many_things(tmp_path: Path) -> None:
    rows = [post("y", n, written(901, n)) for n in range(100, 120)]
    assert "y" not in named(found(MARKET + rows, tmp_path, "supplied_text"), 0.1)


def test_spares_copies_on_variants(tmp_path: Path) -> None:
    rows = [post("y", n, written(900 + n % 2, n % 2)) for n in range(12)]
    assert "y" not in named(found(MARKET + rows, tmp_path, "supplied_text"), 0.1)


def test_spares_short_texts(tmp_path: Path) -> None:
    rows = [post("y", n, said) for n, said in enumerate(("GREAT!!!", "ok", "nice, thanks...") * 4)]
    assert "y" not in named(found(MARKET + rows, tmp_path, "supplied_text"), 0.1)
