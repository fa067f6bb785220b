"""Buyers are refunded: every paid review is of a verified purchase.

Story
    A brand that also sells elsewhere finds buyers in a closed group of a social network. Each buys
    in the market, writes, shows the review and is paid back. Within a month the brand's products
    gain dozens of reviews, all verified, where before a good part was not.
Source
    He, Hollenbeck & Proserpio, "The Market for Fake Reviews", Marketing Science 2022 (buyers found
    in groups on Facebook and refunded). Source not verified.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from kit.practice.ground import Ground
from kit.practice.plan import Traces, Window, traces
from kit.practice.remarks import REFUND
from kit.practice.season import DAYS
from kit.practice.wheel import Ints


@dataclass(frozen=True)
class VerifiedRefunds:
    """Dials of refunds.

    Parameters
    ----------
    accounts, products : int
        Buyers found, and products of one brand on offer.
    fill : float
        Chance that a buyer takes one of them.
    days : int
        Length of the campaign.
    elsewhere : float
        The brand is drawn from this share of the brands, those with the fewest verified reviews.
    cover : float
        Mean ordinary reviews of each account beside.
    four_stars : float
        Share that gives 4 stars, for looks.
    confess : float
        Share whose text lets slip that money came back.

    Notes
    -----
    Difficulty is `fill`: fewer refunds lift the verified share of fewer reviews.
    """

    accounts: int = 40
    products: int = 3
    fill: float = 0.6
    days: int = 30
    elsewhere: float = 0.5
    cover: float = 1.5
    four_stars: float = 0.08
    confess: float = 0.04

    def plant(self, ground: Ground) -> Traces:
        """Refund every buyer."""
        random = ground.random
        begin = ground.begin(120, DAYS - self.days - 30)
        products = self._range(ground, begin - 60)
        buyers = ground.newcomers(self.accounts, begin - 150, begin + self.days + 150)
        who, what = np.nonzero(random.random((self.accounts, products.size)) < self.fill)
        day = begin + (self.days * random.beta(1.5, 1.5, what.size)).astype(np.int64)
        stars = np.where(random.random(what.size) < self.four_stars, 4, 5).astype(np.int8)
        deeds = ground.paid(buyers[who], products[what], ground.moments(day), stars, 1.0)
        slips = random.random(what.size) < self.confess
        deeds = replace(deeds, note=np.where(slips, REFUND, 0).astype(np.int8))
        windows = [Window(int(p), begin, begin + self.days) for p in products]
        return traces(deeds, [ground.life(buyers, self.cover)], windows)

    def _range(self, ground: Ground, before: int) -> Ints:
        """Return products of one brand whose reviews are less often verified than others'."""
        catalogue, rows, volume = ground.base.catalogue, ground.base.rows, ground.base.volume
        fit = np.flatnonzero((catalogue.launched < before) & (volume >= 5))
        fit = fit if fit.size else np.flatnonzero(volume)
        bought = np.bincount(rows.product, weights=rows.verified, minlength=len(catalogue))
        brand = catalogue.brand[fit]
        number, row = np.unique(brand, return_inverse=True)
        share = np.bincount(row, bought[fit]) / np.bincount(row, volume[fit])
        # Of a brand's range enough is on sale to be worth a campaign, where there is such a brand.
        enough = np.bincount(row) >= min(self.products, np.bincount(row).max())
        low = share <= np.quantile(share[enough], self.elsewhere)
        chosen = ground.random.choice(number[enough & low])
        return ground.random.permutation(fit[brand == chosen])[: self.products]


ARCHETYPE = VerifiedRefunds()
