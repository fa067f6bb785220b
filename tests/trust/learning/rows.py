"""Accounts as the model sees them, drawn by a known rule."""

from __future__ import annotations

import datetime as dt

import numpy as np
import polars as pl

from kit.trust.learning.features import NAMES
from kit.trust.learning.labels import LABELS

DAYS = [dt.date(2022, month, 1) for month in (3, 6, 9, 12)]


def drawn(accounts: int = 600, seed: int = 0, of: str = "most_crowd") -> pl.DataFrame:
    """Return rows of four days whose paid accounts show in one feature."""
    random = np.random.default_rng(seed)
    frames = []
    for number, day in enumerate(DAYS):
        really = random.random(accounts) < 0.15
        columns = {name: random.normal(0, 1, accounts) for name in NAMES}
        columns[of] = columns[of] + 2.5 * really
        last = dt.datetime.combine(day, dt.time()) - dt.timedelta(days=20)
        frames.append(
            pl.DataFrame(columns).with_columns(
                account_id=pl.Series([f"A{number}-{n}" for n in range(accounts)]),
                first_at=pl.lit(last - dt.timedelta(days=5)),
                last_at=pl.lit(last),
                day=pl.lit(day),
                really=pl.Series(really),
            )
        )
    return pl.concat(frames)


def told(rows: pl.DataFrame, share: float = 0.4, audit: bool = True, seed: int = 1) -> pl.DataFrame:
    """Return true labels of a share of the rows, drawn at random."""
    random = np.random.default_rng(seed)
    some = rows.filter(pl.Series(random.random(rows.height) < share))
    return some.select(
        "account_id",
        paid="really",
        known_on=pl.col("day") + pl.duration(days=10),
        source=pl.lit("audit" if audit else "queue"),
        probability=pl.lit(share if audit else 1.0),
        reviewers=pl.lit(["R"]),
    ).select(pl.col(name).cast(kind) for name, kind in LABELS.items())
