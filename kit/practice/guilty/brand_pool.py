"""A broker's pool of accounts serves the many products of one brand.

Story
    One maker buys for its whole range: the pool works through its products, one campaign after
    another. Nobody outside the brand is served, so that the accounts look like its loyal customers
    but for the dates.
Source
    Mukherjee, Liu & Glance, "Spotting Fake Reviewer Groups in Consumer Reviews", WWW 2012 (groups
    that work for one brand). Source not verified.
"""

from __future__ import annotations

from dataclasses import dataclass

from kit.practice.ground import Ground
from kit.practice.guilty.broker_pool import BrokerPool
from kit.practice.rows import Rows
from kit.practice.wheel import Ints


@dataclass(frozen=True)
class BrandPool(BrokerPool):
    """Dials of `BrokerPool`, where `products` are of one brand, and one more.

    Parameters
    ----------
    trade : float
        Mean ordinary reviews of each product that is added, where no brand has as many.

    Notes
    -----
    Difficulty is `fill`: who takes few offers meets the others on few products.
    """

    trade: float = 20.0

    def clients(self, ground: Ground, before: int) -> tuple[Ints, list[Rows]]:
        """Return products of one brand, and ordinary reviews of those that had to be added."""
        products, sold = ground.brand_line(self.products, before, self.trade)
        return ground.random.permutation(products), [sold]


ARCHETYPE = BrandPool()
