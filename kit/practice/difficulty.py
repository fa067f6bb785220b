"""How hard each guilty archetype is to find: one dial each, from easy to hard.

An evaluation loops over the values and draws what is found as a plan is hidden better::

    for name, dial in DIFFICULTY.items():
        for value in dial.values:
            make_case(seed, 100_000, {name: [dial.at(value)] * 3}, {})
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from kit.practice.archetypes import GUILTY
from kit.practice.guilty.aged_accounts import AgedAccounts
from kit.practice.guilty.supplied_text import SuppliedText
from kit.practice.plan import Archetype


@dataclass(frozen=True)
class Difficulty:
    """The dial that makes one archetype hard to find.

    Parameters
    ----------
    base : Archetype
        The archetype with its other dials as they are to stay.
    dial : str
        The field that is turned.
    values : tuple of float
        From easy to hard.
    why : str
        What the dial does.
    """

    base: Archetype
    dial: str
    values: tuple[float, ...]
    why: str

    def at(self, value: float) -> Archetype:
        """Return the archetype with the dial at a value; whole where the dial counts things."""
        base: Any = self.base
        counts = {field.name for field in fields(base) if field.type == "int"}
        turned: Archetype = replace(
            base, **{self.dial: int(value) if self.dial in counts else value}
        )
        return turned


_FILL = (0.8, 0.65, 0.5, 0.35, 0.2)

DIFFICULTY: Mapping[str, Difficulty] = {
    "aged_accounts": Difficulty(
        AgedAccounts(idle=0.0), "cover", (0.5, 1, 3, 6, 12), "ordinary reviews before the use"
    ),
    "brand_pool": Difficulty(GUILTY["brand_pool"], "fill", _FILL, "share of the offers taken"),
    "broker_pool": Difficulty(GUILTY["broker_pool"], "fill", _FILL, "share of the offers taken"),
    "burst_campaign": Difficulty(
        GUILTY["burst_campaign"], "reviews", (80, 60, 40, 25, 15, 8), "the budget"
    ),
    "camouflage": Difficulty(
        GUILTY["camouflage"], "cover", (0, 4, 9, 18, 36), "reviews of popular products"
    ),
    "drip_feed": Difficulty(
        GUILTY["drip_feed"], "weekly", (4, 2, 1, 0.5, 0.25, 0.12), "reviews of a client in a week"
    ),
    "few_buyers": Difficulty(GUILTY["few_buyers"], "reviews", (24, 16, 12, 8, 5, 3), "the budget"),
    "gig_seller": Difficulty(GUILTY["gig_seller"], "fill", (0.92, *_FILL[1:]), "accounts used"),
    "one_star_attack": Difficulty(
        GUILTY["one_star_attack"], "reviews", (60, 40, 25, 15, 8), "the budget"
    ),
    "supplied_text": Difficulty(
        SuppliedText(verbatim=0.0), "words", (1, 2, 4, 7, 11), "words changed in each copy"
    ),
    "verified_refunds": Difficulty(
        GUILTY["verified_refunds"], "fill", (0.9, 0.6, 0.4, 0.25, 0.15), "share of the offers taken"
    ),
}
"""By archetype; every guilty one is here."""
