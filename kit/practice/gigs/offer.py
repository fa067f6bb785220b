"""One gig that offers reviews: what it states, in whose phrases, and its labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from kit.market.fields import NOTHING
from kit.practice.gigs.words import FILLER, PLATFORMS, SAYS, THINGS, TITLES, WORDS, one_of
from kit.practice.seeds import Random

_COUNTS = (1, 2, 3, 5, 5, 10, 10, 15, 20, 25, 50, 100)
_SHARES = {
    "stars_promised": 0.45,
    "offers_verified": 0.3,
    "seller_writes_text": 0.3,
    "client_supplies_text": 0.25,
    "accounts_claimed": 0.25,
    "drip_feed": 0.25,
    "addresses_claimed": 0.25,
    "guarantee": 0.2,
    "refill": 0.15,
    "countries": 0.2,
}
"""How often a gig states a field."""

_FOUR_STARS = 0.1
_NAMED_PLACE = 0.9
_PRICED = 0.4
"""Shares of offers that promise four stars, name where the reviews go, and say a price in words."""


@dataclass(frozen=True)
class Gig:
    """A gig's text, its price in dollars, and what a reader should find in it.

    Parameters
    ----------
    title : str
    lines : tuple of str
        The description's sentences, in order.
    price : float
    labels : dict
        By field of `kit.market.fields.NOTHING`.
    """

    title: str
    lines: tuple[str, ...]
    price: float
    labels: dict[str, Any] = field(default_factory=dict)


def write_offer(random: Random, products: Sequence[str] = ()) -> Gig:
    """Return a gig that offers reviews.

    Parameters
    ----------
    random : numpy.random.Generator
    products : sequence of str
        Products that the seller shows as references; one or two are named.
    """
    labels: dict[str, Any] = dict(NOTHING) | {"offers_reviews": True}
    title = _title(random, labels)
    price = round(float(one_of(random, (5, 5, 5, 8, 10, 10, 15, 20, 25, 40, 60))), 2)
    said = [
        _line(random, name, labels) for name, share in _SHARES.items() if random.random() < share
    ]
    if products:
        chosen = [products[int(at)] for at in random.permutation(len(products))[:2]]
        labels["products"] = chosen
        said += [one_of(random, SAYS["products"]["is"]).format(id=product) for product in chosen]
    if random.random() < _PRICED:
        said.append(
            one_of(random, ("Only ${p}.", "price ${p}", "${p} for the package")).format(
                p=f"{price:g}"
            )
        )
    fill = [one_of(random, FILLER) for _ in range(int(random.integers(0, 4)))]
    lines = [*said, *dict.fromkeys(fill)]
    labels["price"], labels["currency"] = price, "USD"
    if labels["n_reviews"]:
        labels["price_per_review"] = round(price / labels["n_reviews"], 4)
    order = random.permutation(len(lines))
    return Gig(title, tuple(lines[int(at)] for at in order), price, labels)


def _title(random: Random, labels: dict[str, Any]) -> str:
    """Return a title that offers reviews; note how many and where."""
    n = one_of(random, _COUNTS)
    if random.random() < _NAMED_PLACE:
        platform = one_of(random, ("store", "store", "store", "app_store", "maps", "other"))
        kind = one_of(random, ("counted", "counted", "open"))
        labels["platforms"] = [platform]
        place, thing = one_of(random, PLATFORMS[platform]), one_of(random, THINGS[platform])
    else:
        kind, place, thing = "nowhere", "", one_of(random, THINGS["none"])
    if kind != "open":
        labels["n_reviews"] = n
        kind = "one" if n == 1 and kind == "counted" else kind
        n = max(n, 2) if kind == "nowhere" else n
        labels["n_reviews"] = n
    text = one_of(random, TITLES[kind]).format(
        n=n,
        on=place,
        thing=thing,
        **{name: one_of(random, WORDS[name]) for name in ("reviews", "review", "good", "give")},
    )
    return " ".join(text.split())


def _line(random: Random, name: str, labels: dict[str, Any]) -> str:
    """Return a line that states a field, and note its label."""
    says = SAYS[name]
    n: int | str = ""
    if name == "stars_promised":
        value = "4" if random.random() < _FOUR_STARS else "5"
        labels[name] = int(value)
    elif name == "offers_verified":
        value = one_of(random, ("seller", "client", "unsaid"))
        labels[name] = True
        labels["verified_paid_by"] = None if value == "unsaid" else value
    elif name == "countries":
        value = one_of(random, list(says))
        labels[name] = [value]
    else:
        value = "is"
        n = int(random.integers(2, 6)) if name == "drip_feed" else int(random.integers(6, 200))
        labels[name] = n if name == "accounts_claimed" else True
    if name == "refill":
        labels["guarantee"] = True
    return one_of(random, says[value]).format(n=n)
