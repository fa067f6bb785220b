"""What did today bring, who waits to be read, and do the flagged go sooner than the others?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ipywidgets
import polars as pl
import traitlets

from kit.case import Case
from kit.charts import days_listed, survival_curves
from kit.errors import KitError, NotFoundError
from kit.screening import screening
from kit.trust.daily import days, listing
from kit.trust.daily.day_summary import came, numbers, slice_told
from kit.trust.daily.runs import Day
from kit.trust.daily.runs import day as run_of
from kit.trust.watch import Survival, captures, survival
from kit.widgets import words
from kit.widgets.account_board import AccountBoard
from kit.widgets.controls import Controls, choice
from kit.widgets.dossier import Dossier
from kit.widgets.product_board import ProductBoard
from kit.widgets.state import Panel, part
from kit.widgets.table import Column, Table

COLUMNS = (
    Column("label", "Who"),
    Column("entity_kind", "Kind"),
    Column("state", "State"),
    Column("since", "Since", "Day since when it is listed without a break"),
    Column("value", "Value", "Harm times probability, for each review to read", digits=2),
    Column("effort", "To read", "Reviews"),
    Column("why", "What was seen", wide=True),
)
WAITS = "waits"
SHOWN = {
    WAITS: "who waits, and the audit slice",
    listing.NEW: "new",
    listing.RETURNED: "returned",
    listing.GONE: "gone",
    listing.JUDGED: "with a verdict",
    listing.AUDIT: "the audit slice",
}
KINDS = {"account": AccountBoard, "product": ProductBoard}
NOBODY = "Nobody is in this state."
UNSEEN = (
    "Whether flagged reviews go sooner than others is not known: the case has no captures of its "
    "reviews at a later day. kit.trust.watch.add_capture takes one in."
)


class WatchBoard(Panel):
    """The day, the queue, and what became of the days before.

    Parameters
    ----------
    case : Case
        With at least one daily run.
    fdr : float
        Largest q-value of the evidence that a dossier shows.

    Attributes
    ----------
    run : int
        Which run is shown; the last one at first. A click on the chart sets it.
    shown : str
        Whom the table lists: one of `SHOWN`.
    account, product : str or None
        Whose dossier is open; choosing a row of the table sets it.
    day : Day
        The run that is shown, whole.
    dossier : AccountBoard, ProductBoard or None
        The open dossier.
    stayed : Survival or None
        How long flagged and like reviews stayed; None where the case's captures do not tell.

    Raises
    ------
    NotFoundError
        When no day was taken in yet.
    """

    run = traitlets.Int()
    shown = traitlets.Enum(tuple(SHOWN), WAITS)
    account = traitlets.Unicode(None, allow_none=True)
    product = traitlets.Unicode(None, allow_none=True)

    def __init__(self, case: Case, *, fdr: float = 0.05) -> None:
        self.case, self.fdr = case, fdr
        self.days = days(case)
        self.day: Day = run_of(case)
        self.dossier: Dossier | None = None
        self.stayed: Survival | None = None
        self._dossiers: dict[str, Dossier] = {}
        super().__init__()
        self.set_trait("run", self.day.run)
        self.head, self.slice = words.Words(live=True), words.Words()
        self.timeline = self.chart()
        self.chooser = Controls([choice("shown", "Show", list(SHOWN.items()))], label="Queue")
        self.table = Table(COLUMNS, key="about", title="", empty=NOBODY)
        self._place = part([])
        self.timeline.show(days_listed(self.days))
        self.timeline.observe(self._on_picked, "picked")
        self.chooser.observe(lambda change: self._choose(change["new"]["shown"]), "values")
        self.table.observe(self._on_chosen, "chosen")
        self.observe(self._on_run, "run")
        self.observe(lambda _: self.refresh(), "shown")
        self.observe(self._on_open, list(KINDS))
        self.refresh()
        self.children = [
            self.head, self.timeline, self.chooser, self.table, self.slice, self._watched(),
        ]  # fmt: skip

    @property
    def selection(self) -> pl.DataFrame:
        """Who is listed as the table shows them, whole: columns of `kit.trust.daily.LISTED`."""
        if self.shown == WAITS:
            return listing.waiting(self.day.list)
        return self.day.list.filter(pl.col("state") == self.shown)

    def refresh(self) -> None:
        """Show the run and the queue."""
        first, *others = came(self.day)
        self.head.blocks = [
            words.headline(first),
            *(words.note(line) for line in others),
            words.facts(
                (word.capitalize(), _both(accounts, products))
                for word, accounts, products in numbers(self.day)
            ),
            words.note(
                "The list is in the order of what reading is likely to bring. A suspect is where "
                "to look, and no verdict. Whoever was drawn for the audit slice was named by "
                "nothing: read them with the same care, or nothing is learned from them."
            ),
        ]
        self.slice.blocks = [words.note(slice_told(self.day))]
        self.chooser.values = {"shown": self.shown}
        about = pl.format("{}:{}", "entity_kind", "entity_id")  # A product may be called as one.
        listed = self.selection.with_columns(about=about)
        self.table.show(listed, f"{self.day.title}: {SHOWN[self.shown]}")

    def _watched(self) -> ipywidgets.Widget:
        """Return whether flagged reviews went sooner, or why that is not known."""
        told = words.Words(words.heading("Which reviews stay"))
        try:
            if captures(self.case).is_empty():
                told.blocks = [*told.blocks, words.note(UNSEEN)]
                return part([told])
            found = survival(self.case, fdr=self.fdr)
        except KitError as error:  # The day is worth reading whatever became of a capture.
            told.blocks = [*told.blocks, words.note(error.problem)]
            return part([told])
        self.stayed = found
        told.blocks = [*told.blocks, words.note(f"{found}."), words.note(_beyond(found))]
        curves = self.chart()
        curves.show(survival_curves(found.curves))
        return part([told, curves])

    @traitlets.validate("run")
    def _valid_run(self, proposal: Mapping[str, Any]) -> int:
        number: int = proposal["value"]
        if number not in self.days["run"].to_list():
            raise NotFoundError(
                f"There is no run {number}.", available=map(str, self.days["run"].tail(12))
            )
        return number

    def _choose(self, shown: str) -> None:
        self.shown = shown

    def _on_run(self, _: object) -> None:
        self.day = run_of(self.case, self.run)
        self.refresh()

    def _on_picked(self, change: Mapping[str, Any]) -> None:
        for picked in change["new"].get("run", [])[:1]:
            self.run = int(picked)

    def _on_chosen(self, change: Mapping[str, Any]) -> None:
        if change["new"] is not None:
            kind, _, name = change["new"].partition(":")
            self.set_trait(kind, name)

    def _on_open(self, change: Mapping[str, Any]) -> None:
        kind, name = change["name"], change["new"]
        if name is None:
            self.children = [child for child in self.children if child is not self._place]
            return
        if kind not in self._dossiers:
            found = screening(self.case)
            self._dossiers[kind] = KINDS[kind](self.case, findings=found, fdr=self.fdr)
        self.dossier = self._dossiers[kind]
        self.dossier.set_trait(kind, name)
        self._place.children = [self.dossier]
        if self._place not in self.children:
            self.children = [*self.children, self._place]


def _beyond(found: Survival) -> str:
    said = (
        f"Gone beyond what goes by itself, as the matched show: {found.taken_down:.0%} of the "
        f"flagged (95 % {found.taken_down_low:.0%} to {found.taken_down_high:.0%})."
    )
    if not found.unmatched:
        return said
    return f"{said} Left out, as too few are like them: {found.unmatched:,} flagged."


def _both(accounts: int, products: int) -> str:
    told = [
        f"{number:,} {kind}{'' if number == 1 else 's'}"
        for number, kind in ((accounts, "account"), (products, "product"))
        if number
    ]
    return ", ".join(told) or "none"
