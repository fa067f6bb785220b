"""Variants of one product show the same reviews.

Story
    The catalogue lists a thing in several sizes and colours, and shows each review under all of
    them: same account, same second, same stars and text, under several product ids. The market
    does not say that they belong together (`parent_product_id` stays unknown).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from kit.practice.ground import Ground
from kit.practice.plan import Traces, traces
from kit.practice.season import DAYS


@dataclass(frozen=True)
class CatalogueVariants:
    """Dials of variants.

    Parameters
    ----------
    reviews, variants : int
        Reviews written, and products under which each is shown.
    shown : float
        Chance that a review is shown under each further variant: some were listed later.
    new_accounts : float
        Share written by accounts that had not reviewed before.
    """

    reviews: int = 40
    variants: int = 4
    shown: float = 0.85
    new_accounts: float = 0.5

    def plant(self, ground: Ground) -> Traces:
        """List the variants and show each review under them."""
        random = ground.random
        begin = int(random.integers(0, DAYS - 300))
        like = np.repeat(ground.clients(1, begin + 30, 0.3, 0.9), self.variants)
        products = ground.new_products(like, np.full(like.size, begin))
        category = int(ground.catalogue.category[products[0]])
        fresh = ground.newcomers(round(self.reviews * self.new_accounts), begin, DAYS)
        known = ground.regulars(self.reviews - fresh.size, begin, DAYS, category)
        writers = random.permutation(np.concatenate((fresh, known)))
        day = begin + random.exponential(200.0, writers.size).astype(np.int64)
        day = np.where(day < DAYS, day, random.integers(begin, DAYS, writers.size))
        said = ground.honest(writers, np.full(writers.size, products[0]), ground.moments(day))
        shown = random.random((writers.size, products.size)) < self.shown
        shown[:, 0] = True
        review, variant = np.nonzero(shown)
        deeds = replace(said.take(review), product=products[variant].astype(np.int32))
        return traces(deeds, [ground.life(fresh, 0.5)], [])


ARCHETYPE = CatalogueVariants()
