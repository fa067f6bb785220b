"""What accounts looked like at several days, so that a model can be fitted forward in time."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Sequence

import polars as pl

from kit.case import Case
from kit.detectors import DETECTORS
from kit.errors import ParameterError
from kit.tables import TABLES, code_of
from kit.trust.learning.features import NAMES, OWN, features

STRETCH_DAYS = 91
DAYS = 6

ENDS = "select min(posted_at)::date as first, max(posted_at)::date as last from reviews"


def default_days(case: Case, count: int = DAYS) -> list[dt.date]:
    """Return the ends of the case's last stretches of `STRETCH_DAYS` days, the earliest first.

    Raises
    ------
    ParameterError
        Where the case has no dates, or not three stretches: to fit, to calibrate and to test.
    """
    first, last = case.sql(ENDS).row(0)
    ends: list[dt.date] = []
    while last is not None and len(ends) < count:
        end = last + dt.timedelta(days=1 - STRETCH_DAYS * len(ends))
        if end - dt.timedelta(days=STRETCH_DAYS // 2) <= first:
            break
        ends.insert(0, end)
    if len(ends) < 3:
        raise ParameterError(
            "The case is too short to learn forward in time.",
            hint=f"Reviews of at least three stretches of {STRETCH_DAYS} days are needed: one to "
            "fit on, one to calibrate on, one to test on.",
        )
    return ends


def snapshots(
    case: Case, days: Sequence[dt.date] | None = None, since: dt.date | None = None
) -> pl.DataFrame:
    """Return `features` at several days, each of the accounts that wrote since the one before.

    Parameters
    ----------
    case : Case
    days : sequence of date, optional
        In order of time; `default_days` where left out.
    since : date, optional
        From which an account of the first day must have written; `STRETCH_DAYS` before it by
        default.

    Returns
    -------
    polars.DataFrame
        Columns of `features`, and day. Kept in the case's cache.
    """
    chosen = default_days(case) if days is None else list(days)
    frames = []
    since = since or chosen[0] - dt.timedelta(days=STRETCH_DAYS)
    for day in chosen:
        shown = _kept(case, day).with_columns(day=pl.lit(day))
        frames.append(shown.filter(pl.col("last_at") >= since))
        since = day
    return pl.concat(frames)


def _kept(case: Case, day: dt.date) -> pl.DataFrame:
    """Return the features of a day, from the cache where evidence and code are as they were."""
    code = [OWN, *NAMES, code_of(TABLES), *(one.sql for one in DETECTORS.values())]
    key = hashlib.sha256("\0".join([case.evidence_hash, str(day), *code]).encode()).hexdigest()
    path = case.derived / f"learning-{key[:16]}.parquet"
    if path.exists():
        return pl.read_parquet(path)
    shown = features(case, day)
    partial = path.with_suffix(f".{os.getpid()}.partial")
    shown.write_parquet(partial)
    partial.replace(path)
    return shown
