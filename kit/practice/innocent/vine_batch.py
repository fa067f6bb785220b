"""The market sends a batch of new products to its own trusted reviewers.

Story
    A seller enrols new products in the market's sampling programme. Experienced reviewers choose
    some, get them free, and write within weeks; the market marks their reviews, and some say so in
    the text. None shows a purchase. A market with such a programme records for every review
    whether it belongs to it; one without leaves `vine` unknown.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from kit.practice.ground import Ground
from kit.practice.plan import Traces, Window, traces
from kit.practice.remarks import VINE
from kit.practice.season import DAYS


@dataclass(frozen=True)
class VineBatch:
    """Dials of a batch.

    Parameters
    ----------
    voices, products : int
        Reviewers in the programme, and new products in the batch (of different brands).
    fill : float
        Chance that a reviewer takes a product.
    days : int
        Days after a product's arrival within which they write.
    says_so : float
        Share whose text mentions the programme.
    trade : float
        Mean reviews of a product by ordinary buyers.
    """

    voices: int = 40
    products: int = 6
    fill: float = 0.3
    days: int = 30
    says_so: float = 0.4
    trade: float = 10.0

    def plant(self, ground: Ground) -> Traces:
        """Send the batch."""
        random = ground.random
        begin = int(random.integers(120, DAYS - 150))
        like = ground.clients(self.products, begin, 0.3, 0.9)
        arrived = begin + random.integers(0, 40, like.size)
        new = ground.new_products(like, arrived)
        voices = ground.regulars(self.voices, begin - 250, begin + 150)
        who, what = np.nonzero(random.random((voices.size, new.size)) < self.fill)
        day = arrived[what] + (self.days * random.beta(1.5, 2.5, what.size)).astype(np.int64)
        deeds = ground.honest(voices[who], new[what], ground.moments(day))
        says = random.random(what.size) < self.says_so
        deeds = replace(
            deeds,
            verified=np.zeros(what.size, np.bool_),
            vine=np.ones(what.size, np.bool_),
            note=np.where(says, VINE, 0).astype(np.int8),
        )
        category = ground.catalogue.category[new]
        trade = [
            ground.trade(int(product), int(day), self.trade, int(kind))
            for product, day, kind in zip(new, arrived, category, strict=True)
        ]
        windows = [
            Window(int(p), int(d), int(d) + self.days) for p, d in zip(new, arrived, strict=True)
        ]
        return traces(deeds, trade, windows)


ARCHETYPE = VineBatch()
