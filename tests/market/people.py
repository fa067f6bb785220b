"""A small market for tests: people who write for themselves, and one seller with six accounts."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import polars as pl

import kit
from kit.market.gigs import GIGS, REJECTS, Gigs

START = datetime(2024, 1, 1)
HANDS = ("x1", "x2", "x3", "x4", "x5", "x6")
REUSED = ("velvetotter", "VelvetOtter12", "Maria", "Jonas K.", "Gina", "Hugo")
"""Names of the six: two of them are those of the seller `velvet_otter`."""

CLIENTS = tuple(f"c{n}" for n in range(10))
NAMES = ("Anna", "Bert", "Carla", "Dora", "Emil", "Femi", "Gina", "Hugo", "Ines", "Jonas")


def rows(hand_names: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return reviews of 900 ordinary accounts and of the seller's six, who share ten orders."""
    chance = Random(7)
    told = [
        review(f"a{n}", NAMES[n % 10] + ("", "", " B.", str(n))[n // 10 % 4], f"p{p}",
               chance.randrange(700), chance.choice((5, 5, 4, 3, 1)))
        for n in range(900)
        for p in chance.sample(range(300), 5)
    ]  # fmt: skip
    ordinary = [
        review(f"b{client}{n}", chance.choice(NAMES), client, chance.randrange(700), 4)
        for client in CLIENTS
        for n in range(12)
    ]
    orders = [
        review(account, name, client, 200 + 30 * place + chance.randrange(4), 5)
        for place, client in enumerate(CLIENTS)
        for account, name in zip(HANDS, hand_names, strict=True)
    ]
    return told + ordinary + orders


def review(account: str, name: str, product: str, day: int, stars: int) -> dict[str, Any]:
    """Return one review by an account with a name."""
    return {
        "account_id": account,
        "account_name": name,
        "product_id": product,
        "brand": f"brand of {product}",
        "category": f"k{sum(map(ord, product)) % 3}",
        "stars": float(stars),
        "posted_at": START + timedelta(days=day),
        "verified": True,
    }


def market(folder: Path, hand_names: tuple[str, ...]) -> kit.Case:
    """Open a case of `rows`."""
    named = [{"review_id": f"r{n:05}", **row} for n, row in enumerate(rows(hand_names))]
    return kit.open_case(pl.DataFrame(named), folder=folder / "case")


def gigs(*listings: dict[str, Any]) -> Gigs:
    """Return listings that offer reviews, with the columns that are given."""
    whole = [{"site": "gigs.example", "offers_reviews": True, **listing} for listing in listings]
    frame = pl.DataFrame(whole, schema={name: GIGS[name] for name in whole[0]}, strict=False)
    blank = [pl.lit(None, kind).alias(name) for name, kind in GIGS.items() if name not in whole[0]]
    return Gigs(
        frame.with_columns(blank).select(list(GIGS)), pl.DataFrame(), pl.DataFrame(schema=REJECTS)
    )
