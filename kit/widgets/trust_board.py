"""What a product's stars are worth, and which of its reviews to show first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl
import traitlets

from kit.case import Case
from kit.charts import trusted_stars
from kit.trust.genuine import genuine
from kit.trust.order_weights import Order
from kit.trust.ordering import Gathered, arrange, gather
from kit.trust.rating import MOVES, rating, ratings
from kit.trust.weights import Weights
from kit.views.look_up import among
from kit.widgets import trust_sliders, words
from kit.widgets.review_orders import ASSUMED, ReviewOrders
from kit.widgets.settled import Settled
from kit.widgets.state import Panel, part
from kit.widgets.table import Column, Table
from kit.widgets.trust_sliders import ORDER, STARS

COLUMNS = (
    Column("product_id", "Product"),
    Column("reviews", "Reviews", "Reviews with stars"),
    Column("shown_mean", "Shown", "Mean stars, every review counted alike", digits=2),
    Column("trusted_mean", "Trusted", "Mean stars, every review with its weight", digits=2),
    Column("trusted_low", "From", "Lower end of the trusted mean's 90 % interval", digits=2),
    Column("trusted_high", "To", "Upper end of the trusted mean's 90 % interval", digits=2),
    Column("difference", "Difference", "Trusted less shown, stars", digits=2),
    Column("effective_n", "Effective n", "How many equal reviews would know as much", digits=1),
    Column("unusual", "Unusual", "Reviews expected not to be genuine", digits=1),
    Column("brand", "Brand"),
    Column("category", "Category"),
)
INNOCENT = (
    "A review that looks unusual may well be honest: a keen fan, a newcomer, a sale. The trusted "
    "mean says how much the stars depend on such reviews; it says nothing about who wrote them."
)
TITLE = "Products, those whose stars depend most on reviews that look unusual first"


class TrustBoard(Panel):
    """Products by shown and trusted stars; one of them with its reviews in a new order.

    Parameters
    ----------
    case : Case
    product : str, optional
        Its id; the one that moves most by default.
    findings : polars.DataFrame, optional
        As `kit.screen` gives them; the case's screening by default.

    Attributes
    ----------
    product : str or None
        Whose stars and reviews are shown; choosing a row of the table sets it.
    query : str
        What a reader asks, as plain words; the reviews that answer it come first.
    weights : dict
        What a review counts for the stars, by the names of `kit.trust.Weights`: trust,
        half_life_days, helpful, prior. Setting some of them shows the others' values unchanged.
    order : dict
        What puts a review first, by the names of `kit.trust.Order`.
    rated : polars.DataFrame
        `kit.trust.ratings` of all products with these weights, and `difference` in stars.
    rating : polars.DataFrame
        `kit.trust.rating` of the product.
    orders : ReviewOrders
        The product's reviews as shown now and in the new order; `orders.placed` is the frame.
    """

    product = traitlets.Unicode(None, allow_none=True)
    query = traitlets.Unicode()
    weights = traitlets.Dict()
    order = traitlets.Dict()

    def __init__(
        self, case: Case, product: str | None = None, *, findings: pl.DataFrame | None = None
    ) -> None:
        super().__init__()
        self.case, self.findings = case, findings
        self.p_genuine = genuine(case, findings=findings)
        self.rating = pl.DataFrame()
        self._gathered: Gathered | None = None
        self.set_trait("weights", {})
        self.set_trait("order", {})
        self.head, self.said = words.Words(), words.Words(live=True)
        self.sliders = trust_sliders.controls(STARS, "What a review counts for the stars")
        self.placing = trust_sliders.controls(ORDER, "What puts a review first")
        self.question = trust_sliders.question()
        self.stars = self.chart()
        self.orders = ReviewOrders()
        self.table = Table(
            COLUMNS, key="product_id", title=TITLE, empty="No review of a product has stars."
        )
        self._settled = Settled(self._rate_all)
        self._connect()
        self._rate_all()
        most = self.rated["product_id"]
        self.product = product if product is not None else most[0] if most.len() else None
        placing = words.Words(words.heading("Which reviews to show first"), words.note(ASSUMED))
        self._place = part(
            [self.said, self.stars, placing, self.question, self.placing, self.orders]
        )
        self.children = [
            self.head, self.table,
            words.Words(words.heading("What a review counts for the stars")), self.sliders,
            self._place,
        ]  # fmt: skip

    @property
    def selection(self) -> pl.DataFrame:
        """All products with stars, those that move most first."""
        return self.rated

    def _connect(self) -> None:
        """Let a hand do what setting a trait does."""
        self.table.observe(lambda change: self.set_trait("product", change["new"]), "chosen")
        for name, controls in (("weights", self.sliders), ("order", self.placing)):
            trust_sliders.follow(self, name, controls)
        self.question.observe(
            lambda change: self.set_trait("query", change["new"].get("query") or ""), "values"
        )
        self.observe(self._on_product, "product")
        self.observe(self._on_query, "query")
        self.observe(self._on_weights, "weights")
        self.observe(self._on_order, "order")

    def _rate_all(self) -> None:
        """Rate every product with the weights, and list those that move most first."""
        rated = ratings(self.case, weights=Weights(**self.weights), findings=self.findings)
        self.rated = rated.with_columns(
            difference=pl.col("trusted_mean") - pl.col("shown_mean")
        ).sort(pl.col("difference").abs(), "product_id", descending=[True, False], nulls_last=True)
        moved = self.rated.filter(pl.col("difference").abs() >= MOVES).height
        noun = "product has" if moved == 1 else "products have"
        self.head.blocks = [
            words.headline(
                f"{moved:,} of {self.rated.height:,} {noun} stars that depend on reviews that look "
                "unusual"
            ),
            words.note(
                f"Their mean moves by {MOVES} stars or more once every review counts as it can be "
                "trusted. Choose a product, then move a slider: stars and order follow at once, "
                "the table when the hand rests."
            ),
            words.caution(INNOCENT),
        ]
        self.table.show(self.rated)

    def _rate(self) -> None:
        """Show the product's stars with the weights."""
        if self.product is None:
            self.rating = pl.DataFrame()
            self.said.blocks = [words.headline("No product is chosen")]
        else:
            self.rating = rating(
                self.case, self.product, weights=Weights(**self.weights), findings=self.findings
            )
            self.said.blocks = [
                words.headline(f"Product {self.product}"), words.note(self.rating["says"][0])
            ]  # fmt: skip
        self.stars.show(trusted_stars(self.rating, self.product))

    def _arrange(self) -> None:
        """Show the product's reviews in their order."""
        placed = pl.DataFrame()
        if self._gathered is not None:
            placed = arrange(self._gathered, self.query, Order(**self.order))
        self.orders.show(placed)

    @traitlets.validate("product")
    def _valid_product(self, proposal: Mapping[str, Any]) -> str | None:
        name: str | None = proposal["value"]
        return name and among(self.rated["product_id"].to_list(), "product", name)

    @traitlets.validate("weights", "order")
    def _valid_weights(self, proposal: Mapping[str, Any]) -> dict[str, Any]:
        name = proposal["trait"].name
        params = STARS if name == "weights" else ORDER
        return trust_sliders.bound(params, {**getattr(self, name), **proposal["value"]})

    def _on_product(self, _: object) -> None:
        self.table.chosen = self.product
        self._gathered = None
        if self.product is not None:
            self._gathered = gather(self.case, self.product, self.p_genuine)
        self._rate()
        self._arrange()

    def _on_query(self, _: object) -> None:
        self.question.values = {"query": self.query}
        self._arrange()

    def _on_weights(self, _: object) -> None:
        self.sliders.values = self.weights
        self._rate()
        self._settled()

    def _on_order(self, _: object) -> None:
        self.placing.values = self.order
        self._arrange()
