"""Exhibit A: which review accounts are consistent with which sellers, and whom did they serve?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl
import traitlets

from kit.case import Case
from kit.charts import decoy_odds, lead_flow
from kit.market.buys import TestBuys
from kit.market.gigs import GIGS, REJECTS, Gigs
from kit.market.links import Leads, link
from kit.views.gig_offers import gig_offers
from kit.views.lead_flow import lead_flow as flow
from kit.views.lead_odds import lead_odds
from kit.views.lead_sellers import known_trail, lead_sellers, trail
from kit.views.look_up import among
from kit.widgets import words
from kit.widgets.controls import Controls, choice
from kit.widgets.known_buys import KnownBuys
from kit.widgets.seller_dossier import SellerDossier
from kit.widgets.state import Panel, part
from kit.widgets.table import Column, Table

COLUMNS = (
    Column("seller", "Seller"),
    Column("odds", "Odds", "That the strongest account is the seller's own"),
    Column("q_value", "q-value", "Share of such leads that strangers' names bring"),
    Column("by_name", "Accounts", "By their name"),
    Column("in_group", "In their group", "More accounts, by the case's own evidence"),
    Column("clients", "Clients"),
    Column("reviews", "Reviews", "Likely bought"),
    Column("paid", "Paid", "Reviews times the seller's own price: an estimate", digits=2),
    Column("currency", "Currency"),
    Column("nats", "Log odds", "In nats", digits=1),
)
WITHOUT = (
    Column("seller", "Seller"),
    Column("reason", "Why nothing is said", wide=True),
)
INNOCENT = (
    "Two people may choose the same name, and an account may be called after somebody else. A "
    "group may work for several sellers, who are then linked to the same reviews. A client may not "
    "know who ordered: a rival or an agency can pay as well. Test buys settle what odds cannot."
)
NO_GIGS = Gigs(pl.DataFrame(schema=GIGS), pl.DataFrame(), pl.DataFrame(schema=REJECTS))
SHOWN, HIDDEN = "shown", "hidden"


class LeadBoard(Panel):
    """Sellers, the accounts consistent with them, their clients and the reviews likely bought.

    Parameters
    ----------
    case : Case
    gigs : Gigs, optional
        As from `kit.market.read_gigs`.
    roster : polars.DataFrame, optional
        As from `kit.market.read_roster`.
    leads : Leads, optional
        As from `kit.market.link`, where they are known already; else they are looked for.
    buys : TestBuys, optional
        As from `kit.market.test_buys`: accounts that are known, in a part of their own.
    q : float
        Share of the leads that may be there by chance.

    Attributes
    ----------
    seller : str or None
        Whose dossier is open, and whose flow is drawn: the username, with the site in brackets
        where it has one. A username alone is taken for its strongest lead. Choosing a row sets it.
    q : float
        As above; setting it follows the leads anew.
    show_decoys : bool
        Whether the leads of strangers' names are drawn, too.
    leads : Leads
    trail : Trail
        What follows from the leads that are trusted: accounts, groups, clients, reviews.
    dossier : SellerDossier
    known : KnownBuys or None
        What test buys showed.
    """

    seller = traitlets.Unicode(None, allow_none=True)
    q = traitlets.Float(0.05, min=1e-9, max=0.5)
    show_decoys = traitlets.Bool(default_value=False)

    def __init__(
        self,
        case: Case,
        gigs: Gigs | None = None,
        roster: pl.DataFrame | None = None,
        *,
        leads: Leads | None = None,
        buys: TestBuys | None = None,
        q: float = 0.05,
    ) -> None:
        super().__init__()
        self.case, self.gigs, self.buys = case, gigs, buys
        self.leads = link(case, gigs, roster) if leads is None else leads
        self.offers = gig_offers(gigs or NO_GIGS)
        self.set_trait("q", q)
        self.head = words.Words()
        self.flow, self.decoys = self.chart(), self.chart()
        self.decoys.show(decoy_odds(lead_odds(self.leads)))
        self.chooser = Controls(
            [choice("decoys", "Leads of strangers' names", [(HIDDEN, HIDDEN), (SHOWN, SHOWN)])],
            label="What to show",
            values={"decoys": HIDDEN},
        )
        self.table = Table(
            COLUMNS,
            key="seller",
            title="",
            empty="No lead is stronger than those of strangers' names. See below why.",
        )
        self.without = Table(WITHOUT, title="", empty="Every seller has a lead.")
        self.dossier = SellerDossier(case)
        self.known = None if buys is None else KnownBuys(buys)
        self._place = part([self.dossier])
        self.flow.observe(self._on_picked, "picked")
        self.chooser.observe(
            lambda change: self.set_trait("show_decoys", change["new"].get("decoys") == SHOWN),
            "values",
        )
        self.table.observe(lambda change: self.set_trait("seller", change["new"]), "chosen")
        self.observe(self._on_seller, "seller")
        self.observe(self._on_decoys, "show_decoys")
        self.observe(lambda _: self.follow(), "q")
        self.follow()

    @property
    def selection(self) -> pl.DataFrame:
        """The sellers with a lead, the strongest first."""
        return self.listed

    def follow(self) -> None:
        """Follow the leads at `q` to accounts, clients and reviews, and show them."""
        self.trail = trail(self.case, self.leads, self.gigs, self.q)
        self.listed = lead_sellers(self.trail)
        without = self.trail.without
        noun = "seller is" if self.listed.height == 1 else "sellers are"
        self.head.blocks = [
            words.headline(
                f"{self.listed.height:,} of {self.leads.sellers:,} {noun} linked to an account"
            ),
            words.note(
                f"{self.leads.accounts:,} names of accounts were compared. Odds are a sum of "
                "judgements; what they are worth is measured with strangers' names that are as "
                f"rare: at most {self.q:.0%} of these leads are there by chance. Choose a seller "
                "to see its words, its accounts and its clients."
            ),
            words.caution(INNOCENT),
        ]
        if self.buys is not None and self.known is not None:
            seeds = known_trail(self.case, self.buys.known, self.trail.hands, self.gigs, self.q)
            self.known.show(seeds, self.trail.leads)
        self.table.show(self.listed, "Sellers with a lead, the strongest first")
        self.without.show(without, f"{without.height:,} sellers without a lead, and why")
        if self.seller is not None and self.seller not in self.listed["seller"].to_list():
            self.seller = None
        self._draw()

    def _draw(self) -> None:
        """Draw the flow, and show the seller that is open."""
        known = [] if self.buys is None else self.buys.known["account_id"].to_list()
        self.flow.show(lead_flow(*flow(self.trail, self.seller, known), self.seller))
        if self.seller is not None:
            self.dossier.show(self.trail, self.offers, self.seller)
        self._arrange()

    def _arrange(self) -> None:
        opened = [] if self.seller is None else [self._place]
        self.children = [
            # What was seen stands before what is inferred, and apart from it.
            *([] if self.known is None else [self.known]),
            *(self.head, self.chooser, self.table, self.flow),
            # Below and not beside: in half the width the flow's names would lie on each other.
            *([self.decoys] if self.show_decoys else []),
            *(*opened, self.without),
        ]

    @traitlets.validate("seller")
    def _valid_seller(self, proposal: Mapping[str, Any]) -> str | None:
        name: str | None = proposal["value"]
        if name is None:
            return None
        named = self.listed.filter(pl.col("username") == name)["seller"]
        return named[0] if named.len() else among(self.listed["seller"].to_list(), "seller", name)

    def _on_seller(self, change: Mapping[str, Any]) -> None:
        self.table.chosen = change["new"]
        self._draw()

    def _on_decoys(self, _: object) -> None:
        self.chooser.values = {"decoys": SHOWN if self.show_decoys else HIDDEN}
        self._arrange()

    def _on_picked(self, change: Mapping[str, Any]) -> None:
        """A click on a seller opens it; on an account or a client of an open one, theirs."""
        for key in change["new"].get("key") or []:
            kind, _, name = str(key).partition(":")
            if kind == "seller" and name in self.listed["seller"].to_list():
                self.seller = name
            elif self.seller is not None and name:
                self.dossier.set_trait("account" if kind == "account" else "product", name)
