"""The cast of a gig market: its sellers, whom they resemble, and what they own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from kit.practice.gigs.coined import Handle, coin, coined
from kit.practice.gigs.habits import HABITS, NO_HABIT
from kit.practice.gigs.words import one_of
from kit.practice.seeds import Random

SITES = ("gigmoor", "taskpond")

OWNER, STRANGER, BYSTANDER = "owner", "stranger", "bystander"
TWIN, COMMON, BORROWED = "twin", "common", "borrowed"
"""Kinds of seller: one with accounts in the case; one without; one who sells no reviews; another
person who has an owner's name on the other site; one who is called what an account is called that
has an everyday name; one who has the rare name of an honest account and nothing to do with it."""


@dataclass(frozen=True)
class GigDials:
    """Dials of a gig market.

    Parameters
    ----------
    owners : int, optional
        Sellers with accounts in the case; one for each 8,000 reviews by default. 0 makes a market
        where no seller has an account.
    reuse : float
        Share of owners that reuse a name habit.
    follows : float
        Share of such an owner's accounts that are called after its habit; one at least is.
    odd : float
        Share of all other accounts with handles as rare and as odd as the sellers'.
    strangers, bystanders : int
        Sellers without an account in the case, and those who sell something else.
    common, borrowed, twins : int
        Traps, by kind of seller.
    both : float
        Share of owners with gigs on both sites, under one name.
    names_clients : float
        Share of owners whose gigs name products that they served.
    names_others : float
        Share of other sellers whose gigs name some product of the case.
    roster : int
        Usernames of the roster that no gig is of.
    """

    owners: int | None = None
    reuse: float = 0.6
    follows: float = 0.75
    odd: float = 0.25
    strangers: int = 150
    bystanders: int = 50
    common: int = 6
    borrowed: int = 1
    twins: int = 1
    both: float = 0.2
    names_clients: float = 0.35
    names_others: float = 0.1
    roster: int = 300


@dataclass(frozen=True)
class Seller:
    """Somebody on a gig site.

    Parameters
    ----------
    site, username : str
    kind : str
        One of the kinds above.
    habit : str
        A key of `HABITS`, or `NO_HABIT`.
    plan : str, optional
        Plan of the practice market that the seller carried out.
    accounts : mapping of str to (str or None)
        Accounts owned, and what each is called after the habit; None where it keeps its name.
    products : tuple of str
        Products that the seller's gigs may name.
    """

    site: str
    username: str
    kind: str = STRANGER
    habit: str = NO_HABIT
    plan: str | None = None
    accounts: Mapping[str, str | None] = field(default_factory=dict)
    products: tuple[str, ...] = ()


def owners(
    random: Random,
    dials: GigDials,
    accounts: Mapping[str, Sequence[str]],
    served: Mapping[str, Sequence[str]],
) -> list[Seller]:
    """Return the sellers behind plans, some of them on both sites.

    Parameters
    ----------
    random : numpy.random.Generator
    dials : GigDials
    accounts, served : mapping of str to sequence of str
        By plan: accounts owned and products served.
    """
    found: list[Seller] = []
    for (plan, owned), handle in zip(accounts.items(), coined(random, len(accounts)), strict=True):
        habit = one_of(random, list(HABITS)) if random.random() < dials.reuse else NO_HABIT
        named: tuple[str, ...] = ()
        if random.random() < dials.names_clients:
            named = tuple(served[plan][:4])
        seller = Seller(
            site=one_of(random, SITES),
            username=str(handle),
            kind=OWNER,
            habit=habit,
            plan=plan,
            accounts=_called(random, dials, habit, handle, owned),
            products=named,
        )
        found.append(seller)
        if random.random() < dials.both:
            found.append(replace(seller, site=_other(seller.site)))
    return found


def _called(
    random: Random, dials: GigDials, habit: str, handle: Handle, owned: Sequence[str]
) -> dict[str, str | None]:
    """Return what each account is called after a habit."""
    if habit == NO_HABIT:
        return dict.fromkeys(owned)
    sure = int(random.integers(len(owned)))
    return {
        account: HABITS[habit](handle, random)
        if number == sure or random.random() < dials.follows
        else None
        for number, account in enumerate(owned)
    }


def others(
    random: Random,
    dials: GigDials,
    behind: Sequence[Seller],
    shown: Sequence[str],
    rare: Sequence[str],
    products: Sequence[str],
) -> list[Seller]:
    """Return the sellers without an account in the case: strangers, bystanders and traps.

    Parameters
    ----------
    random : numpy.random.Generator
    dials : GigDials
    behind : sequence of Seller
        The owners.
    shown : sequence of str
        Everyday names of accounts, from which common ones are taken.
    rare : sequence of str
        Odd handles of honest accounts, from which borrowed ones are taken.
    products : sequence of str
        Of the case.
    """
    taken = {seller.username.lower() for seller in behind}
    count = dials.strangers + dials.bystanders
    called = [
        (str(handle), STRANGER if number < dials.strangers else BYSTANDER)
        for number, handle in enumerate(coined(random, count, taken))
    ]
    called += [(one_of(random, shown), COMMON) for _ in range(dials.common)]
    if rare:
        called += [(one_of(random, rare), BORROWED) for _ in range(dials.borrowed)]
    found = []
    for username, kind in called:
        named: tuple[str, ...] = ()
        if random.random() < dials.names_others:
            named = (one_of(random, products),)
        found.append(Seller(one_of(random, SITES), username, kind, products=named))
    alone = [one for one in behind if sum(two.plan == one.plan for two in behind) == 1]
    for place in random.permutation(len(alone))[: dials.twins]:
        owner = alone[int(place)]
        found.append(Seller(_other(owner.site), owner.username, TWIN))
    return list({(one.site, one.username): one for one in found}.values())


def odd_names(random: Random, share: float, accounts: Sequence[str]) -> dict[str, str]:
    """Return handles for a share of accounts, made as the sellers' are: by account."""
    chosen = random.random(len(accounts)) < share
    return {
        account: str(coin(random)) for account, odd in zip(accounts, chosen, strict=True) if odd
    }


def _other(site: str) -> str:
    return SITES[1 - SITES.index(site)]


def everyday(reviews: pl.DataFrame) -> list[str]:
    """Return names of one word that two or more accounts show, in order."""
    shown = reviews.select("account_id", "account_name").unique()["account_name"]
    names = shown.value_counts(name="accounts").filter(pl.col("accounts") > 1)["account_name"]
    return names.filter(names.str.contains(r"^\w+$")).sort().to_list()
