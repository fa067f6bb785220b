"""One seller: its gigs' words, the accounts linked to it, their group, the clients."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl
import traitlets

from kit.case import Case
from kit.market.sellers import OR
from kit.plain_text import visible
from kit.views.gig_offers import gig_words
from kit.views.lead_accounts import lead_accounts, lead_groups
from kit.views.lead_sellers import Trail, lead_sellers
from kit.widgets import words
from kit.widgets.account_board import AccountBoard
from kit.widgets.product_board import ProductBoard
from kit.widgets.state import Panel, part
from kit.widgets.table import Column, Table, cell

WORDS = (
    Column("title", "Gig"),
    Column("says", "What it offers"),
    Column("value", "Read as"),
    Column(
        "words", "In the seller's own words", "A dash: the listing's own field says it", wide=True
    ),
)
ACCOUNTS = (
    Column("account_id", "Account"),
    Column("account_name", "Named"),
    Column("through", "Linked by"),
    Column("odds", "Odds", "That the account is the seller's own"),
    Column("q_value", "q-value", "Share of such links that chance alone would bring"),
    Column("why", "Why", wide=True),
    Column("nats", "Log odds", "In nats: the sum of what follows", digits=1),
    Column("name_nats", "Name", "How surprising it is that a stranger has the name", digits=1),
    Column("unusual_nats", "Unusual", "What the case's own evidence adds", digits=1),
    Column("stars_nats", "Stars", "What the stars given add, against those promised", digits=1),
    Column("verified_nats", "Verified", "What verified reviews add, where offered", digits=1),
    Column("products_nats", "Products", "What products that a gig names add", digits=1),
    Column("timing_nats", "Timing", "What writing when the gigs were rated adds", digits=1),
    Column("texts_nats", "Texts", "What posting a gig's example adds", digits=1),
    Column("rivals_nats", "Rivals", "What it takes off that other sellers are called so", digits=1),
    Column("prior_nats", "Prior", "Before anything is seen: most accounts are nobody's", digits=1),
)
GROUPS = (
    Column("kind", "Evidence", "ring: products and times; text: texts; names: a rare name"),
    Column("accounts", "Accounts", "That this is about"),
    Column("why", "What holds them together", wide=True),
    Column("q_value", "q-value", "Of the group's weakest link"),
)
CLIENTS = (
    Column("product_id", "Client"),
    Column("brand", "Brand"),
    Column("n_accounts", "Accounts", "Linked accounts that reviewed it"),
    Column("expected", "Expected", "By chance", digits=2),
    Column("q_value", "q-value", "Share of such clients that chance alone would bring"),
    Column("n_reviews", "Reviews", "Likely bought"),
    Column("paid", "Paid", "Reviews times price: an estimate", digits=2),
    Column("currency", "Currency"),
    Column("first_date", "First"),
    Column("last_date", "Last"),
    Column("stars", "Stars", "Mean of those reviews", digits=1),
    Column("stars_of_others", "Others", "Mean of everybody else's stars", digits=1),
    Column("price_per_review", "Each", "Median price of one review in the seller's gigs", digits=2),
    Column("why", "Why", wide=True),
)
FIGURES = {
    "odds": "Odds of the strongest lead",
    "q_value": "q-value",
    "by_name": "Accounts by name",
    "in_group": "By their group",
    "clients": "Clients",
    "reviews": "Reviews likely bought",
}


class SellerDossier(Panel):
    """What is known about one seller.

    Parameters
    ----------
    case : Case

    Attributes
    ----------
    account, product : str or None
        The account or the client whose own dossier is open; choosing a row sets it.
    table : Table
        The linked accounts.
    """

    account = traitlets.Unicode(None, allow_none=True)
    product = traitlets.Unicode(None, allow_none=True)

    def __init__(self, case: Case) -> None:
        super().__init__()
        self.case = case
        self.head = words.Words()
        self.words = Table(
            WORDS,
            title="What its gigs offer, and in which words",
            empty="No gig of this seller was read: only its name is known.",
        )
        self.table = Table(ACCOUNTS, key="account_id", title="", empty="No account is linked.")
        self.groups = Table(
            GROUPS,
            title="What holds the group of accounts together",
            empty="The linked accounts belong to no group that the case's evidence knows.",
        )
        self.clients = Table(
            CLIENTS,
            key="product_id",
            title="Clients that the accounts served together",
            empty="The linked accounts met on no product more often than chance explains.",
        )
        self.dossier: AccountBoard | ProductBoard | None = None
        self._place = part([])
        self.table.observe(lambda change: self.set_trait("account", change["new"]), "chosen")
        self.clients.observe(lambda change: self.set_trait("product", change["new"]), "chosen")
        self.observe(self._on_other, ["account", "product"])
        self._parts = [self.head, self.table, self.clients, self.groups, self.words]

    @property
    def selection(self) -> pl.DataFrame:
        """The accounts linked to the seller."""
        return self.table.frame.drop("_row")

    def show(self, found: Trail, offers: pl.DataFrame, seller: str) -> None:
        """Show a seller.

        Parameters
        ----------
        found : Trail
        offers : polars.DataFrame
            `kit.views.gig_offers`.
        seller : str
            As the trail calls it.
        """
        with self.hold_trait_notifications():
            self.account = self.product = None
        theirs = pl.col("seller") == seller
        of_all = lead_sellers(found).filter(theirs).row(0, named=True)
        self.head.blocks = [
            words.headline(
                f"{visible(seller, 60)}: {of_all['by_name']:,} by name, {of_all['in_group']:,} "
                f"more in the group, {of_all['clients']:,} clients"
            ),
            words.facts((label, cell(of_all[name])) for name, label in FIGURES.items()),
        ]
        # A name on two sites may be of either: the gigs of both are shown.
        on = pl.col("site").fill_null("").is_in((of_all["site"] or "").split(OR))
        called = pl.col("seller_name").str.to_lowercase() == of_all["username"].lower()
        self.words.show(gig_words(offers.filter(on & called)))
        self.table.show(lead_accounts(found, seller), f"Accounts linked to {visible(seller, 60)}")
        self.groups.show(lead_groups(found, seller))
        self.clients.show(found.clients.filter(theirs))
        self.children = self._parts

    def _on_other(self, change: Mapping[str, Any]) -> None:
        """Open the dossier of an account or a client beneath; one at a time."""
        kind, name = change["name"], change["new"]
        table, other = (self.table, "product") if kind == "account" else (self.clients, "account")
        table.chosen = name
        if name is None:
            if getattr(self, other) is None:
                self.children = self._parts
            return
        self.set_trait(other, None)
        board = AccountBoard if kind == "account" else ProductBoard
        self.dossier = board(self.case, name)
        self._place.children = [self.dossier]
        self.children = [*self._parts, self._place]
