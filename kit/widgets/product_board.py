"""One product: its weeks beside what was expected, its stars, its evidence, its reviews."""

from __future__ import annotations

from typing import Any

import polars as pl

from kit.case import Case
from kit.charts import product_timeline, stars_histogram, stars_over_time
from kit.views.product_reviews import product_reviews
from kit.views.product_stars import product_stars
from kit.views.product_weeks import product_weeks
from kit.views.stars_months import stars_months
from kit.widgets.dossier import Dossier
from kit.widgets.settled import Settled
from kit.widgets.state import row
from kit.widgets.table import Column

REVIEWS = (
    Column("posted_at", "Posted", "UTC"),
    Column("account_id", "Account"),
    Column("stars", "Stars"),
    Column("text", "Text", long=True),
    Column("account_reviews", "Its reviews", "Reviews by this account in the whole case"),
    Column("verified", "Verified"),
    Column("title", "Title"),
    Column("account_name", "Name"),
)


class ProductBoard(Dossier):
    """The dossier of one product.

    Parameters
    ----------
    case : Case
    product : str, optional
        Its id; none is chosen by default.
    findings : polars.DataFrame, optional
        As `kit.screen` gives them; the case's screening by default.
    fdr : float
        Largest q-value of the evidence shown.
    opens : bool
        Whether choosing a review opens its account's dossier.

    Attributes
    ----------
    product, account : str or None
        Whose dossier it is, and which account's is open beneath.
    """

    def __init__(
        self,
        case: Case,
        product: str | None = None,
        *,
        findings: pl.DataFrame | None = None,
        fdr: float = 0.05,
        opens: bool = True,
    ) -> None:
        super().__init__(case, "product", REVIEWS, findings=findings, fdr=fdr, opens=opens)
        self.timeline = self.chart()
        self.histogram = self.chart()
        self.months = self.chart(follows={"months": ("month", 31)})
        self._settled = Settled(self._show_histogram)
        self.product = product
        if product is None:
            self.refresh()

    def reviews(self) -> pl.DataFrame:
        """Return the product's reviews within the period."""
        start, end = self.period or (None, None)
        assert self.product is not None
        return product_reviews(self.case, self.product, start, end)

    def show_charts(self) -> None:
        """Draw weeks, stars and months, in all of time."""
        assert self.product is not None
        windows = self.evidence.filter(pl.col("entity_kind") == "window")
        weeks = product_weeks(self.case, self.product)
        self.timeline.show(product_timeline(weeks, windows))
        self.months.show(stars_over_time(stars_months(self.case, self.product)))

    def narrow(self) -> None:
        """Show reviews and stars within the period."""
        super().narrow()
        self._settled()

    def arrange(self) -> list[Any]:
        """Return charts, tables and words from top to bottom."""
        return [
            self.from_to,
            self.timeline,
            row([self.histogram, self.months]),
            self.proof,
            self.table,
        ]

    def _show_histogram(self) -> None:
        if self.product is not None:
            start, end = self.period or (None, None)
            stars = product_stars(self.case, self.product, start, end)
            self.histogram.show(stars_histogram(stars))

    def other_dossier(self) -> Dossier:
        """Return an account's dossier, empty."""
        from kit.widgets.account_board import AccountBoard

        return AccountBoard(self.case, findings=self.findings, fdr=self.fdr, opens=False)
