"""What test buys showed: seen and not inferred, in a part of the board of its own."""

from __future__ import annotations

import polars as pl

from kit.charts import lead_flow
from kit.market.buys import TestBuys
from kit.views.known_buys import buys_told, known_reached, score_told
from kit.views.lead_flow import lead_flow as flow
from kit.views.lead_sellers import Trail
from kit.widgets import words
from kit.widgets.state import Panel
from kit.widgets.table import Column, Table

BUYS = (
    Column("seller", "Seller"),
    Column("product_id", "Ordered for"),
    Column("ordered_at", "On"),
    Column("account_id", "Account"),
    Column("review_id", "Review"),
    Column("status", "What is known", wide=True),
    Column("line", "Line", "Of the file of test buys"),
)
REACHED = (
    Column("seller", "Seller"),
    Column("account_id", "Account"),
    Column("through", "In one group with", "An account that a test buy has shown"),
    Column("q_value", "q-value", "Of the group's weakest link"),
)
CLIENTS = (
    Column("seller", "Seller"),
    Column("product_id", "Client"),
    Column("brand", "Brand"),
    Column("n_reviews", "Reviews", "Likely bought"),
    Column("q_value", "q-value", "Share of such clients that chance alone would bring"),
    Column("why", "Why", wide=True),
)


class KnownBuys(Panel):
    """Accounts that delivered what an investigator ordered, and what is inferred from them.

    Parameters
    ----------
    buys : TestBuys

    Attributes
    ----------
    table : Table
        The test buys, each with what it showed.
    reached, clients : Table
        Inferred from the known accounts: others of their groups, products served together.
    flow : ChartHost
        From sellers over known accounts to clients and reviews.
    """

    def __init__(self, buys: TestBuys) -> None:
        super().__init__()
        self.add_class("kit-known")
        self.buys = buys
        self.head, self.then = words.Words(), words.Words()
        self.table = Table(BUYS, title="Known: what test buys showed", empty="No test buy.")
        self.reached = Table(
            REACHED,
            title="Inferred: accounts in one group with a known one",
            empty="No known account is in a group that the case's evidence knows.",
        )
        self.clients = Table(
            CLIENTS,
            title="Inferred: clients that the known accounts and their groups served",
            empty="The known accounts met on no product more often than chance explains.",
        )
        self.flow = self.chart()
        self.children = [self.head, self.table, self.then, self.flow, self.reached, self.clients]

    @property
    def selection(self) -> pl.DataFrame:
        """The test buys, with what each showed."""
        return buys_told(self.buys)

    def show(self, known: Trail, leads: pl.DataFrame) -> None:
        """Show what is known, how leads stand to it, and what follows.

        Parameters
        ----------
        known : Trail
            `kit.views.known_trail`.
        leads : polars.DataFrame
            As from `Leads.at`.
        """
        accounts = self.buys.known["account_id"].unique().to_list()
        noun = "account" if len(accounts) == 1 else "accounts"
        self.head.blocks = [
            words.headline(f"Known from test buys, not inferred: {len(accounts):,} {noun}"),
            words.note(score_told(self.buys, leads)),
        ]
        self.then.blocks = [
            words.note(
                "Inferred from these: accounts of the same groups, and the clients of all. No "
                "order has shown them."
            )
        ]
        self.table.show(self.selection)
        self.flow.show(lead_flow(*flow(known, known=accounts)))
        self.reached.show(known_reached(known))
        self.clients.show(known.clients)
