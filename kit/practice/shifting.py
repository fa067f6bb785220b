"""Markets whose sellers of reviews adapt: three years in quarters, another tactic each half-year.

In the first year reviews are bought as the oldest complaints tell of it: many at once, by accounts
opened for the purpose. Then those who sell them learn. They go slowly, age their accounts, hide
among popular products, serve from larger pools, and at last sell few reviews at a time, verified
and each in other words. A few never learn, and go on as in the first year.

Nothing here was measured: the order of the tactics is an assumption that makes what was learned in
one year worth less in the next. What each of them rests on stands in `kit.practice.guilty`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kit.practice.archetypes import INNOCENT
from kit.practice.case import PracticeCase, make_case
from kit.practice.ground import Ground
from kit.practice.guilty.aged_accounts import AgedAccounts
from kit.practice.guilty.broker_pool import BrokerPool
from kit.practice.guilty.burst_campaign import BurstCampaign
from kit.practice.guilty.camouflage import Camouflage
from kit.practice.guilty.drip_feed import DripFeed
from kit.practice.guilty.few_buyers import FewBuyers
from kit.practice.guilty.gig_seller import GigSeller
from kit.practice.guilty.one_star_attack import OneStarAttack
from kit.practice.guilty.supplied_text import SuppliedText
from kit.practice.guilty.verified_refunds import VerifiedRefunds
from kit.practice.plan import Archetype, Traces
from kit.practice.season import DAYS

QUARTERS = 12
"""Of the market. The first `BEFORE` are what was known when the 24 months begin."""

BEFORE = 4

REVIEWS = 30_000
"""Size of market that one of each plan makes about a tenth of, as in the default mix."""

_INNOCENT_EACH = 2
"""Of each innocent look-alike: more than in the default mix, so that a crowd alone tells little."""

_LEARNS_NOT = ("burst_campaign", BurstCampaign(reviews=20, days=7, cover=0.2))

TACTICS: Sequence[tuple[str, Sequence[tuple[str, Archetype]]]] = (
    (
        "at once",
        (
            ("burst_campaign", BurstCampaign(reviews=40)),
            ("gig_seller", GigSeller(products=8)),
            ("one_star_attack", OneStarAttack(reviews=20)),
            ("broker_pool", BrokerPool(accounts=16, products=5, apart_days=12.0)),
        ),
    ),
    (
        "slowly",
        (
            _LEARNS_NOT,
            ("drip_feed", DripFeed(accounts=30, products=6, weekly=0.6, cover=1.5)),
            ("drip_feed", DripFeed(accounts=24, products=6, weekly=0.35, cover=2.5)),
            ("burst_campaign", BurstCampaign(reviews=15, days=40, verified=0.8, cover=0.5)),
        ),
    ),
    (
        "with aged accounts",
        (
            _LEARNS_NOT,
            ("aged_accounts", AgedAccounts(fill=0.6, campaign_days=40)),
            (
                "aged_accounts",
                AgedAccounts(idle=0.0, cover=4.0, fill=0.5, products=3, campaign_days=50),
            ),
            ("drip_feed", DripFeed(accounts=24, products=6, weekly=0.3, cover=2.5)),
        ),
    ),
    (
        "among popular products",
        (
            _LEARNS_NOT,
            (
                "camouflage",
                Camouflage(accounts=24, products=6, fill=0.4, campaign_days=45, apart_days=14.0),
            ),
            (
                "camouflage",
                Camouflage(products=6, campaign_days=45, apart_days=14.0, cover=18.0),
            ),
            (
                "aged_accounts",
                AgedAccounts(idle=0.0, cover=6.0, fill=0.5, products=3, campaign_days=60),
            ),
        ),
    ),
    (
        "few at a time, in other words",
        (
            _LEARNS_NOT,
            (
                "supplied_text",
                SuppliedText(verbatim=0.0, words=7.0, fill=0.4, days=45, apart_days=20.0),
            ),
            ("verified_refunds", VerifiedRefunds(fill=0.4, days=60, confess=0.0)),
            *(("few_buyers", FewBuyers(reviews=6, days=30)),) * 6,
        ),
    ),
)
"""What is done, by the half-year; the first lasts for the whole of the first year."""


@dataclass(frozen=True)
class During:
    """A plan that begins between two days.

    Parameters
    ----------
    plan : Archetype
    first, last : int
        Days since the market's first, the last exclusive. A plan too long for what is left of the
        market begins as late as it can.
    """

    plan: Archetype
    first: int
    last: int

    def plant(self, ground: Ground) -> Traces:
        """Carry out the plan within its time."""
        before, ground.within = ground.within, (self.first, self.last)
        try:
            return self.plan.plant(ground)
        finally:
            ground.within = before


def quarter_days(quarter: int) -> tuple[int, int]:
    """Return a quarter's first day and the one after its last; quarters are numbered from 0."""
    return DAYS * quarter // QUARTERS, DAYS * (quarter + 1) // QUARTERS


def tactic(quarter: int) -> tuple[str, Sequence[tuple[str, Archetype]]]:
    """Return what is done in a quarter: its name, and archetypes by name."""
    return TACTICS[0 if quarter < BEFORE else 1 + (quarter - BEFORE) // 2]


def shifting_plans(reviews: int = REVIEWS) -> Mapping[str, Sequence[Archetype]]:
    """Return the plans of every quarter, as `kit.practice.generate` takes them.

    Parameters
    ----------
    reviews : int
        Of the market: each plan is carried out once for `REVIEWS` of them, at least once.
    """
    plans: dict[str, list[Archetype]] = {}
    for quarter in range(QUARTERS):
        first, last = quarter_days(quarter)
        for name, plan in tactic(quarter)[1]:
            times = max(1, round(reviews / REVIEWS))
            plans.setdefault(name, []).extend([During(plan, first, last)] * times)
    return plans


def make_shifting_case(
    seed: int,
    reviews: int = REVIEWS,
    text: bool = True,
    folder: str | Path | None = None,
) -> PracticeCase:
    """Make a market whose sellers of reviews adapt, among innocent look-alikes of every kind.

    Parameters
    ----------
    seed, reviews, text, folder
        As for `kit.practice.make_case`.

    Raises
    ------
    CaseError
        When the folder exists.
    ParameterError
        Where the market is too small for the plans.
    """
    innocent = dict.fromkeys(INNOCENT, _INNOCENT_EACH * max(1, round(reviews / REVIEWS)))
    return make_case(seed, reviews, shifting_plans(reviews), innocent, text, folder)
