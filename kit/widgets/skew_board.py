"""Which products' stars are spread unlike those of their category?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl
import traitlets

from kit.case import Case
from kit.charts import stars_histogram, stars_over_time
from kit.detector import Detector
from kit.views.names import names
from kit.views.product_stars import product_stars
from kit.views.stars_months import stars_months
from kit.widgets import words
from kit.widgets.detector_board import DetectorBoard
from kit.widgets.product_board import ProductBoard
from kit.widgets.settled import Settled
from kit.widgets.state import part, row
from kit.widgets.table import Column, Table

COLUMNS = (
    Column("entity_id", "Product"),
    Column("n_reviews", "Reviews", "Reviews with stars"),
    Column("rating", "Stars", "The number of stars that stands out most"),
    Column("share", "Share", "Of the product's reviews that give it", digits=2),
    Column("share_expected", "Expected", "Of the reviews it is compared with", digits=2),
    Column("compared_with", "Compared with"),
    Column("effect_w", "Effect w", "0.1 is small, 0.3 medium, 0.5 large", digits=2),
    Column("score", "Score", "Minus the logarithm of the p-value", digits=1),
    Column("q_value", "q-value", "Share of such findings that chance alone would bring"),
)


class SkewBoard(DetectorBoard):
    """The products whose stars are spread unlike those of their category.

    Parameters
    ----------
    case : Case
    detector : Detector or str
        One that reports products; `rating_skew` by default.

    Attributes
    ----------
    product : str or None
        Whose dossier is open; choosing a row of the table sets it.
    dossier : ProductBoard or None
        The open dossier.
    period, params, fdr
        As on every board; a period keeps the products that were reviewed in it.
    """

    product = traitlets.Unicode(None, allow_none=True)

    def __init__(self, case: Case, detector: Detector | str = "rating_skew") -> None:
        super().__init__(case, detector, by="entity_id")
        self.dossier: ProductBoard | None = None
        self.head = words.Words()
        self.months = self.chart()
        self.histogram = self.chart()
        self.months.show(stars_over_time(stars_months(case)))
        self._settled = Settled(self._show_histogram)
        self.table = Table(
            COLUMNS,
            key="entity_id",
            title="",
            empty="No product survives here. Widen the period, or move a slider.",
        )
        self._place = part([])
        self.table.observe(lambda change: self.set_trait("product", change["new"]), "chosen")
        self.observe(self._on_product, "product")
        self._find()
        self.children = [
            self.head, self.sliders, self.changes, self.from_to,
            row([self.months, self.histogram]), self.table, self.query,
        ]  # fmt: skip

    @property
    def selection(self) -> pl.DataFrame:
        """The products found that were reviewed within the period, strongest first."""
        if self.period is None:
            return self.found
        found = self.found["entity_id"].to_list()
        start, end = self.period
        reviewed = names(self.case, "product", start, end, among=found)
        return self.found.join(reviewed, left_on="entity_id", right_on="name", how="semi")

    def narrow(self) -> None:
        """Show what was found within the period."""
        found = self.selection
        noun = "product has" if found.height == 1 else "products have"
        self.head.blocks = [
            words.headline(f"{found.height:,} {noun} stars spread unlike what was expected"),
            words.note("Choose a row to see the product's stars beside its category's."),
            words.caution(self.detector.section("Innocent explanation")),
        ]
        self._settled()
        self.table.show(found, f"Products found by {self.detector.name}, the strongest first")

    def _show_histogram(self) -> None:
        """Draw the stars of the chosen product, else of the strongest, within the period."""
        found = self.selection["entity_id"]
        product = self.product or (found[0] if found.len() else None)
        if product is None:
            self.histogram.show(stars_histogram(pl.DataFrame()))
            return
        start, end = self.period or (None, None)
        stars = product_stars(self.case, product, start, end)
        self.histogram.show(stars_histogram(stars, product))

    def _on_product(self, change: Mapping[str, Any]) -> None:
        product = change["new"]
        self.table.chosen = product
        self._settled()
        if product is None:
            self.children = [child for child in self.children if child is not self._place]
            return
        if self.dossier is None:
            self.dossier = ProductBoard(self.case, fdr=self.fdr)
            self._place.children = [self.dossier]
        self.dossier.product = product
        if self._place not in self.children:
            self.children = [*self.children, self._place]
