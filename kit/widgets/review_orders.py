"""A product's reviews as they are shown now and in the new order, side by side."""

from __future__ import annotations

import polars as pl
import traitlets

from kit.plain_text import visible
from kit.widgets import words
from kit.widgets.state import Panel, beside
from kit.widgets.table import Column, Table

TRUST = Column("trust", "Trust", "P(genuine): probability that nobody paid for it", digits=2)
STARS = Column("stars", "Stars")
BEFORE = (
    Column("before", "Place"),
    Column("after", "New", "Its place in the new order"),
    STARS,
    TRUST,
    Column("text", "Text"),
    Column("helpful_votes", "Helpful", "Readers who found it helpful"),
)
AFTER = (
    Column("after", "Place"),
    Column("before", "Was", "Its place as shown now"),
    STARS,
    TRUST,
    Column("why", "Why it stands here", wide=True),
    Column("text", "Text"),
)
LONGEST_TITLE = 120
ASSUMED = (
    "As shown now: no file says in which order a shop shows reviews. It is taken to be the most "
    "helpful votes first, then the newest."
)


class ReviewOrders(Panel):
    """Two tables of the same reviews; a review chosen in one is chosen in the other.

    Attributes
    ----------
    review : str or None
        The review chosen.
    table : Table
        The new order.
    before : Table
        The order as shown now.
    read : Words
        The review chosen, whole, and why it stands where it does.
    """

    review = traitlets.Unicode(None, allow_none=True)

    def __init__(self) -> None:
        super().__init__()
        self.placed = pl.DataFrame()
        empty = "Choose a product to see its reviews."
        self.before = Table(BEFORE, key="review_id", title="", empty=empty)
        self.table = Table(AFTER, key="review_id", title="", empty=empty)
        for table in (self.before, self.table):
            table.observe(lambda change: self.set_trait("review", change["new"]), "chosen")
        self.read = words.Words(live=True)
        self.observe(self._on_review, "review")
        self.children = [beside([self.before, self.table]), self.read]

    @property
    def selection(self) -> pl.DataFrame:
        """The reviews in the new order, with their parts and reasons."""
        return self.placed

    def show(self, placed: pl.DataFrame) -> None:
        """Show the reviews that `kit.trust.order` returns; none, where there is no column."""
        self.placed = placed
        if placed.width:
            self.before.show(placed.sort("before"), "As shown now, as assumed")
            self.table.show(placed, "In the new order")
        else:
            self.before.show(placed, "")
            self.table.show(placed, "")
        self._tell()

    def _on_review(self, _: object) -> None:
        for table in (self.before, self.table):
            table.chosen = self.review
        self._tell()

    def _tell(self) -> None:
        """Show the chosen review whole."""
        chosen = pl.col("review_id").eq_missing(self.review)
        held = self.placed.filter(chosen) if self.placed.width else None
        if held is None or held.is_empty():
            self.read.blocks = [
                words.note("Choose a review to read it whole, and why it stands where it does.")
            ]
            return
        told = held.row(0, named=True)
        title = visible(told["title"] or "", LONGEST_TITLE)
        self.read.blocks = [
            words.heading(f"Review {self.review}: place {told['after']:,}, was {told['before']:,}"),
            words.note(told["why"]),
            words.note(told["text"] or "It has no text.", title),
        ]
