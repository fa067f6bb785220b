"""What one gig offers, field by field, each value with the seller's own words for it."""

from __future__ import annotations

import copy
import html
import re
from dataclasses import dataclass, field
from typing import Any

from kit.market.grammar import Grammar
from kit.market.reading import Reading
from kit.market.reading.counts import accounts, n_reviews
from kit.market.reading.flags import flags, verified
from kit.market.reading.mentions import mentions, quoted
from kit.market.reading.money import of_smallest_order, per_review, priced
from kit.market.reading.places import countries, platforms
from kit.market.reading.stars import stars
from kit.market.reading.trade import Reason, offers, reasons
from kit.market.spelling import plain

_LONGEST = 20_000
"""Characters of a listing that are read: no offer is first said behind so many."""

_LINES = re.compile(r"</?(?:p|div|li|ul|ol|br|tr|h[1-6]|table)\b[^<>]{0,400}>", re.IGNORECASE)
_TAGS = re.compile(r"<[a-zA-Z/!][^<>]{0,400}>")


@dataclass(frozen=True)
class Offer:
    """What a gig offers.

    Parameters
    ----------
    values : dict of str to value
        By field; what the listing does not say is None, False or empty.
    words : dict of str to str
        The seller's words behind each value that is there.
    """

    values: dict[str, Any]
    words: dict[str, str] = field(default_factory=dict)


NOTHING: dict[str, Any] = {
    "offers_reviews": False,
    "platforms": [],
    "n_reviews": None,
    "price": None,
    "currency": None,
    "price_per_review": None,
    "stars_promised": None,
    "offers_verified": False,
    "verified_paid_by": None,
    "client_supplies_text": False,
    "seller_writes_text": False,
    "accounts_claimed": None,
    "drip_feed": False,
    "countries": [],
    "addresses_claimed": False,
    "guarantee": False,
    "refill": False,
    "products": [],
    "links": [],
}


def read_offer(
    title: str, description: str, price: float | None, currency: str | None, of: Grammar
) -> Offer:
    """Return what a gig offers.

    Parameters
    ----------
    title, description : str
        As the seller wrote them; tags of HTML are left out.
    price : float, optional
        The listing's own price.
    currency : str, optional
        ISO 4217 code of that price.
    of : Grammar

    Returns
    -------
    Offer
        Where no reviews are offered, only price, currency, products and links are said: nothing
        else is said about a gig that sells something else.
    """
    reading = _begun(title, description, of)
    priced(reading, price, currency)
    mentions(reading)
    if offers(reading):
        for step in (quoted, platforms, n_reviews):
            step(reading)
        if price is None:
            of_smallest_order(reading)
        for step in (per_review, stars, verified, accounts, countries, flags):
            step(reading)
    return Offer(reading.values, reading.words)


def why(title: str, description: str, of: Grammar) -> list[Reason]:
    """Return the cues for and against an offer of reviews, with the seller's words for each."""
    return reasons(_begun(title, description, of))


def _begun(title: str, description: str, of: Grammar) -> Reading:
    """Return a reading in which nothing is said yet."""
    written = f"{title}\n{description}"[:_LONGEST]
    text = html.unescape(_TAGS.sub(" ", _LINES.sub("\n", written)))
    return Reading(
        plain(text, of.known, of.signs, of.mended, of.spelt), of, copy.deepcopy(NOTHING), {}
    )
