"""Markets of literal rows in which an account, a product or a pair is unusual."""

from __future__ import annotations

from random import Random

from tests.case_rows import Row, review


def ordinary(accounts: int = 200, products: int = 60, each: int = 8) -> list[Row]:
    """Return accounts that review products of their choice over 600 days; the same each time."""
    chance = Random(3)
    return [
        review(
            f"a{account}", f"p{p}", chance.randrange(600), chance.choice((5, 5, 5, 4, 4, 3, 2, 1)),
            f"b{p}", "C",
        )
        for account in range(accounts)
        for p in chance.sample(range(products), each)
    ]  # fmt: skip


def ring(members: int = 4, orders: int = 8, start: int = 100) -> list[Row]:
    """Return accounts that serve the same orders, each within three days."""
    return [
        review(f"ring{m}", f"order{o}", start + 40 * o + m % 3, 5, f"client{o}", "C")
        for o in range(orders)
        for m in range(members)
    ]


def launch(start: int, reviews: int = 60) -> list[Row]:
    """Return a product's first week: newcomers who give it five stars, and the trickle after."""
    first = [review(f"new{n}", "launched", start + n % 6, 5, "L", "C") for n in range(reviews)]
    chance = Random(4)
    after = [
        review(f"later{n}", "launched", start + 15 + 6 * n, chance.choice((5, 4, 3, 1)), "L", "C")
        for n in range(40)
    ]
    return first + after
