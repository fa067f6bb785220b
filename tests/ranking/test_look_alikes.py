"""The nearest kind is told by shared signs, and how many of it score so high is counted."""

from __future__ import annotations

import polars as pl
import pytest

from kit.ranking.calibration import LEVELS
from kit.ranking.look_alikes import (
    KINDS_SEEN,
    NULL_FINDINGS,
    ORDINARY,
    nearest,
    of_size,
    reaching,
    shipped,
)

ROWS = [
    ("family", "co_review_pair", 4.0, 2),
    ("family", "co_review_pair", 0.0, 3),
    ("family", "", 0.0, 5),
    ("viral_post", "review_burst thin_account_burst", 0.5, 8),
    ("viral_post", "", 0.0, 2),
    (ORDINARY, "copied_text", 9.0, 50),
]


def seen() -> pl.DataFrame:
    rows = [(1_000, 2, *row) for row in ROWS]
    return pl.DataFrame(rows, schema=KINDS_SEEN, orient="row")


@pytest.mark.parametrize(
    ("own", "kind"),
    [
        (["co_review_pair"], "family"),
        (["co_review_pair", "reviewer_ring"], "family"),
        (["thin_account_burst"], "viral_post"),
        (["review_burst", "co_review_pair"], "viral_post"),
        # Ordinary accounts are no look-alike, and those whom nothing speaks about resemble nobody.
        (["copied_text"], None),
        ([], None),
    ],
)
def test_the_nearest_kind_shares_signs(own: list[str], kind: str | None) -> None:
    assert nearest(own, seen()) == kind
    assert nearest(own, seen().sample(fraction=1, shuffle=True, seed=3)) == kind


@pytest.mark.parametrize(
    ("kind", "score", "counts"),
    [
        ("family", 4.0, (2, 10)),
        ("family", 4.4, (2, 10)),  # Rounded down to 4, so that never too few are counted.
        ("family", 4.5, (0, 10)),
        ("viral_post", 0.6, (8, 10)),
        (None, 0.5, (10, 20)),
        (None, -0.0, (20, 20)),
    ],
)
def test_those_who_score_as_high_are_counted(
    kind: str | None, score: float, counts: tuple[int, int]
) -> None:
    assert reaching(seen(), kind, score) == counts


def test_the_nearest_size_is_taken() -> None:
    sizes = pl.concat([seen().with_columns(reviews=pl.lit(size)) for size in (100, 10_000)])
    assert of_size(sizes, 150)["reviews"].unique().to_list() == [100]
    assert of_size(sizes, 1_000)["reviews"].unique().to_list() == [100]
    assert of_size(sizes, 10**9)["reviews"].unique().to_list() == [10_000]


def test_what_ships_holds_every_kind_at_every_size() -> None:
    held = shipped()
    assert held.seen.schema == KINDS_SEEN
    assert held.findings.schema == NULL_FINDINGS
    assert held.seen["looks_like"].n_unique() == 13
    assert held.seen["reviews"].unique().sort().to_list() == [10_000, 40_000, 100_000]
    assert set(held.seen["score"]) <= set(LEVELS)
    assert (held.findings["markets_with"] <= held.findings["markets"]).all()
    assert held.seen["signs"].null_count() == 0
