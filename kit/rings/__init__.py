"""Rings: accounts that keep meeting on the same products, found from the verdicts of a market."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl

from kit.detector import Value
from kit.rings.components import Chance, components
from kit.rings.growth import Ring, Windows, grow, judge
from kit.rings.market import Ints, Market, within
from kit.rings.meetings import Meetings, meetings
from kit.statistics import q_values

FEWEST_MEMBERS = 5
FDR = 0.05
"""Share of a ring's members that may be there by chance."""

SEARCHES = (("span_days", "partners", 0.8), ("slow_days", "slow_partners", 0.2))
"""The two searches: their windows, where to look, and their shares of what may be found by chance.
Who meets over months does so on many products, and can afford the smaller."""

RINGS: dict[str, Any] = {
    "ring": pl.Int64,
    "span": pl.Int64,
    "p_ring": pl.Float64,
    "a": pl.Int64,
    "n_products": pl.Int64,
    "expected": pl.Float64,
    "p_account": pl.Float64,
    "n_tests": pl.Int64,
    "windows": pl.List(pl.Struct({"place": pl.Int64, "first": pl.Int64, "last": pl.Int64})),
}


def find_rings(rows: pl.LazyFrame, params: Mapping[str, Value]) -> pl.LazyFrame:
    """Return the members of every ring, each with its p-value.

    Parameters
    ----------
    rows : polars.LazyFrame
        `verdicts`, in order, each with `partners` and `slow_partners`: rows of the same account
        worth looking at in windows of `span_days` and of `slow_days`.
    params : mapping
        span_days, slow_days, apart_days, max_crowd, launch_days, max_verdicts.

    Returns
    -------
    polars.LazyFrame
        Columns of `RINGS`, a row for each member of a ring of `FEWEST_MEMBERS` or more. `span` is
        the length of its windows in days; `p_ring` is how probable it is that chance connects such
        meetings anywhere in the market; `p_account` is the account's own, times the rings that it
        could have been seen in, and over the share of its search; `n_tests` counts accounts with
        two or more verdicts; `windows` are those of the ring, `last` inclusive.
    """
    verdicts = rows.collect()
    if verdicts.is_empty():
        return pl.LazyFrame(schema=RINGS)
    frames = [
        frame
        for span, partners, share in SEARCHES
        for frame in _search(verdicts, params, int(params[span]), partners, share)
    ]
    n_tests = int((verdicts.group_by("a").len()["len"] >= 2).sum())
    judged = pl.concat([pl.DataFrame(schema=RINGS), *frames]).with_columns(
        ring=pl.struct("span", "ring").rank("dense").cast(pl.Int64) - 1,
        n_tests=pl.lit(n_tests, pl.Int64),
    )
    p = judged.select(pl.max_horizontal("p_ring", "p_account")).to_series().to_numpy()
    members = judged.filter(pl.Series(q_values(p, n_tests) <= FDR, dtype=pl.Boolean))
    rings = members.filter(pl.len().over("ring") >= FEWEST_MEMBERS)
    # Orders that come at once are seen in months as well: such a ring is told once.
    known = rings.filter(pl.col("span") == params["span_days"])["a"].unique().to_list()
    share = pl.col("a").is_in(known).mean().over("ring")
    return (
        rings.filter((pl.col("span") == params["span_days"]) | (share <= 0.5))
        .select(list(RINGS))
        .lazy()
    )


def _search(
    verdicts: pl.DataFrame, params: Mapping[str, Value], span: int, partners: str, share: float
) -> list[pl.DataFrame]:
    """Return a frame for each ring of one pace: every account that was judged."""
    market = Market.of(verdicts, params, span)
    points = verdicts.select("row", partner=partners).explode("partner").drop_nulls().sort("row")
    found = meetings(market, points)
    chance = Chance.of(market, found, int(params["apart_days"]))
    numbers = np.zeros(market.volume.size, np.int64)
    numbers[market.account] = verdicts["a"].to_numpy()
    parts = components(market, found, chance)
    frames = []
    for ring, part in enumerate(parts):
        judged = judge(market, *grow(market, *_seeds(market, part.meetings)))
        frames.append(
            _frame(judged, numbers[judged.accounts])
            .with_columns(
                ring=pl.lit(ring, pl.Int64),
                span=pl.lit(span, pl.Int64),
                p_ring=pl.lit(min(part.p / share, 1.0)),
                p_account=(pl.col("p_account") * len(parts) / share).clip(upper_bound=1.0),
                n_tests=pl.lit(None, pl.Int64),
            )
            .select(list(RINGS))
        )
    return frames


def _seeds(market: Market, some: Meetings) -> tuple[Windows, Ints]:
    """Return the windows of some meetings, joined, and the accounts that they share."""
    begin = np.unique(np.concatenate((some.one, some.other)))
    day = market.day[begin]
    windows = Windows.joined(market.place[begin], day, day + market.span - 1)
    return windows, _shared(market, some.one, some.other)


def _shared(market: Market, one: Ints, other: Ints) -> Ints:
    """Return the accounts that any of the pairs of windows share."""
    accounts = market.volume.size

    def present(begin: Ints) -> Ints:
        pair, row = within(begin, market.end[begin])
        return pair * accounts + market.account[row]

    both: Ints = np.intersect1d(present(one), present(other))
    return np.unique(both % accounts)


def _frame(ring: Ring, numbers: Ints) -> pl.DataFrame:
    """Return a row for each account that was judged."""
    windows = pl.DataFrame(
        {"place": ring.windows.place, "first": ring.windows.first, "last": ring.windows.last}
    )
    columns = {
        "a": numbers,
        "n_products": ring.products,
        "expected": ring.expected,
        "p_account": ring.p,
        "windows": [windows.to_dicts()] * numbers.size,
    }
    return pl.DataFrame(columns, schema={name: RINGS[name] for name in columns})
