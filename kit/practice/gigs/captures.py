"""A gig site looked at twice: what stood there, what was gone, new or changed the second time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kit.practice.gigs.cast import BYSTANDER, OWNER, Seller
from kit.practice.gigs.offer import write_offer
from kit.practice.gigs.spared import write_spared
from kit.practice.gigs.spelling import ODD, oddly, styled
from kit.practice.gigs.words import one_of
from kit.practice.seeds import Random

DAYS = ("2023-11-06", "2023-12-18")
"""When sites are looked at: near the end of the practice market's three years."""

FIRST_N = 0.85
"""Share of a site that a capture sees which is not complete."""

_MORE_GIGS = 1.5
_OFFERS = 0.85
_NAMES_AGAIN = 0.5
"""Mean of a seller's further gigs, the share of them that offer reviews, and of those that name a
product again."""

_GONE, _NEW, _CHANGED = 0.1, 0.12, 0.12
"""Shares of a site's gigs, from the first capture to the second."""

_COUNTRIES = ("BD", "GB", "IN", "PK", "PH", "US", "VN", "", "")
_LEVELS = ("new", "level 1", "level 2", "top", "")
_CATEGORIES = ("marketing", "writing", "reviews", "other")


@dataclass(frozen=True)
class Listing:
    """A gig as it stood on a site.

    Parameters
    ----------
    site : str
    fields : dict of str to value
        As a scrape has them; None where the site shows nothing.
    labels : dict of str to value
        What a reader should find in it.
    fixed : bool
        Whether it stays as it is: an owner's first gig.
    """

    site: str
    fields: dict[str, Any]
    labels: dict[str, Any]
    fixed: bool = False


@dataclass(frozen=True)
class Capture:
    """What one look at a site showed.

    Parameters
    ----------
    site, captured_at : str
    coverage : str
        "complete" or "first_n".
    listings : tuple of Listing
    """

    site: str
    captured_at: str
    coverage: str
    listings: tuple[Listing, ...]


def captures(random: Random, sellers: Sequence[Seller], partial: str) -> list[Capture]:
    """Return two captures of each site.

    Parameters
    ----------
    random : numpy.random.Generator
    sellers : sequence of Seller
    partial : str
        The site whose second capture is not complete.
    """
    found = []
    for site in sorted({seller.site for seller in sellers}):
        everything = list(_gigs(random, [one for one in sellers if one.site == site], site))
        order = [everything[int(at)] for at in random.permutation(len(everything))]
        first = [one for one in order if one.fixed or random.random() >= _NEW]
        new = [one for one in order if one not in first]
        later = [
            one if one.fixed or random.random() >= _CHANGED else _changed(random, one)
            for one in first
            if one.fixed or random.random() >= _GONE
        ]
        second = [replace(one, fields=_older(random, one.fields)) for one in [*new, *later]]
        whole = site != partial
        seen = second if whole else second[: int(FIRST_N * len(second))]
        found.append(Capture(site, DAYS[0], "complete", tuple(first)))
        found.append(Capture(site, DAYS[1], "complete" if whole else "first_n", tuple(seen)))
    return found


def _gigs(random: Random, sellers: Iterable[Seller], site: str) -> Iterable[Listing]:
    """Yield the gigs of a site's sellers, one or more of each."""
    number = int(random.integers(1_000, 9_000))
    for seller in sellers:
        about = {
            "seller_name": seller.username,
            "seller_country": one_of(random, _COUNTRIES) or None,
            "seller_level": one_of(random, _LEVELS) or None,
        }
        for turn in range(1 + int(random.poisson(_MORE_GIGS))):
            number += int(random.integers(1, 12))
            rated = random.random() < 0.7
            gig_id = f"{site[0]}{number}"
            title, description, price, labels = _written(random, seller, turn)
            fields = {
                "gig_id": gig_id,
                "title": title,
                "description": description,
                **about,
                "price_i": price,
                "currency": "USD",
                "buying_review_rating": round(4 + random.random(), 1) if rated else None,
                "buying_review_rating_count": int(random.pareto(0.8) * 4) + 1 if rated else None,
                "gig_url": f"https://{site}.example/gig/{gig_id}",
                "category_id": one_of(random, _CATEGORIES),
            }
            yield Listing(site, fields, labels, fixed=seller.kind == OWNER and turn == 0)


def _written(random: Random, seller: Seller, turn: int) -> tuple[str, str, float, dict[str, Any]]:
    """Return a gig's title, description, price and labels."""
    if seller.kind == BYSTANDER or (turn > 0 and random.random() >= _OFFERS):
        gig = write_spared(random)
    else:
        again = turn == 0 or random.random() < _NAMES_AGAIN
        gig = write_offer(random, seller.products if again else ())
    title, description = styled(random, gig.title, gig.lines)
    if random.random() < ODD:
        title, description = oddly(random, (title, description))
    return title, description, gig.price, gig.labels


def _changed(random: Random, listing: Listing) -> Listing:
    """Return a gig as its seller rewrote it; what is named or promised may be another thing."""
    gig = write_offer(random) if listing.labels["offers_reviews"] else write_spared(random)
    title, description = styled(random, gig.title, gig.lines)
    text = {"title": title, "description": description, "price_i": gig.price}
    return replace(listing, fields=listing.fields | text, labels=gig.labels)


def _older(random: Random, fields: dict[str, Any]) -> dict[str, Any]:
    """Return a gig's fields some weeks later: more buyers rated it."""
    count = fields["buying_review_rating_count"]
    if count is None:
        return fields
    return fields | {"buying_review_rating_count": count + int(random.poisson(0.1 * count))}
