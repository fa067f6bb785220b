"""One account: its life line, its stars beside the others', its evidence, its reviews."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from kit.case import Case
from kit.charts import account_lifeline, co_review_network
from kit.views.account_reviews import account_reviews
from kit.views.neighbourhood import neighbourhood
from kit.views.reviewer_features import reviewer_features
from kit.widgets import words
from kit.widgets.dossier import Dossier
from kit.widgets.state import row, within
from kit.widgets.table import Column, cell

REVIEWS = (
    Column("posted_at", "Posted", "UTC"),
    Column("product_id", "Product"),
    Column("stars", "Stars"),
    Column("product_mean", "Others gave", "Mean stars of the product's other reviews", digits=2),
    Column("text", "Text", long=True),
    Column("product_reviews", "Its reviews", "Reviews of this product in the whole case"),
    Column("brand", "Brand"),
    Column("category", "Category"),
    Column("verified", "Verified"),
    Column("title", "Title"),
)


FEATURES = ("Feature", "Value", "Percentile", "Meaning")
READING = (
    "Reviewer features by their published names. They describe, and prove nothing. The percentile "
    "is the share of all accounts with a smaller value, counting half of those with the same. "
    "Texts are read for this account only, and have none."
)


class AccountBoard(Dossier):
    """The dossier of one account.

    Parameters
    ----------
    case : Case
    account : str, optional
        Its id; none is chosen by default.
    findings : polars.DataFrame, optional
        As `kit.screen` gives them; the case's screening by default.
    fdr : float
        Largest q-value of the evidence shown.
    opens : bool
        Whether choosing a review opens its product's dossier.

    Attributes
    ----------
    account, product : str or None
        Whose dossier it is, and which product's is open beneath.
    """

    def __init__(
        self,
        case: Case,
        account: str | None = None,
        *,
        findings: pl.DataFrame | None = None,
        fdr: float = 0.05,
        opens: bool = True,
    ) -> None:
        super().__init__(case, "account", REVIEWS, findings=findings, fdr=fdr, opens=opens)
        self._read: tuple[str, pl.DataFrame] | None = None
        self.lifeline = self.chart()
        self.network = self.chart()
        self.features = words.Words()
        self.lifeline.observe(self._on_dot, "picked")
        self.network.observe(self._on_neighbour, "picked")
        self.account = account
        if account is None:
            self.refresh()

    def reviews(self) -> pl.DataFrame:
        """Return the account's reviews within the period."""
        return within(self._all_reviews(), "posted_at", self.period)

    def _all_reviews(self) -> pl.DataFrame:
        """Return the account's reviews of all time, read once: evidence does not change."""
        assert self.account is not None
        if self._read is None or self._read[0] != self.account:
            self._read = self.account, account_reviews(self.case, self.account)
        return self._read[1]

    def show_charts(self) -> None:
        """Draw the life line and the accounts that it keeps meeting; list the features."""
        assert self.account is not None
        self.lifeline.show(account_lifeline(self._all_reviews()))
        self.network.show(co_review_network(*neighbourhood(self.case, self.account)))
        features = reviewer_features(self.case, self.account).drop_nulls("value")
        self.features.blocks = [
            words.folded(
                FEATURES,
                [
                    [name, cell(value), cell(percentile), meaning]
                    for name, value, meaning, percentile, _ in features.iter_rows()
                ],
                label="Published features",
                note=READING,
            )
        ]

    def arrange(self) -> list[Any]:
        """Return charts, tables and words from top to bottom."""
        charts = row([self.lifeline, self.network])
        return [self.from_to, charts, self.proof, self.features, self.table]

    def _on_dot(self, change: Mapping[str, Any]) -> None:
        """A click on a review's dot chooses its row."""
        reviews = change["new"].get("review_id", [])
        if reviews:
            self.table.chosen = reviews[0]

    def _on_neighbour(self, change: Mapping[str, Any]) -> None:
        """A click on a neighbour opens its dossier here."""
        accounts = change["new"].get("account_id", [])
        if accounts:
            self.account = accounts[0]

    def other_dossier(self) -> Dossier:
        """Return a product's dossier, empty."""
        from kit.widgets.product_board import ProductBoard

        return ProductBoard(self.case, findings=self.findings, fdr=self.fdr, opens=False)
