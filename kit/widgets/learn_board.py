"""Is the model worth its place: do its probabilities come true, and who is better on later data?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl
import traitlets

from kit.charts import reliability, residual_drift
from kit.trust.learn import Fitted
from kit.widgets import words
from kit.widgets.controls import Controls, choice
from kit.widgets.state import Panel, row
from kit.widgets.table import Column, Table

SHOWN = BOTH, CHAMPION, CHALLENGER = "both", "champion", "challenger"

COLUMNS = (
    Column("measure", "Measure"),
    Column("champion", "Champion"),
    Column("challenger", "Challenger"),
    Column("meaning", "Meaning", wide=True),
)
SHIFTS = (
    Column("feature", "Feature"),
    Column("meaning", "Meaning", wide=True),
    Column("difference", "Difference", "Kolmogorov's D, earlier against later accounts", digits=2),
    Column("q_value", "q-value", "Share of such differences that chance alone would bring"),
    Column("changed", "Changed"),
)
CAUTION = (
    "A learned score repeats what people decided before, with their mistakes: it is no evidence "
    "about anybody."
)


class LearnBoard(Panel):
    """Champion against challenger: contest, reliability and drift.

    Parameters
    ----------
    fitted : Fitted
        As from `kit.trust.learn.fit`.

    Attributes
    ----------
    shown : {"both", "champion", "challenger"}
        Whose reliability is drawn; the buttons set it.
    table : Table
        The contest, a row for each measure.
    shifts : Table
        Features whose distribution has changed, the most first.
    """

    shown = traitlets.Enum(SHOWN, BOTH)

    def __init__(self, fitted: Fitted) -> None:
        super().__init__()
        self.fitted = fitted
        self.head = words.Words()
        self.curve, self.residuals = self.chart(), self.chart()
        self.chooser = Controls(
            [choice("shown", "Reliability of", [(one, one) for one in SHOWN])],
            label="What to show",
            values={"shown": BOTH},
        )
        self.table = Table(COLUMNS, key="measure", title="Champion and challenger", empty="")
        self.shifts = Table(
            SHIFTS, title="What accounts look like", empty="The champion reads no feature."
        )
        self.chooser.observe(
            lambda change: self.set_trait("shown", change["new"].get("shown") or BOTH), "values"
        )
        self.observe(self._on_shown, "shown")
        self._tell()
        self.children = [
            self.head, self.chooser, row([self.curve, self.residuals]), self.table, self.shifts,
        ]  # fmt: skip

    @property
    def selection(self) -> pl.DataFrame:
        """The contest, as the table shows it."""
        return self.fitted.compared()

    def _tell(self) -> None:
        match, drift = self.fitted.contest, self.fitted.drift
        stays = "takes the place of" if match.promoted else "does not take the place of"
        self.head.blocks = [
            words.headline(f"{match.challenger} {stays} {match.champion}"),
            words.note(f"On {match.judged:,} accounts judged later: {match.why}."),
            words.note(drift.verdict),
            *(words.note(limit) for limit in self.fitted.model.about.get("limits", ())),
            words.caution(CAUTION, "Keep in mind:"),
        ]
        self.table.show(self.selection)
        self.shifts.show(drift.shifts)
        self.residuals.show(residual_drift(drift.residuals))
        self._draw()

    def _draw(self) -> None:
        curves = self.fitted.curves()
        if self.shown != BOTH:
            curves = curves.filter(pl.col("model") == self.shown)
        self.curve.show(reliability(curves))

    def _on_shown(self, _: Mapping[str, Any]) -> None:
        self.chooser.values = {"shown": self.shown}
        self._draw()
