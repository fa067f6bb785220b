"""The planted truth as a frame: who and what took part in which plan."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kit.practice.plan import Traces
from kit.practice.rows import Rows
from kit.practice.season import day_date
from kit.practice.wheel import Ints

TRUTH: dict[str, Any] = {
    "plan": pl.String,
    "archetype": pl.String,
    "guilty": pl.Boolean,
    "entity_kind": pl.String,
    "entity_id": pl.String,
    "role": pl.String,
    "product_id": pl.String,
    "window_start": pl.Date,
    "window_end": pl.Date,
    "members": pl.List(pl.Struct({"kind": pl.String, "id": pl.String})),
}
"""Columns of the truth.

`role` is "deed" or "life" for a review (what the plan is about, or the rest of its accounts' life)
and "member", "served", "campaign", "pair" or "group" for others. A window's `entity_id` is its
product; `window_end` is exclusive.
"""


_ROLE = {"product": "served", "account": "member", "window": "campaign"}

Numbers: TypeAlias = Ints | NDArray[np.int16]


@dataclass(frozen=True)
class Planted:
    """A plan that was carried out: its name, kind, whether it is guilty, and its traces."""

    name: str
    archetype: str
    guilty: bool
    traces: Traces


def compound_id(members: Iterable[tuple[str, str]]) -> str:
    """Return the id of a pair or group: a hash of its sorted (kind, id) members."""
    text = "\n".join(f"{kind}:{name}" for kind, name in sorted(members))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _pairs(rows: Rows) -> Ints:
    """Return pairs of accounts that share two or more of the plan's products, shape (pairs, 2)."""
    _, row, times = np.unique(rows.account, return_inverse=True, return_counts=True)
    rows = rows.take(times[row] >= 2)  # Who came once shares no two products with anyone.
    account, row = np.unique(rows.account, return_inverse=True)
    product, column = np.unique(rows.product, return_inverse=True)
    met = np.zeros((account.size, product.size), np.int32)
    met[row, column] = 1
    one, other = np.nonzero(np.triu(met @ met.T >= 2, 1))
    return np.stack((account[one], account[other]), axis=1).astype(np.int64)


def truth_frame(
    planted: list[Planted], rows: Rows, reviews: pl.Series, accounts: pl.Series, products: pl.Series
) -> pl.DataFrame:
    """Return the truth of a market.

    Parameters
    ----------
    planted : list of Planted
        The plans, in the order of their numbers in ``rows.plan``.
    rows : Rows
        The market's planted reviews.
    reviews : polars.Series
        Ids of those reviews.
    accounts, products : polars.Series
        Ids of all accounts and products, by number.

    Returns
    -------
    polars.DataFrame
        Columns of `TRUTH`, sorted.
    """
    each = range(len(planted))
    served = [plan.traces.products for plan in planted]
    members = [plan.traces.accounts for plan in planted]
    windows = [(number, w) for number in each for w in planted[number].traces.windows]
    served_ids = products.gather(_flat(served))
    window_ids = products.gather(np.array([w.product for _, w in windows], np.int64))
    parts = [
        _part("review", rows.plan, reviews, product_id=products.gather(rows.product)).with_columns(
            role=pl.Series(np.where(rows.deed, "deed", "life"), dtype=pl.String)
        ),
        _part("product", _numbers(served), served_ids, product_id=served_ids),
        _part("account", _numbers(members), accounts.gather(_flat(members))),
        _part(
            "window",
            np.array([number for number, _ in windows], np.int64),
            window_ids,
            product_id=window_ids,
            window_start=pl.Series([day_date(w.first) for _, w in windows], dtype=pl.Date),
            window_end=pl.Series([day_date(w.last) for _, w in windows], dtype=pl.Date),
        ),
        _compounds(planted, rows, accounts),
    ]
    heads = pl.DataFrame(
        {
            "number": list(each),
            "plan": [plan.name for plan in planted],
            "archetype": [plan.archetype for plan in planted],
            "guilty": [plan.guilty for plan in planted],
        },
        schema={"number": pl.Int64, **{k: TRUTH[k] for k in ("plan", "archetype", "guilty")}},
    )
    return (
        pl.concat(parts, how="diagonal")
        .join(heads, on="number")
        .select(pl.col(name).cast(kind) for name, kind in TRUTH.items())
        .sort("plan", "entity_kind", "entity_id", "window_start", "role")
    )


def _flat(parts: list[Ints]) -> Ints:
    """Return all parts as one array."""
    return np.concatenate([*parts, np.zeros(0, np.int64)]).astype(np.int64)


def _numbers(parts: list[Ints]) -> Ints:
    """Return the number of the plan that each value of `_flat` belongs to."""
    return np.repeat(np.arange(len(parts)), [part.size for part in parts])


def _part(kind: str, number: Numbers, ids: pl.Series, **facts: pl.Series) -> pl.DataFrame:
    """Return rows of one entity kind; `number` is the plan's."""
    columns = {"number": pl.Series(number).cast(pl.Int64), "entity_id": ids, **facts}
    return pl.DataFrame(columns).with_columns(
        entity_kind=pl.lit(kind), role=pl.lit(_ROLE.get(kind), dtype=pl.String)
    )


def _compounds(planted: list[Planted], rows: Rows, accounts: pl.Series) -> pl.DataFrame:
    """Return each plan's pairs, and the group that they make."""
    order = np.argsort(rows.plan, kind="stable")
    ends = np.searchsorted(rows.plan[order], np.arange(len(planted)), "right")
    records: list[dict[str, Any]] = []
    for number, plan in enumerate(planted):
        mine = order[ends[number - 1] if number else 0 : ends[number]]
        pairs = _pairs(rows.take(mine[rows.deed[mine]]))
        names_of = accounts.gather(pairs.ravel()).to_list()
        compounds = [("pair", names_of[at : at + 2]) for at in range(0, len(names_of), 2)]
        if compounds:
            compounds.append(("group", accounts.gather(plan.traces.accounts).to_list()))
        for kind, names in compounds:
            members = [("account", name) for name in sorted(names)]
            records.append(
                {
                    "number": number,
                    "entity_kind": kind,
                    "entity_id": compound_id(members),
                    "role": kind,
                    "members": [{"kind": k, "id": i} for k, i in members],
                }
            )
    columns = ("entity_kind", "entity_id", "role", "members")
    return pl.DataFrame(records, schema={"number": pl.Int64, **{k: TRUTH[k] for k in columns}})
