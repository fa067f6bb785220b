"""Labels are there for few, mostly for the paid, late, and for whoever was looked at.

Most accounts have no label. They are no ordinary accounts: some are paid and were not found. How
many is told by the audit slice alone, whose accounts were drawn at random: each stands for 1 / its
probability (Horvitz & Thompson, JASA 1952). So each unlabelled account is counted twice, as paid
with a weight p and as ordinary with 1 - p, where p follows from a first model that tells labelled
from unlabelled (Elkan & Noto, KDD 2008), and adds up to the audit's share of the unlabelled.
Sources not verified.

A label comes late, so an account that wrote a short while ago is not unlabelled but too young: it
is left out until most labels would have come.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kit.trust.learning.labels import AUDIT, QUEUE

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

MOST_WEIGHT = 5.0
"""The most accounts that one account of the audit stands for while fitting: a single verdict must
not outweigh all others. Measures use the whole weight."""

PATIENCE = 0.9
"""Share of the labels of paid accounts that has come when an account is no longer too young."""

MOST_DAYS = 180


@dataclass(frozen=True)
class Prior:
    """What the audit slice says of those without a label.

    Parameters
    ----------
    share : float or None
        Of the unlabelled that is paid; None without an audit.
    low, high : float or None
        Its 95 % interval, from draws of the audited accounts with replacement.
    labelled_of_paid : float or None
        Elkan and Noto's c: how likely a paid account is to have a label.
    audited, paid : int
        Accounts of the slice, and how many of them were paid.
    """

    share: float | None
    low: float | None
    high: float | None
    labelled_of_paid: float | None
    audited: int
    paid: int


def attach(rows: pl.DataFrame, labels: pl.DataFrame, today: dt.date) -> pl.DataFrame:
    """Give each account's label to the row that shows it as it was when it was judged.

    Parameters
    ----------
    rows : polars.DataFrame
        `features` of several days, with the column day.
    labels : polars.DataFrame
        Columns of `kit.trust.learning.labels.LABELS`.
    today : date
        Labels that were known later are left out.

    Returns
    -------
    polars.DataFrame
        The rows, with paid, known_on, source, probability, reviewers (NULL: no label). Of a
        labelled account only its last row until the label was known is kept, else its first: what
        it looked like at other times was not judged.
    """
    known = labels.filter(pl.col("known_on") <= today)
    joined = rows.join(known, on="account_id", how="left", maintain_order="left")
    before = pl.col("day") <= pl.col("known_on")
    last = pl.col("day").filter(before).max().over("account_id")
    judged = pl.coalesce(last, pl.col("day").min().over("account_id"))
    return joined.filter(pl.col("paid").is_null() | (pl.col("day") == judged))


def patience(rows: pl.DataFrame) -> int:
    """Return the days after its last review in which most labels of paid accounts come."""
    days = (
        rows.filter(pl.col("paid"))
        .select((pl.col("known_on") - pl.col("last_at").cast(pl.Date)).dt.total_days())
        .to_series()
    )
    if days.is_empty():
        return MOST_DAYS
    return int(min(max(days.quantile(PATIENCE) or 0.0, 0.0), MOST_DAYS))


def old_enough(rows: pl.DataFrame, today: dt.date) -> pl.DataFrame:
    """Return the rows that have a label, or have had the time to get one."""
    long_ago = today - dt.timedelta(days=patience(rows))
    return rows.filter(pl.col("paid").is_not_null() | (pl.col("last_at") <= long_ago))


def prior(rows: pl.DataFrame, draws: int = 500, seed: int = 0) -> Prior:
    """Return how many of those without a label are paid, as far as the audit tells.

    Parameters
    ----------
    rows : polars.DataFrame
        As from `attach`.
    """
    audit = rows.filter(pl.col("source") == AUDIT)
    unlabelled = rows["paid"].null_count()
    found = int(rows["paid"].sum())
    if audit.is_empty() or not unlabelled:
        return Prior(None, None, None, None, audit.height, int(audit["paid"].sum()))
    # Each audited account stands for itself, which has a label, and others, which have none.
    others = 1 / audit["probability"].to_numpy() - 1
    paid = audit["paid"].to_numpy().astype(np.float64)
    random = np.random.default_rng(seed)
    drawn = random.integers(0, audit.height, (draws, audit.height))
    totals = (others * paid)[drawn].sum(axis=1) / np.maximum(others[drawn].sum(axis=1), 1e-9)
    share = float((others * paid).sum() / max(others.sum(), 1e-9))
    # None found among so many is not none: half a paid account is added.
    share = max(share, 0.5 / (audit.height + 1))
    low, high = np.quantile(totals, [0.025, 0.975])
    high = max(float(high), 1 - 0.025 ** (1 / audit.height))
    return Prior(
        share, float(low), float(high), found / (found + share * unlabelled), audit.height,
        int(paid.sum()),
    )  # fmt: skip


def weights(rows: pl.DataFrame) -> Floats:
    """Return what each labelled row weighs while fitting, 1 / its probability within bounds."""
    stands = (1 / pl.col("probability")).clip(1.0, MOST_WEIGHT).fill_null(1.0)
    return rows.select(stands).to_series().to_numpy().astype(np.float64)


def judged(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows that people looked at, with `weight`: how many accounts each stands for.

    Takedowns are not among them: nobody knows who else was looked at and left.
    """
    return rows.filter(pl.col("source").is_in([QUEUE, AUDIT])).with_columns(
        weight=1 / pl.col("probability")
    )


def split_unlabelled(odds: Floats, share: float) -> Floats:
    """Return how much of each unlabelled row counts as paid.

    Parameters
    ----------
    odds : array of shape (n,)
        Of having a label, by the first model.
    share : float
        What they are to come to on average.

    Returns
    -------
    array of shape (n,)
        Proportional to the odds, at most 1.
    """
    if not odds.size or share <= 0:
        return np.zeros(odds.size)
    low, high = 0.0, 1.0 / max(float(odds.min()), 1e-12)
    for _ in range(60):
        factor = (low + high) / 2
        if np.minimum(factor * odds, 1.0).mean() < share:
            low = factor
        else:
            high = factor
    return np.asarray(np.minimum(high * odds, 1.0))
