"""When did products get more reviews than their rate and the season explain?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl
import traitlets

from kit.case import Case
from kit.charts import market_timeline, product_week_heatmap
from kit.detector import Detector
from kit.views.heat_cells import heat_cells
from kit.views.market_bursts import market_bursts
from kit.views.market_weeks import market_weeks
from kit.widgets import words
from kit.widgets.detector_board import DetectorBoard
from kit.widgets.product_board import ProductBoard
from kit.widgets.state import part, within
from kit.widgets.table import Column, Table

PRODUCTS = 20
"""Most products in the heat map: those with the strongest windows."""

COLUMNS = (
    Column("product_id", "Product"),
    Column("window_start", "From", "First day of the window"),
    Column("window_end", "Before", "The day after the window"),
    Column("n_reviews", "Reviews", "Reviews in the window"),
    Column("expected", "Expected", "From the product's own rate and the market's season", digits=1),
    Column("lift", "× expected", "Reviews divided by expected", digits=1),
    Column("score", "Score", "Minus the logarithm of the window's p-value", digits=1),
    Column("q_value", "q-value", "Share of such findings that chance alone would bring"),
    Column("product_age_days", "Age, days", "Days since the product's first review"),
)


class BurstBoard(DetectorBoard):
    """The market's weeks, and the windows in which products had unusually many re

    Parameters
    ----------
    case : Case
    detector : Detector or str
        One that reports windows; `review_burst` by default.

    Attributes
    ----------
    product : str or None
        Whose dossier is open; choosing a row of the table sets it.
    dossier : ProductBoard or None
        The open dossier.
    period, params, fdr
        As on every board.
    """

    product = traitlets.Unicode(None, allow_none=True)

    def __init__(self, case: Case, detector: Detector | str = "review_burst") -> None:
        super().__init__(case, detector, by="product_id")
        self.dossier: ProductBoard | None = None
        self.head = words.Words()
        self.weeks = market_weeks(case)
        self.timeline = self.chart()
        self.heatmap = self.chart(follows={"cells": ("start", 7)})
        self.table = Table(
            COLUMNS,
            key="entity_id",
            title="",
            empty="No window survives here. Widen the period, or move a slider.",
        )
        self._place = part([])
        self.table.observe(self._on_row, "chosen")
        self.timeline.observe(self._on_triangle, "picked")
        self.heatmap.observe(self._on_cell, "picked")
        self.observe(self._on_product, "product")
        self._find()
        self.children = [
            self.head, self.sliders, self.changes, self.from_to, self.timeline, self.heatmap,
            self.table, self.query,
        ]  # fmt: skip

    @property
    def selection(self) -> pl.DataFrame:
        """The windows found within the period, strongest first."""
        return within(self.found, "window_start", self.period)

    def refresh(self) -> None:
        """Show what was found, in all of time."""
        self.bursts = market_bursts(self.case, self.findings, self.fdr)
        self.timeline.show(market_timeline(self.weeks, self.bursts))
        products = self.found["product_id"].unique(maintain_order=True).head(PRODUCTS)
        self.heatmap.show(product_week_heatmap(heat_cells(self.case, products.to_list())))
        super().refresh()

    def narrow(self) -> None:
        """Show what was found within the period."""
        found = self.selection
        where = f"{_count(found.height, 'window')} on "
        where += _count(found["product_id"].n_unique(), "product")
        more = f"{'holds' if found.height == 1 else 'hold'} more reviews than expected"
        ours = self.detector.name == "review_burst"
        self.head.blocks = [
            words.headline(f"{where} {more}" if ours else f"{where}: {self.detector.title}"),
            words.note(
                "Brush the chart to look at a period; choose a row to open the product's dossier."
            ),
            words.caution(self.detector.section("Innocent explanation")),
        ]
        self.table.show(found, f"Windows found by {self.detector.name}, the strongest first")

    def _on_row(self, change: Mapping[str, Any]) -> None:
        chosen = self.found.filter(pl.col("entity_id").eq_missing(change["new"]))
        if chosen.height:
            self.product = chosen["product_id"][0]

    def _on_triangle(self, change: Mapping[str, Any]) -> None:
        """A click on a week's triangle opens the product of its strongest window."""
        weeks = change["new"].get("week", [])
        if weeks:
            start = pl.from_epoch(pl.Series([weeks[0]]), time_unit="ms").dt.date()[0]
            week = self.bursts.filter(pl.col("week") == start)
            if week.height:
                self.product = week["product_id"][0]

    def _on_cell(self, change: Mapping[str, Any]) -> None:
        """A click on a product's row in the heat map opens its dossier."""
        products = change["new"].get("product_id", [])
        if products:
            self.product = products[0]

    def _on_product(self, change: Mapping[str, Any]) -> None:
        product = change["new"]
        if product is None:
            self.children = [child for child in self.children if child is not self._place]
            self.table.chosen = None
            return
        if self.dossier is None:
            self.dossier = ProductBoard(self.case, fdr=self.fdr)
            self._place.children = [self.dossier]
        self.dossier.product = product
        if self._place not in self.children:
            self.children = [*self.children, self._place]
        own = self.selection.filter(pl.col("product_id") == product)["entity_id"]
        if self.table.chosen not in own.to_list():
            self.table.chosen = own[0] if own.len() else None


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
