"""Who offers reviews, what do they promise for what price, and in whose words?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl
import traitlets

from kit.charts import price_promise
from kit.market.gigs import Gigs
from kit.views.gig_offers import FIELDS, gig_offers, gig_words, offer_fields, offering
from kit.views.look_up import among
from kit.views.price_promises import FIGURES, price_promises
from kit.widgets import words
from kit.widgets.controls import Controls, choice
from kit.widgets.state import Panel, part, row
from kit.widgets.table import Column, Table

COLUMNS = (
    Column("title", "Gig", wide=True),
    Column("seller", "Seller"),
    Column("price_per_review", "Each", "Price of one review", digits=2),
    Column("currency", "Currency"),
    Column("promise", "Promised"),
    Column("n_reviews", "Reviews", "How many one order brings"),
    Column("platforms", "Where"),
    Column("seen", "Seen", "Captures that hold the gig"),
    Column("gig", "Site and id"),
)
OFFERED = (
    Column("says", "What gigs offer"),
    Column("gigs", "Gigs"),
    Column("share", "Share", "Of the gigs that offer reviews", digits=2),
    Column("words", "In a seller's words", "The commonest spelling"),
)
OWN_WORDS = (
    Column("says", "What"),
    Column("value", "Read as"),
    Column(
        "words", "In the seller's own words", "A dash: the listing's own field says it", wide=True
    ),
)
FACTS = {
    "seller": "Seller",
    "seller_country": "Country",
    "seller_level": "Level",
    "rating": "Rating",
    "rating_count": "Ratings",
    "captured_at": "Last seen",
    "gig": "Site and id",
}
ALL = "every site"
MOST_LINES = 40
"""Of a listing: a seller may write any number."""

INNOCENT = (
    "Most gigs that speak of reviews sell advice, translations or replies to them, and are left "
    "out where their words say so. A gig is an offer: it shows that somebody sells, not who bought."
)


class GigBoard(Panel):
    """The gigs that offer reviews: what each promises, at what price, in the seller's words.

    Parameters
    ----------
    gigs : Gigs
        As from `kit.market.read_gigs`.

    Attributes
    ----------
    site : str
        Only this site; "" shows all.
    offer : str
        Only gigs that offer this, by a name of `kit.views.gig_offers.FIELDS`; "" shows all.
    gig : str or None
        Site and id of the gig that is open, as in "site/id"; choosing a row of the table sets it.
    """

    site = traitlets.Unicode("")
    offer = traitlets.Unicode("")
    gig = traitlets.Unicode(None, allow_none=True)

    def __init__(self, gigs: Gigs) -> None:
        super().__init__()
        self.offers = gig_offers(gigs)
        self._spots: list[str] = []
        sites = self.offers["site"].drop_nulls().unique().sort().to_list()
        self._sites = sites
        self.head = words.Words()
        self.prices = self.chart()
        self.chooser = Controls(
            [
                choice("site", "Site", [("", ALL), *((name, name) for name in sites)]),
                choice("offer", "Offering", [("", "anything"), *FIELDS.items()]),
            ],
            label="Which gigs",
            values={"site": "", "offer": ""},
        )
        self.offered = Table(
            OFFERED, key="field", title="What is offered", empty="No gig here offers reviews."
        )
        self.table = Table(
            COLUMNS,
            key="gig",
            title="",
            empty="No gig offers that here. Choose another site, or anything.",
        )
        self.listing = words.Words()
        self.own_words = Table(OWN_WORDS, title="", empty="Nothing is offered here.")
        self._place = part([self.listing, self.own_words])
        self.prices.observe(self._on_picked, "picked")
        self.chooser.observe(self._on_choice, "values")
        self.offered.observe(lambda change: self.set_trait("offer", change["new"] or ""), "chosen")
        self.table.observe(lambda change: self.set_trait("gig", change["new"]), "chosen")
        self.observe(self._on_narrowed, ["site", "offer"])
        self.observe(self._on_gig, "gig")
        self._show()
        self.children = [
            self.head, self.chooser, row([self.prices, self.offered]), self.table,
        ]  # fmt: skip

    @property
    def selection(self) -> pl.DataFrame:
        """The gigs that offer reviews, of the site, the offer and the price chosen."""
        found = self._of_site()
        if self.offer:
            found = offering(found, self.offer)
        if self._spots:
            price = pl.col("price_per_review").round_sig_figs(FIGURES)
            spot = pl.format("{}|{}", "promise", price)
            found = found.filter(spot.is_in(self._spots))
        return found

    def _of_site(self) -> pl.DataFrame:
        every = self.offers.filter("offers_reviews")
        return every.filter(pl.col("site") == self.site) if self.site else every

    def _show(self) -> None:
        here = self._of_site()
        every = self.offers.filter(pl.col("site") == self.site) if self.site else self.offers
        self.head.blocks = [
            words.headline(
                f"{here.height:,} of {every.height:,} gigs offer reviews, by "
                f"{here['seller'].n_unique():,} sellers"
            ),
            words.note(
                "A gig that was captured twice counts once, as it was last seen. Choose a gig to "
                "read it, or a dot to see the gigs at that price."
            ),
            words.caution(INNOCENT),
        ]
        self.prices.show(price_promise(price_promises(here)))
        self.offered.show(offer_fields(here))
        self._show_table()

    def _show_table(self) -> None:
        self.table.show(self.selection, "Gigs that offer reviews")

    def _on_choice(self, change: Mapping[str, Any]) -> None:
        with self.hold_trait_notifications():
            for name in ("site", "offer"):
                self.set_trait(name, change["new"].get(name) or "")

    def _on_narrowed(self, change: Mapping[str, Any]) -> None:
        self.chooser.values = {"site": self.site, "offer": self.offer}
        self.offered.chosen = self.offer or None
        if change["name"] == "site":
            self._show()
        else:
            self._show_table()

    def _on_picked(self, change: Mapping[str, Any]) -> None:
        self._spots = [str(spot) for spot in change["new"].get("spot") or []]
        self._show_table()

    @traitlets.validate("site")
    def _valid_site(self, proposal: Mapping[str, Any]) -> str:
        name: str = proposal["value"]
        return among(self._sites, "site", name) if name else ""

    @traitlets.validate("offer")
    def _valid_offer(self, proposal: Mapping[str, Any]) -> str:
        name: str = proposal["value"]
        return among(tuple(FIELDS), "offer", name) if name else ""

    @traitlets.validate("gig")
    def _valid_gig(self, proposal: Mapping[str, Any]) -> str | None:
        name: str | None = proposal["value"]
        return None if name is None else among(self.offers["gig"].to_list(), "gig", name)

    def _on_gig(self, change: Mapping[str, Any]) -> None:
        name = change["new"]
        self.table.chosen = name
        if name is None:
            self.children = [child for child in self.children if child is not self._place]
            return
        chosen = self.offers.filter(pl.col("gig") == name)
        listing = chosen.row(0, named=True)
        lines = (listing["description"] or "").splitlines()
        self.listing.blocks = [
            words.headline(listing["title"] or "A gig without a title"),
            words.facts(
                (label, str(listing[field]))
                for field, label in FACTS.items()
                if listing[field] is not None
            ),
            *(words.note(line) for line in lines[:MOST_LINES] if line),
        ]
        self.own_words.show(gig_words(chosen), "What it offers, and in which words")
        if self._place not in self.children:
            self.children = [*self.children, self._place]
