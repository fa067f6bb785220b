"""New, returned, waiting, judged, gone: what becomes of whom from one list to the next."""

from __future__ import annotations

from datetime import date

import polars as pl

from kit.trust.daily.listing import LISTED, compare, counts, slice_rows, waiting
from kit.verdicts.queue import QUEUE

MONDAY, TUESDAY, WEDNESDAY = (date(2024, 1, day) for day in (1, 2, 3))


def found(**values: float) -> pl.DataFrame:
    """Return a queue of accounts with their values."""
    named = pl.DataFrame(
        {
            "entity_kind": ["account"] * len(values),
            "entity_id": list(values),
            "value": list(values.values()),
        },
        schema_overrides={"entity_kind": pl.String, "entity_id": pl.String, "value": pl.Float64},
    )
    return named.select(
        (pl.col(name) if name in named.columns else pl.lit(None).alias(name)).cast(kind)
        for name, kind in QUEUE.items()
    )


def verdict(*names: str) -> pl.DataFrame:
    return pl.DataFrame(
        {"entity_kind": ["account"] * len(names), "entity_id": list(names)},
        schema={"entity_kind": pl.String, "entity_id": pl.String},
    )


def states(frame: pl.DataFrame) -> dict[str, str]:
    return dict(frame.select("entity_id", "state").iter_rows())


def test_everybody_is_new_at_first_and_the_highest_value_first() -> None:
    told = compare(found(a=1.0, b=3.0), None, verdict(), MONDAY)
    assert told.columns == list(LISTED)
    assert told["entity_id"].to_list() == ["b", "a"]
    assert set(told["state"]) == {"new"}
    assert set(told["inclusion"]) == {1.0}


def test_who_goes_and_comes_back() -> None:
    monday = compare(found(a=1.0, b=2.0, c=3.0), None, verdict(), MONDAY)
    tuesday = compare(found(a=1.0, c=3.0), monday, verdict("c"), TUESDAY)
    assert states(tuesday) == {"c": "judged", "a": "waiting", "b": "gone"}
    wednesday = compare(found(b=2.0, d=1.0), tuesday, verdict("c"), WEDNESDAY)
    assert states(wednesday) == {"b": "returned", "d": "new", "c": "gone", "a": "gone"}
    since = dict(wednesday.select("entity_id", "since").iter_rows())
    assert since == {"b": WEDNESDAY, "d": WEDNESDAY, "c": MONDAY, "a": MONDAY}
    last = compare(found(d=1.0), wednesday, verdict(), WEDNESDAY)
    assert states(last) == {"d": "waiting", "b": "gone", "c": "away", "a": "away"}


def test_the_slice_of_the_last_day_does_not_wait() -> None:
    monday = compare(found(a=1.0), None, verdict(), MONDAY)
    drawn = monday.vstack(slice_rows(("x", "y"), 0.25, MONDAY))
    assert waiting(drawn)["entity_id"].to_list() == ["a", "x", "y"]
    tuesday = compare(found(a=1.0, x=2.0), drawn, verdict(), TUESDAY)
    assert states(tuesday) == {"x": "new", "a": "waiting"}
    assert counts(drawn)["account"] == {
        "new": 1, "returned": 0, "gone": 0, "waiting": 0, "judged": 0,
    }  # fmt: skip
