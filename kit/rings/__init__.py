"""Rings: accounts that keep meeting on the same products, found from the verdicts of a market."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl

from kit.detector import Value
from kit.rings.components import Chance, components
from kit.rings.growth import grow, judge
from kit.rings.market import Market, within
from kit.rings.meetings import Meetings, meetings
from kit.rings.strangers import Strangers
from kit.rings.tally import Ints
from kit.rings.windows import Windows
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

JUDGED = ("a", "n_products", "expected", "p_account")
"""Columns about an account; the others are about its ring."""

FOUND = {
    name: pl.List(kind) if name in JUDGED else kind
    for name, kind in RINGS.items()
    if name not in ("ring", "n_tests")
}
"""Columns of rings with all accounts that were judged, a row for each."""


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
        meetings anywhere in the market; `p_account` is at most which share of the accounts
        would be seen as surprisingly in any ring (`kit.rings.strangers`), over the share of its
        search; `n_tests` counts accounts with two or more verdicts; `windows` are those of the
        ring, `last` inclusive.
    """
    verdicts = rows.with_columns(pl.col("act").rank("dense")).collect()
    if verdicts.is_empty():
        return pl.LazyFrame(schema=RINGS)
    n_tests = int((verdicts.group_by("a").len()["len"] >= 2).sum())
    found = pl.DataFrame(schema=FOUND)
    for span, partners, share in SEARCHES:
        # Orders that come at once are seen in months as well: such a ring is told once.
        known = _members(found, n_tests)["a"].unique().to_numpy()
        new = _search(verdicts, params, int(params[span]), partners, share, known)
        found = found.vstack(new)
    return (
        _members(found, n_tests)
        .join(
            found.with_row_index("ring").select("ring", "windows"), on="ring", maintain_order="left"
        )
        .with_columns(pl.col("ring").cast(pl.Int64), n_tests=pl.lit(n_tests, pl.Int64))
        .select(list(RINGS))
        .lazy()
    )


def _members(found: pl.DataFrame, n_tests: int) -> pl.DataFrame:
    """Return the members of rings of `FEWEST_MEMBERS` or more, at `FDR` over all accounts."""
    judged = found.with_row_index("ring").drop("windows").explode(*JUDGED).drop_nulls("a")
    p = judged.select(pl.max_horizontal("p_ring", "p_account")).to_series().to_numpy()
    members = judged.filter(pl.Series(q_values(p, n_tests) <= FDR, dtype=pl.Boolean))
    return members.filter(pl.len().over("ring") >= FEWEST_MEMBERS)


def _search(
    verdicts: pl.DataFrame,
    params: Mapping[str, Value],
    span: int,
    partners: str,
    share: float,
    known: Ints,
) -> pl.DataFrame:
    """Return a row for each ring of one pace, with lists of all accounts that were judged.

    A ring most of whose accounts are `known` members of another is left out.
    """
    market = Market.of(verdicts, params, span)
    points = verdicts.select("row", partner=partners).explode("partner").drop_nulls().sort("row")
    met = meetings(market, points)
    parts = components(market, met, Chance.of(market, met, int(params["apart_days"])))
    seeds = [_seeds(market, part.meetings) for part in parts]
    kept = [at for at, (_, shared) in enumerate(seeds) if np.isin(shared, known).mean() <= 0.5]
    parts = [parts[at] for at in kept]
    rings = [judge(market, *grow(market, *seeds[at])) for at in kept]
    strangers = Strangers.of(market, rings)
    columns = {
        "span": [span] * len(rings),
        "p_ring": [min(part.p / share, 1.0) for part in parts],
        "a": [ring.accounts for ring in rings],
        "n_products": [ring.products for ring in rings],
        "expected": [ring.expected for ring in rings],
        "p_account": [np.minimum(strangers.share_as(ring) / share, 1.0) for ring in rings],
        "windows": [ring.windows.frame().to_struct() for ring in rings],
    }
    return pl.DataFrame(columns, schema=FOUND)


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
