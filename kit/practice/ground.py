"""The market as someone with a plan finds it: whom to engage, what to serve, how to blend in."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from kit.practice.catalogue import Catalogue
from kit.practice.honest import choose_products, judge, without_repeats
from kit.practice.people import People, newcomers
from kit.practice.rows import Rows, join_rows
from kit.practice.season import DAY_SECONDS, DAYS, Season
from kit.practice.seeds import Random
from kit.practice.wheel import Ints, Wheel

_LARGEST = 6


@dataclass(frozen=True)
class Base:
    """The honest market that every plan starts from; nothing in it changes.

    `catalogue` is sorted and `weeks` covers it; `rows` are the honest reviews in order of time.
    """

    season: Season
    catalogue: Catalogue
    weeks: Wheel
    people: People
    rows: Rows

    @cached_property
    def popularity(self) -> Wheel:
        """Products by how many people they interest."""
        return Wheel(self.catalogue.popularity)

    @cached_property
    def volume(self) -> Ints:
        """Honest reviews of each product."""
        return np.bincount(self.rows.product, minlength=len(self.catalogue))


class Ground:
    """The market so far, with the accounts and products that plans have added.

    Parameters
    ----------
    base : Base
        The honest market. Numbers of added accounts and products follow its own.

    Attributes
    ----------
    random : numpy.random.Generator
        The stream of the plan that is carried out.
    within : tuple of int
        Days, the last exclusive, between which a plan begins; the whole market by default.
    """

    def __init__(self, base: Base) -> None:
        self.base = base
        self.catalogue = base.catalogue
        nobody = np.zeros(0, np.int64)
        self._extra = newcomers(np.random.default_rng(0), nobody, nobody, base.popularity)
        self.random: Random = np.random.default_rng(0)
        self.within = (0, DAYS)

    @property
    def accounts(self) -> int:
        """Number of accounts so far."""
        return len(self.base.people) + len(self._extra)

    def people(self, accounts: Ints) -> People:
        """Return the given accounts only, in the given order."""
        known = len(self.base.people)
        old = accounts < known
        chosen = {}
        for f in fields(People):
            first, more = getattr(self.base.people, f.name), getattr(self._extra, f.name)
            value = np.empty(accounts.size, first.dtype)
            value[old] = first[accounts[old]]
            value[~old] = more[accounts[~old] - known]
            chosen[f.name] = value
        return People(**chosen)

    def begin(self, low: int, high: int) -> int:
        """Return the day on which a plan begins: within `within` and, above all, low to high."""
        first, last = max(low, self.within[0]), min(high, self.within[1])
        if first >= last:
            return min(max(self.within[0], low), max(low, high - 1))
        return int(self.random.integers(first, last))

    def newcomers(self, count: int, first: int, last: int) -> Ints:
        """Add accounts that write between two days (last exclusive); return their numbers."""
        low, high = max(0, first), min(DAYS, last)
        at = self.accounts
        days = np.full(count, low, np.int64), np.full(count, max(high, low + 1), np.int64)
        self._extra = self._extra.with_people(newcomers(self.random, *days, self.base.popularity))
        return np.arange(at, at + count)

    def regulars(self, count: int, first: int, last: int, category: int | None = None) -> Ints:
        """Return accounts that reviewed something between two days, fewer where there are fewer.

        Who reviews more is found more often, as among the customers of any shop.
        """
        seconds = np.array([first, last]) * DAY_SECONDS
        low, high = np.searchsorted(self.base.rows.second, seconds)
        if high <= low or count <= 0:
            return np.zeros(0, np.int64)
        row = self.random.integers(low, high, 40 * count)
        if category is not None:
            row = row[self.catalogue.category[self.base.rows.product[row]] == category]
        account, where = np.unique(self.base.rows.account[row], return_index=True)
        return account[np.argsort(where, kind="stable")][:count].astype(np.int64)

    def clients(self, count: int, before: int, low: float = 0.2, high: float = 0.9) -> Ints:
        """Return products of different brands, on sale before a day, of middling volume.

        `low` and `high` are quantiles of the volume: nobody pays for the best-known product of a
        market, and a product with no reviews at all has no one to sell it to.
        """
        volume, catalogue = self.base.volume, self.base.catalogue
        bounds = np.quantile(volume, [low, high])
        fit = (catalogue.launched < before) & (volume >= max(bounds[0], 2)) & (volume <= bounds[1])
        fit = fit if fit.any() else volume > 0
        order = self.random.permutation(np.flatnonzero(fit))
        _, one_each = np.unique(catalogue.brand[order], return_index=True)
        return np.asarray(order[np.sort(one_each)][:count])

    def books(self) -> Ints:
        """Return the products of the first category, or all where a small market has none of it."""
        found = np.flatnonzero(self.base.catalogue.category == 0)
        return found if found.size else np.arange(len(self.base.catalogue))

    def new_products(self, like: Ints, launched: Ints) -> Ints:
        """Add products of the same category, niche and brand as others; return their numbers."""
        at = len(self.catalogue)
        n = like.size
        extra = replace(
            self.catalogue.take(like),
            launched=launched,
            quality=self.random.normal(0.4, 0.4, n),
            drift=np.zeros(n),
            changed=np.full(n, DAYS, np.int64),
        )
        self.catalogue = self.catalogue.with_products(extra)
        return np.arange(at, at + n)

    def moments(self, days: Ints) -> Ints:
        """Return a second within each day; days outside the market move to its edge."""
        return self.base.season.moments(self.random, np.clip(days, 0, DAYS - 1))

    def honest(self, account: Ints, product: Ints, second: Ints) -> Rows:
        """Return what the accounts honestly think of the products at those seconds."""
        who, index = np.unique(account, return_inverse=True)
        rows = judge(self.random, self.catalogue, self.people(who), index, product, second)
        return replace(rows, account=account.astype(np.int32), author=account.astype(np.int32))

    def choose(self, account: Ints, day: Ints, wider: float = 0.0, once: bool = False) -> Ints:
        """Return what each account reviews on each day, as `honest.choose_products` has it.

        A choice that repeats an earlier one is made again where `once` says so. Otherwise it stays,
        and the market keeps one of the two.
        """
        who, index = np.unique(account, return_inverse=True)
        market = self.random, self.base.catalogue, self.base.weeks, self.people(who)
        product = choose_products(*market, index, day, wider)
        return without_repeats(*market, index, product, day)[0] if once else product

    def ordinary(self, account: Ints, once: bool = False) -> Rows:
        """Return one ordinary review by each account, on what sells while it writes."""
        people = self.people(account)
        day = self.base.season.days_between(self.random, people.first, people.last)
        return self.honest(account, self.choose(account, day, 0.0, once), self.moments(day))

    def life(self, accounts: Ints, mean: float) -> Rows:
        """Return ordinary reviews that accounts write beside: Poisson many, on what sells."""
        return self.ordinary(np.repeat(accounts, self.random.poisson(mean, accounts.size)))

    def trade(self, product: int, begin: int, mean: float, category: int) -> Rows:
        """Return ordinary reviews of a product: Poisson many, by people who come across it.

        Some write from `begin` on, most within half a year; a quarter are new accounts, the rest
        review things of the category anyway.
        """
        random = self.random
        count = int(random.poisson(mean))
        new = self.newcomers(count // 4, begin, DAYS)
        old = self.regulars(count - count // 4, begin, DAYS, category)
        buyers = np.concatenate((new, old))
        day = begin + random.exponential(150.0, buyers.size).astype(np.int64)
        day = np.where(day < DAYS, day, random.integers(begin, DAYS, buyers.size))
        return self.honest(buyers, np.full(buyers.size, product), self.moments(day))

    def brand_line(self, count: int, before: int, trade: float) -> tuple[Ints, Rows]:
        """Return `count` products of one brand, on sale before a day, and reviews of new ones.

        Where no brand has as many, one of the largest gets more: launched four months to two years
        before, and reviewed by a mean of `trade` ordinary buyers each.
        """
        random, catalogue = self.random, self.base.catalogue
        fit = np.flatnonzero((catalogue.launched < before) & (self.base.volume >= 2))
        fit = fit if fit.size else np.flatnonzero(self.base.volume)
        sizes = np.bincount(catalogue.brand[fit])
        least = min(count, int(np.sort(sizes)[-min(_LARGEST, sizes.size)]))
        brand = random.choice(np.flatnonzero(sizes >= max(least, 1)))
        own = random.permutation(fit[catalogue.brand[fit] == brand])[:count]
        launched = before - random.integers(120, 730, count - own.size)
        added = self.new_products(random.choice(own, launched.size), launched)
        category = int(catalogue.category[own[0]])
        sold = [
            self.trade(int(product), max(int(day), 0), trade, category)
            for product, day in zip(added, launched, strict=True)
        ]
        nothing = self.honest(own[:0], own[:0], own[:0])
        return np.concatenate((own, added)), join_rows([nothing, *sold])

    def paid(
        self,
        account: Ints,
        product: Ints,
        second: Ints,
        stars: NDArray[np.int8],
        verified: float,
    ) -> Rows:
        """Return reviews with the stars that were ordered, a share of them verified purchases."""
        rows = self.honest(account, product, second)
        bought = self.random.random(account.size) < verified
        return replace(rows, stars=stars.astype(np.int8), verified=bought)
