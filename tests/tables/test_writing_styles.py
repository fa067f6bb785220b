from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from kit.tables.writing_styles import HABITS, spreads
from tests.case_rows import Row, case_of, derived, review
from tests.texts import text

PARAMS = {"min_texts": 3, "min_words": 10}


def styles(texts: dict[str, list[str | None]], folder: Path) -> dict[str, Row]:
    rows = [
        {**review(account, f"p{n}", n), "text": said}
        for account, its in texts.items()
        for n, said in enumerate(its)
    ]
    held = derived(case_of(rows, folder), "writing_styles", PARAMS)
    return {row.pop("account_id"): row for row in held}


def plain(author: int, count: int = 4) -> list[str | None]:
    return [f"{text(100 * author + n, 12).capitalize()}." for n in range(count)]


def apart(row: Row) -> float:
    return float(row["spread"] / row["expected"])


def test_texts_that_are_too_few_too_short_or_the_same_do_not_count(tmp_path: Path) -> None:
    held = styles(
        {
            "few": plain(1, 2),
            "short": ["Good.", "Fine.", "Bad.", None, "  "],
            "copies": [*plain(2, 2), *plain(2, 2), f" {plain(2, 1)[0]} "],
            "counts": plain(3),
            "also": plain(4, 3),
        },
        tmp_path,
    )
    assert set(held) == {"counts", "also"}
    assert (held["counts"]["n_texts"], held["counts"]["n_words"]) == (4, 48)


def test_names_the_habit_that_is_not_kept(tmp_path: Path) -> None:
    market = {f"a{n}": plain(n) for n in range(30)}
    loud = {f"b{n}": [f"{said}!"[:-2] + "!" for said in plain(40 + n)] for n in range(10)}
    mixed = [*plain(60, 2), *(str(said)[:-1] + "!" for said in plain(61, 2))]
    held = styles({**market, **loud, "x": mixed}, tmp_path)
    x = held["x"]
    assert x["habit"] == "exclamation marks a sentence"
    assert (x["least"], x["most"]) == (0, 1)
    assert x["spread"] / x["expected"] == max(
        row["spread"] / row["expected"] for row in held.values()
    )


def test_what_is_expected_is_what_the_market_shows(tmp_path: Path) -> None:
    held = styles({f"a{n}": plain(n, 3 + n % 4) for n in range(40)}, tmp_path)
    assert sum(row["spread"] for row in held.values()) == pytest.approx(
        sum(row["expected"] for row in held.values()), rel=0.05
    )


def test_a_mood_that_everybody_writes_in_is_no_other_hand(tmp_path: Path) -> None:
    def market(shouting: int) -> Row:
        calm = [{**review(f"a{n}", "p", n, 5), "text": t} for n in range(60) for t in plain(n)]
        angry = [
            {
                **review(f"a{n}", "p", n, 1),
                "text": str(said).upper() + "!!!" if n >= 60 - shouting else said,
            }
            for n in range(60)
            for said in plain(100 + n, 2)
        ]
        folder = tmp_path / str(shouting)
        folder.mkdir()
        held = derived(case_of(calm + angry, folder), "writing_styles", PARAMS)
        return {row["account_id"]: row for row in held}["a59"]

    assert apart(market(60)) < 2 < 4 < apart(market(1))


def test_texts_that_are_all_alike_have_no_spread() -> None:
    rates = pl.DataFrame(
        {"account_id": ["a"] * 3 + ["b"] * 3, "n": [12.0] * 6, "likes": [True] * 6}
        | {f"h{n}": [1.0] * 6 for n in range(len(HABITS))}
    )
    held = spreads(rates)
    assert held["spread"].to_list() == [0, 0]
    assert spreads(rates.clear()).is_empty()
