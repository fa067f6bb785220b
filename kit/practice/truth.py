"""The planted truth as a frame: who and what took part in which plan."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

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
    account, row = np.unique(rows.account, return_inverse=True)
    product, column = np.unique(rows.product, return_inverse=True)
    met = np.zeros((account.size, product.size), np.int64)
    met[row, column] = 1
    one, other = np.nonzero(np.triu((met[:, None, :] & met[None, :, :]).sum(axis=2) >= 2, 1))
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
    records: list[dict[str, Any]] = []
    for number, plan in enumerate(planted):
        head = {"plan": plan.name, "archetype": plan.archetype, "guilty": plan.guilty}

        def add(head: dict[str, Any] = head, **facts: Any) -> None:
            records.append({**head, **facts})

        mine = np.flatnonzero(rows.plan == number)
        for at in mine:
            add(
                entity_kind="review",
                entity_id=reviews[int(at)],
                role="deed" if rows.deed[at] else "life",
                product_id=products[int(rows.product[at])],
            )
        for product in plan.traces.products:
            name = products[int(product)]
            add(entity_kind="product", entity_id=name, role="served", product_id=name)
        for window in plan.traces.windows:
            add(
                entity_kind="window",
                entity_id=products[window.product],
                role="campaign",
                product_id=products[window.product],
                window_start=day_date(window.first),
                window_end=day_date(window.last),
            )
        people = [accounts[int(account)] for account in plan.traces.accounts]
        for name in people:
            add(entity_kind="account", entity_id=name, role="member")
        pairs = [
            [accounts[int(one)], accounts[int(other)]]
            for one, other in _pairs(rows.take(mine[rows.deed[mine]]))
        ]
        groups = [("pair", "pair", pair) for pair in pairs]
        if pairs:
            groups.append(("group", "group", people))
        for kind, role, names in groups:
            members = [("account", name) for name in sorted(names)]
            add(
                entity_kind=kind,
                entity_id=compound_id(members),
                role=role,
                members=[{"kind": k, "id": i} for k, i in members],
            )
    frame = pl.DataFrame(records, schema=TRUTH)
    return frame.sort("plan", "entity_kind", "entity_id", "window_start", "role")
