"""Literal reviews of a market in which a pool of accounts serves orders."""

from __future__ import annotations

from random import Random

from tests.case_rows import Row, review


def market(accounts: int = 1500, products: int = 160, each: int = 5) -> list[Row]:
    """Return accounts that review products of their choice over 900 days; the same each time."""
    chance = Random(8)
    return [
        review(
            f"a{account}", f"p{p}", chance.randrange(900), chance.choice((5, 5, 4, 2, 1)), f"b{p}"
        )
        for account in range(accounts)
        for p in chance.sample(range(products), each)
    ]


def orders(
    members: int, count: int, start: int = 200, apart: int = 25, brand: str | None = None
) -> list[Row]:
    """Return members of a pool that review the market's products, each order within nine days."""
    return [
        review(
            f"pool{m}",
            f"p{10 * o + 3}",
            start + apart * o + (3 * m + o) % 9,
            5,
            brand or f"b{10 * o + 3}",
        )
        for o in range(count)
        for m in range(members)
        if (m + o) % 4
    ]
