"""What honest accounts write about, and when."""

from __future__ import annotations

import numpy as np

from kit.practice.catalogue import Catalogue
from kit.practice.opinion import helpful_votes, is_verified, stars_given
from kit.practice.people import People
from kit.practice.rows import Rows, join_rows
from kit.practice.season import DAY_SECONDS, Season
from kit.practice.seeds import Random
from kit.practice.wheel import Ints, Wheel

_BLOCK = 1_000_000
_SAME_SITTING = 0.25
# Chance that a review is of the account's favourite brand, niche, category, second category;
# what is left is anything on sale.
_INTERESTS = (("brand", 0.06), ("niche", 0.28), ("category", 0.32), ("second", 0.20))
# A product that the account has reviewed is chosen again, ever further from its favourites.
_WIDER = (0.0, 0.34, 0.66, 0.86, 0.86, 0.86)


def review_moments(random: Random, season: Season, people: People) -> tuple[Ints, Ints]:
    """Return who writes and when: accounts and seconds, one pair for each review.

    A quarter of an account's further reviews are written in one sitting with another.
    """
    account = np.repeat(np.arange(len(people)), people.reviews)
    days = season.days_between(random, people.first[account], people.last[account])
    second = season.moments(random, days)
    joins = random.random(account.size) < _SAME_SITTING
    joins[0] = False
    joins[1:] &= account[1:] == account[:-1]
    seat = np.maximum.accumulate(np.where(joins, 0, np.arange(account.size)))
    place = np.arange(account.size) - seat
    pause = random.integers(40, 700, account.size) * place
    second = np.minimum(second[seat] + pause, (second[seat] // DAY_SECONDS + 1) * DAY_SECONDS - 1)
    return account, second


def choose_products(
    random: Random,
    catalogue: Catalogue,
    weeks: Wheel,
    people: People,
    account: Ints,
    day: Ints,
    wider: float = 0.0,
) -> Ints:
    """Choose what each account reviews on each day, by its interests and what sells that week.

    Parameters
    ----------
    random : numpy.random.Generator
        The part's stream.
    catalogue : Catalogue
        The products; only the sorted ones that `weeks` covers are chosen from.
    weeks : Wheel
        One item for each week and product (`catalogue.weekly_wheel`).
    people : People
        The accounts.
    account, day : array of int, shape (n,)
        Who chooses, and when.
    wider : float
        Share of the interests, the narrowest first, that is passed over; 0.86 leaves anything.

    Returns
    -------
    array of int, shape (n,)
        Products, all on sale in that week.
    """
    products = len(catalogue)
    base = day // 7 * products
    luck = wider + (1.0 - wider) * random.random(account.size)
    low, high = np.zeros(account.size, np.int64), np.full(account.size, products)
    edge = 0.0
    for level, chance in _INTERESTS:
        taste = people.second if level == "second" else people.home
        first, last = catalogue.stretch("category" if level == "second" else level)
        chosen = (luck >= edge) & (luck < edge + chance)
        edge += chance
        favourite = taste[account[chosen]]
        low[chosen], high[chosen] = first[favourite], last[favourite]
    nothing = weeks.weight(base + low, base + high) == 0
    low[nothing], high[nothing] = 0, products
    return weeks.draw_between(random, base + low, base + high) - base


def _repeats(account: Ints, product: Ints, products: int) -> Ints:
    """Return the rows whose account reviewed the same product in an earlier row."""
    key = account * products + product
    order = np.argsort(key, kind="stable")
    again = np.flatnonzero(key[order][1:] == key[order][:-1]) + 1
    return np.sort(order[again])


def without_repeats(
    random: Random,
    catalogue: Catalogue,
    weeks: Wheel,
    people: People,
    account: Ints,
    product: Ints,
    day: Ints,
) -> tuple[Ints, Ints]:
    """Choose again, a few times, where an account chose a product in an earlier row too.

    Parameters are those of `choose_products`, and `product`, which it returned.

    Returns
    -------
    tuple of array of int
        Products, shape (n,), and the rows that repeat an earlier one even so.
    """
    product = product.copy()
    again = _repeats(account, product, len(catalogue))
    for wider in _WIDER:
        product[again] = choose_products(
            random, catalogue, weeks, people, account[again], day[again], wider
        )
        again = _repeats(account, product, len(catalogue))
    return product, again


def honest_rows(
    random: Random, season: Season, catalogue: Catalogue, weeks: Wheel, people: People
) -> Rows:
    """Return every honest review of the market, in order of time.

    An account reviews a product once: a repeated choice is made again, a few times, and then left
    out, so there can be slightly fewer rows than ``people.reviews`` adds up to.
    """
    account, second = review_moments(random, season, people)
    order = np.argsort(second, kind="stable")
    account, second = account[order], second[order]
    day = second // DAY_SECONDS
    product = np.concatenate(
        [
            choose_products(random, catalogue, weeks, people, account[at], day[at])
            for at in _blocks(account.size)
        ]
    )
    product, again = without_repeats(random, catalogue, weeks, people, account, product, day)
    keep = np.ones(account.size, np.bool_)
    keep[again] = False
    account, product, second = account[keep], product[keep], second[keep]
    return join_rows(
        [
            judge(random, catalogue, people, account[at], product[at], second[at])
            for at in _blocks(account.size)
        ]
    )


def judge(
    random: Random, catalogue: Catalogue, people: People, account: Ints, product: Ints, second: Ints
) -> Rows:
    """Return honest rows: what the accounts think of the products at those moments."""
    day = second // DAY_SECONDS
    stars = stars_given(random, catalogue, people, account, product, day)
    n = account.size
    return Rows(
        account=account.astype(np.int32),
        product=product.astype(np.int32),
        second=second,
        stars=stars,
        verified=is_verified(random, catalogue, people, account, product),
        votes=helpful_votes(random, catalogue, product, day, stars),
        author=account.astype(np.int32),
        script=random.integers(0, 1 << 63, n, dtype=np.uint64),
        topic=product.astype(np.int32),
        edits=np.zeros(n, np.int8),
        note=np.zeros(n, np.int8),
        vine=np.zeros(n, np.bool_),
        plan=np.full(n, -1, np.int16),
        deed=np.zeros(n, np.bool_),
    )


def _blocks(n: int) -> list[slice]:
    """Return slices of `_BLOCK` rows: they bound memory and, being fixed, keep draws the same."""
    return [slice(start, start + _BLOCK) for start in range(0, max(n, 1), _BLOCK)]
