"""Accounts: how much they write, when, about what, and how generous they are."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np

from kit.practice.season import DAYS
from kit.practice.seeds import Random
from kit.practice.wheel import Floats, Ints, Wheel

_ONE_REVIEW = 0.67
_TAIL = 1.92
LENIENCY = 0.8
"""Standard deviation of what accounts add to a product's quality, on the latent scale."""


@dataclass(frozen=True)
class People:
    """Every account of a market; each field has one value for each account.

    `reviews` is how many they write, `first` and `last` the days (last exclusive) in which they
    write, `home` and `second` the products that stand for their interests, `leniency` and
    `buys` their leanings on the logit scale.
    """

    reviews: Ints
    first: Ints
    last: Ints
    home: Ints
    second: Ints
    leniency: Floats
    buys: Floats

    def __len__(self) -> int:
        """Return the number of accounts."""
        return int(self.reviews.size)

    def with_people(self, extra: People) -> People:
        """Return these accounts followed by `extra`; existing numbers stay as they are."""
        joined = {
            f.name: np.concatenate((getattr(self, f.name), getattr(extra, f.name)))
            for f in fields(self)
        }
        return replace(self, **joined)


def _review_counts(random: Random, total: int, most: int) -> Ints:
    """Draw counts of reviews until they make `total`: two thirds ones, the rest Zipf-like."""
    k = np.arange(1, most + 1)
    share = np.where(k == 1, 0.0, k**-_TAIL)
    share *= (1 - _ONE_REVIEW) / max(share.sum(), 1e-12)
    share[0] = _ONE_REVIEW
    mean = float((k * share).sum()) / float(share.sum())
    wheel = Wheel(share)
    counts = np.empty(0, np.int64)
    while counts.sum() < total:
        counts = np.concatenate((counts, wheel.draw(random, int(total / mean * 1.02) + 20) + 1))
    ends = np.cumsum(counts)
    used = int(np.searchsorted(ends, total)) + 1
    counts = counts[:used]
    counts[-1] -= int(ends[used - 1]) - total
    return counts


def newcomers(random: Random, first: Ints, last: Ints, popularity: Wheel) -> People:
    """Return accounts who write between the given days, with interests and leanings of their own.

    Parameters
    ----------
    random : numpy.random.Generator
        The part's stream.
    first, last : array of int, shape (n,)
        Days in which each account writes, last exclusive.
    popularity : Wheel
        One item for each product, by how many people it interests.
    """
    n = first.size
    return People(
        reviews=np.ones(n, np.int64),
        first=first,
        last=last,
        home=popularity.draw(random, n),
        second=popularity.draw(random, n),
        leniency=random.normal(0.0, LENIENCY, n),
        buys=random.normal(0.0, 0.9, n),
    )


def make_people(random: Random, reviews: int, products: int, popularity: Wheel) -> People:
    """Return the accounts of a market: about three for every ten reviews.

    Accounts come and go: some were there before the market's first day, some join in its last
    month and have had no time to write more.
    """
    counts = _review_counts(random, reviews, most=max(2, min(250, products // 3)))
    n = counts.size
    joined = random.integers(-900, DAYS, n)
    stays = 1 + np.rint(random.exponential(480.0, n)).astype(np.int64)
    first = np.maximum(joined, 0)
    last = np.minimum(joined + stays, DAYS)
    absent = last <= first
    first[absent] = random.integers(0, DAYS, int(absent.sum()))
    last[absent] = first[absent] + 1
    # Who stays longer writes more: order by time present, blurred, and hand out counts by it.
    eager = np.log(last - first) + random.normal(0.0, 2.2, n)
    ordered = np.empty(n, np.int64)
    ordered[np.argsort(eager, kind="stable")] = np.sort(counts)
    people = newcomers(random, first, last, popularity)
    return replace(people, reviews=ordered)
