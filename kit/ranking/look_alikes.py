"""Which kind of innocent does an account resemble, and how often do those of its kind score so?

Read from two tables that come with the kit; `kit evaluate --look-alikes` makes them again. On their
markets nobody was paid, and innocents of every kind were planted who leave the same signs as paid
reviewing does.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import polars as pl

from kit.case import Case
from kit.ranking.calibration import LEVELS
from kit.ranking.families import SPEAKS
from kit.ranking.reasons import seen_of_accounts

ORDINARY = "ordinary"
"""The kind of accounts that were not planted."""

KINDS_SEEN = pl.Schema(
    {
        "reviews": pl.Int64,
        "markets": pl.Int64,
        "looks_like": pl.String,
        "signs": pl.String,
        "score": pl.Float64,
        "accounts": pl.Int64,
    }
)
"""Accounts of null markets of a size, by kind, by the detectors that spoke about them (sorted, with
blanks between) and by score, rounded down to one of `kit.ranking.calibration.LEVELS`."""

NULL_FINDINGS = pl.Schema(
    {
        "reviews": pl.Int64,
        "detector": pl.String,
        "markets": pl.Int64,
        "markets_with": pl.Int64,
        "findings": pl.Int64,
    }
)
"""Null markets of a size, those in which a detector had findings at q <= 0.05, and how many."""


@dataclass(frozen=True)
class LookAlikes:
    """Both tables: frames with the columns of `KINDS_SEEN` and `NULL_FINDINGS`."""

    seen: pl.DataFrame
    findings: pl.DataFrame


@lru_cache(maxsize=1)
def shipped() -> LookAlikes:
    """Return the tables that come with the kit."""
    here = files("kit.ranking")
    seen, findings = (
        pl.read_csv(here.joinpath(f"look_alikes_{name}.csv").read_bytes(), schema=schema)
        for name, schema in (("seen", KINDS_SEEN), ("findings", NULL_FINDINGS))
    )
    return LookAlikes(seen.with_columns(pl.col("signs").fill_null("")), findings)


def signs(case: Case, findings: pl.DataFrame) -> pl.DataFrame:
    """Return the detectors that speak about each account at p <= 0.05: account_id, detector.

    Parameters
    ----------
    case : Case
    findings : polars.DataFrame
        As from `kit.screen`.

    Notes
    -----
    No finding has to survive false-discovery control here: among innocents nearly none does, and
    what an account looks like shows in weaker signs too.
    """
    speaking = findings.filter(pl.col("p_value") <= SPEAKS)
    return (
        seen_of_accounts(case, speaking, 1.0)
        .select(pl.col("entity_id").alias("account_id"), "detector")
        .unique()
        .sort("account_id", "detector")
    )


def nearest(own: Collection[str], seen: pl.DataFrame) -> str | None:
    """Return the kind of innocent that an account resembles most, None where it resembles none.

    Parameters
    ----------
    own : collection of str
        The detectors that speak about the account.
    seen : polars.DataFrame
        Columns of `KINDS_SEEN`.

    Notes
    -----
    The likeness of two accounts is the number of detectors that speak about both, over that of
    those which speak about either (Jaccard). The kind is the one whose accounts are on average
    likest; ordinary accounts are no kind. Where no account of any kind shares a sign, there is
    none.
    """
    kinds = seen.filter(pl.col("looks_like") != ORDINARY)
    theirs = pl.col("signs").str.split(" ").list.eval(pl.element().filter(pl.element() != ""))
    either = theirs.list.set_union(sorted(own)).list.len()
    both = theirs.list.set_intersection(sorted(own)).list.len()
    likeness = kinds.with_columns(likeness=pl.when(either > 0).then(both / either).otherwise(0.0))
    mean = (pl.col("likeness") * pl.col("accounts")).sum() / pl.col("accounts").sum()
    by_kind = likeness.group_by("looks_like").agg(mean).sort("likeness", "looks_like")
    if by_kind.is_empty() or by_kind["likeness"][-1] == 0.0:
        return None
    return str(by_kind["looks_like"][-1])


def reaching(seen: pl.DataFrame, looks_like: str | None, score: float) -> tuple[int, int]:
    """Return how many accounts of a kind score so high, and how many there are.

    Parameters
    ----------
    seen : polars.DataFrame
        Columns of `KINDS_SEEN`.
    looks_like : str or None
        A kind; None takes the accounts of all kinds but the ordinary.
    score : float
        It is rounded down to one of `LEVELS`, so that never too few are counted.
    """
    kind = pl.col("looks_like")
    alike = kind != ORDINARY if looks_like is None else kind == looks_like
    level = max(level for level in LEVELS if level <= max(score, 0.0))
    held = seen.filter(alike)
    high = held.filter(pl.col("score") >= level)
    return int(high["accounts"].sum()), int(held["accounts"].sum())


def of_size(table: pl.DataFrame, reviews: int) -> pl.DataFrame:
    """Return the rows of the markets nearest to a size, by its logarithm."""
    off = (pl.col("reviews") / max(reviews, 1)).log().abs()
    # Of two that are as far, the smaller: sorted by the value itself.
    return table.filter(pl.col("reviews") == pl.col("reviews").sort_by(off, "reviews").first())
