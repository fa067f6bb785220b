"""What speaks for an account is said in plain sentences, and never left out."""

from __future__ import annotations

import polars as pl

from kit.exhibit.doubts import MOST, carried, resembles, reviews

ROW = {
    "looks_like": "hobby_group", "innocents": 1_244, "as_high": 1, "as_high_low": 0.00002,
    "as_high_high": 0.0045, "every": 50_000, "every_as_high": 7,
}  # fmt: skip


def test_the_look_alike_is_named_with_its_interval() -> None:
    told = resembles(ROW)
    assert "“hobby group”" in told
    assert "of 1,244 of them, 1 scores as high as this account (95 %: 2e-05 to 0.0045" in told
    assert told.endswith("Of 50,000 innocents of every kind that leaves signs, 7 do.")


def test_an_account_that_resembles_nobody_is_held_against_all_kinds() -> None:
    told = resembles({**ROW, "looks_like": None, "as_high": 0})
    assert "innocents of no kind show any of these signs" in told
    assert resembles({**ROW, "innocents": 0}) == ""


SEEN = pl.DataFrame({"family": ["ring", "timing"], "detector": ["reviewer_ring", "review_burst"]})


def left(*rows: tuple[str, float | None, bool]) -> pl.DataFrame:
    schema = {"family": pl.String, "q_value": pl.Float64, "listed": pl.Boolean}
    return pl.DataFrame(list(rows), schema=schema, orient="row")


def test_what_carries_the_conclusion_is_named() -> None:
    alone = carried(left(("ring", None, False), ("timing", 0.01, True)), SEEN)
    assert alone == (
        "The ring evidence carries the conclusion. Its strongest finding is of reviewer_ring."
    )
    several = carried(left(("ring", 0.01, True), ("timing", 0.04, True)), SEEN)
    assert several.startswith("No single kind of evidence carries the conclusion; most rests on")
    assert "timing evidence, without which q = 0.04. Its strongest" in several
    assert carried(left(), SEEN) == ""


def test_reviews_that_speak_for_it_are_shown_and_counted() -> None:
    many = MOST + 3
    written = pl.DataFrame(
        {
            "review_id": [f"r{n}" for n in range(many + 1)],
            "text": ["long " * 200] * (many + 1),
            "in_finding": [True] + [False] * many,
        }
    )
    rows = pl.DataFrame(
        {
            "review_id": [f"r{n + 1}" for n in range(many)],
            "product_id": ["p"] * many,
            "posted_at": [None] * many,
            "stars": [3.0] * many,
            "points": [["verified purchase", "long before"]] * many,
        }
    )
    told = reviews(rows, written)
    assert (len(told["rows"]), told["more"]) == (MOST, 3)
    assert told["told"] == "No finding is about 11 of its 12 reviews; 11 of those speak for it."
    assert told["rows"][0]["points"] == "verified purchase, long before"
    assert len(told["rows"][0]["text"]) < 300
    none = reviews(rows.clear(), written.with_columns(in_finding=pl.lit(True)))
    assert (none["told"], none["chosen"]) == (
        "A finding is about every one of its 12 reviews.",
        "",
    )
