"""What the named are, and which of the paid were found, on literal rows."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from kit.practice.scoring.naming import count
from kit.practice.scoring.standing import found, of_named
from kit.practice.truth import TRUTH

RING = ["r1", "r2", "r3", "r4"]
FANS = ["f1", "f2", "f3"]


def planted(kind: str, name: str, guilty: bool = True, **more: Any) -> dict[str, Any]:
    archetype = "pool" if guilty else "fans"
    row = {"plan": f"{archetype}-1", "archetype": archetype, "guilty": guilty}
    return row | {"entity_kind": kind, "entity_id": name, "role": "member"} | more


def people(*names: str) -> list[dict[str, str]]:
    return [{"kind": "account", "id": name} for name in names]


WINDOW = {"product_id": "p1", "window_start": date(2022, 1, 1), "window_end": date(2022, 1, 15)}
TRUE = pl.DataFrame(
    [
        *(planted("account", name) for name in RING),
        *(planted("account", name, False) for name in [*FANS, "r4"]),
        planted("review", "R1", role="deed"),
        planted("review", "R2", role="life"),
        planted("review", "R3", False, role="deed"),
        planted("window", "p1", **WINDOW),
        planted("pair", "h1", members=people("r1", "r2")),
        planted("pair", "h2", members=people("r3", "r4")),
        planted("group", "h3", members=people(*RING)),
    ],
    schema=TRUTH,
)


def named(*ids: str, **columns: list[Any]) -> pl.DataFrame:
    return pl.DataFrame(
        {"entity_id": list(ids), **columns}, schema_overrides={"entity_id": pl.String}
    )


def standings(kind: str, suspects: pl.DataFrame) -> dict[str, str]:
    return dict(of_named(kind, suspects, TRUE).select("entity_id", "standing").iter_rows())


def test_the_gravest_standing_counts() -> None:
    assert standings("account", named("r4", "f1", "x")) == {
        "r4": "paid", "f1": "look_alike", "x": "ordinary"
    }  # fmt: skip


def test_a_review_for_looks_is_cover() -> None:
    assert standings("review", named("R1", "R2", "R3", "R4")) == {
        "R1": "paid", "R2": "cover", "R3": "look_alike", "R4": "ordinary"
    }  # fmt: skip


def windows(*days: int, product: str = "p1") -> pl.DataFrame:
    starts = [date(2022, 1, day) for day in days]
    return named(
        *(f"w{day}" for day in days),
        product_id=[product] * len(days),
        window_start=starts,
        window_end=[date(2022, 1, day + 7) for day in days],
    )


def test_a_window_must_overlap_on_its_product() -> None:
    assert standings("window", windows(14, 15)) == {"w14": "paid", "w15": "ordinary"}
    assert standings("window", windows(3, product="p2")) == {"w3": "ordinary"}
    assert found("window", windows(14), TRUE)["named"].to_list() == [True]
    assert found("window", windows(15), TRUE)["named"].to_list() == [False]


def test_a_compound_is_what_more_than_half_of_it_is() -> None:
    mixed = named("half", "most", "fans", members=[
        people("r1", "x"), people("r1", "r2", "x"), people("f1", "f2"),
    ])  # fmt: skip
    expected = {"half": "ordinary", "most": "paid", "fans": "look_alike"}
    assert standings("group", mixed) == expected


def test_a_pair_is_found_whole_and_a_group_by_half() -> None:
    pairs = named("a", "b", members=[people("r2", "r1"), people("r3", "x")])
    assert found("pair", pairs, TRUE)["named"].to_list() == [True, False]
    for members, hit in ((people("r1", "r2"), True), (people("r1", "x", "y"), False)):
        assert found("group", named("g", members=[members]), TRUE)["named"].to_list() == [hit]


def test_counts_add_up_to_all_accounts() -> None:
    there = pl.Series([*RING, *FANS, "x", "y"])
    counted = count("account", named("r1", "f1", "x"), TRUE, there)
    totals = counted.filter(pl.col("archetype").is_null())
    assert totals.select("standing", "there", "named").sort("standing").rows() == [
        ("look_alike", 3, 1), ("ordinary", 2, 1), ("paid", 4, 1)
    ]  # fmt: skip
    plan = counted.filter(pl.col("plan") == "pool-1")
    assert plan.select("there", "named").rows() == [(4, 1)]


def test_nobody_named_counts_nobody() -> None:
    counted = count("group", named(members=[]).cast({"members": TRUTH["members"]}), TRUE)
    assert counted["named"].sum() == 0
    assert counted.filter(standing="ordinary")["there"].to_list() == [None]
