"""The client writes the texts, and the accounts post them.

Story
    The order comes with a few finished texts. Some accounts post one as it is, others change a few
    words first. Whatever these accounts write of their own sounds like somebody else.
Source
    Amazon.com, Inc. v. John Does 1-1114 (King County Superior Court, October 2015: clients were
    asked to write the review themselves); Jindal & Liu, "Opinion Spam and Analysis", WSDM 2008
    (near-duplicate reviews). Sources not verified.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kit.practice.ground import Ground
from kit.practice.plan import Traces, Window, traces
from kit.practice.prose import long_scripts
from kit.practice.remarks import FREE
from kit.practice.season import DAYS
from kit.practice.seeds import Random
from kit.practice.style import styles

_WORDY = 0.9


@dataclass(frozen=True)
class SuppliedText:
    """Dials of supplied texts.

    Parameters
    ----------
    accounts, products : int
        Accounts that post, and clients (products of different brands).
    fill : float
        Chance that an account works for a client.
    texts : int
        Texts that each client gives; they are used in turn.
    verbatim : float
        Share posted as it was given.
    words : float
        Mean words changed in the others, at least one and at most half.
    days : int
        Length of one client's campaign.
    apart_days : float
        Mean days from one client's start to the next.
    disclosed : float
        Share of the texts that say the product was free, as some markets ask.
    cover : float
        Mean ordinary reviews of each account beside.
    verified : float
        Share with a purchase.

    Notes
    -----
    Difficulty is `words`, with `verbatim` at 0.
    """

    accounts: int = 24
    products: int = 3
    fill: float = 0.6
    texts: int = 4
    verbatim: float = 0.5
    words: float = 3.0
    days: int = 21
    apart_days: float = 40.0
    disclosed: float = 0.15
    cover: float = 2.0
    verified: float = 0.6

    def plant(self, ground: Ground) -> Traces:
        """Post every text."""
        random = ground.random
        length = int(self.products * self.apart_days + self.days)
        begin = ground.begin(60, max(61, DAYS - length))
        posters = ground.newcomers(self.accounts, begin - 90, begin + length + 90)
        clients = ground.clients(self.products, begin - 30, 0.1, 0.9)
        gaps = random.gamma(4.0, self.apart_days / 4.0, clients.size)
        starts = np.clip(begin + np.cumsum(gaps), 0, DAYS - self.days).astype(np.int64)
        order = random.permuted(np.tile(np.arange(self.accounts), (clients.size, 1)), axis=1)
        what, turn = np.nonzero(random.random(order.shape) < self.fill)
        who = order[what, turn]
        day = starts[what] + random.integers(0, self.days, what.size)
        stars = np.full(what.size, 5, np.int8)
        deeds = ground.paid(posters[who], clients[what], ground.moments(day), stars, self.verified)
        given = long_scripts(random, clients.size * self.texts)
        # Each of a client's texts is used before one is used again.
        place = np.arange(what.size) - np.searchsorted(what, what)
        text = what * self.texts + place % self.texts
        hand = self._writers(random, clients.size)
        words = 1 + random.poisson(max(self.words - 1.0, 0.0), what.size)
        free = random.random(given.size) < self.disclosed
        deeds = replace(
            deeds,
            author=hand[what],
            script=given[text],
            edits=np.where(
                random.random(what.size) < self.verbatim, 0, np.minimum(words, 100)
            ).astype(np.int8),
            note=np.where(free[text], FREE, 0).astype(np.int8),
        )
        windows = [
            Window(int(p), int(s), int(s) + self.days) for p, s in zip(clients, starts, strict=True)
        ]
        return traces(deeds, [ground.life(posters, self.cover)], windows)

    @staticmethod
    def _writers(random: Random, count: int) -> NDArray[np.int32]:
        """Return hands that write at length, as who advertises does."""
        hands = random.integers(1, 1 << 31, 32 * count + 64).astype(np.int32)
        return hands[styles(hands).wordy >= _WORDY][:count]


ARCHETYPE = SuppliedText()
