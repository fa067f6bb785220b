"""All that is known of one product or account: its figures, its evidence, its reviews."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl
import traitlets

from kit.case import Case
from kit.errors import NotFoundError
from kit.plain_text import visible
from kit.ranking.calibration import sentence
from kit.views.facts import facts
from kit.views.findings_about import findings_about
from kit.views.look_up import check
from kit.views.names import names
from kit.widgets import words
from kit.widgets.controls import Controls, search
from kit.widgets.evidence import by_detector
from kit.widgets.state import Board, part
from kit.widgets.table import Column, Table, cell

FIGURES = {
    "label": "Known as",
    "reviews": "Reviews",
    "accounts": "Accounts",
    "products": "Products",
    "mean_stars": "Mean stars",
    "five_star_share": "Five-star",
    "verified_share": "Verified",
    "first_day": "First review",
    "last_day": "Last review",
}
MOST_NAMES = 200
LONGEST_NAME = 100


class Dossier(Board):
    """Base of the two dossiers.

    Parameters
    ----------
    case : Case
    kind : {"product", "account"}
        The trait that names whom it is about.
    columns : sequence of Column
        Of the table of reviews.
    findings : polars.DataFrame, optional
        As `kit.screen` gives them; the case's screening by default.
    fdr : float
        Largest q-value of the evidence shown.
    opens : bool
        Whether choosing a review opens the dossier of its other side.

    Attributes
    ----------
    suspects : polars.DataFrame or None
        As from `kit.suspects`; a dossier of one of them says how many innocents score as high.
    """

    product = traitlets.Unicode(None, allow_none=True)
    account = traitlets.Unicode(None, allow_none=True)

    def __init__(
        self,
        case: Case,
        kind: str,
        columns: tuple[Column, ...],
        *,
        findings: pl.DataFrame | None = None,
        fdr: float = 0.05,
        opens: bool = True,
    ) -> None:
        super().__init__(case)
        self.kind = kind
        self.other = "account" if kind == "product" else "product"
        self.findings = findings
        self.fdr = fdr
        self.suspects: pl.DataFrame | None = None
        self.dossier: Dossier | None = None
        self.head = words.Words()
        self.proof = words.Words()
        self.table = Table(
            columns,
            key="review_id" if opens else None,
            title="Reviews",
            empty="No review lies in this period. Widen it, or press Whole time.",
        )
        self.chooser = Controls([], label=f"Choose a {kind}")
        self._place = part([])
        self._empty = words.Words(
            words.headline(f"No {kind} is chosen"),
            words.note(f"Type or choose one, or set board.{kind} = ... in a cell."),
        )
        self.chooser.observe(self._on_search, "values")
        self.table.observe(self._on_row, "chosen")
        self.observe(self._on_name, kind)
        self.observe(self._on_other, self.other)
        self.observe(lambda _: self.narrow(), "period")

    @property
    def subject(self) -> str | None:
        """Id of the product or account that the dossier is about."""
        name: str | None = getattr(self, self.kind)
        return name

    @property
    def evidence(self) -> pl.DataFrame:
        """Every finding about the subject, what is proved first."""
        if self.subject is None:
            return pl.DataFrame()
        return findings_about(self.case, self.kind, self.subject, self.findings, self.fdr)

    @property
    def selection(self) -> pl.DataFrame:
        """The subject's reviews within the period, in order of time."""
        return pl.DataFrame() if self.subject is None else self.reviews()

    def reviews(self) -> pl.DataFrame:
        """Return the subject's reviews within the period."""
        raise NotImplementedError

    def show_charts(self) -> None:
        """Draw the subject's charts, in all of time."""
        raise NotImplementedError

    def narrow(self) -> None:
        """Show what lies within the period."""
        self.table.show(self.selection, "Reviews in order of time")

    def arrange(self) -> list[Any]:
        """Return charts, tables and words from top to bottom."""
        raise NotImplementedError

    def other_dossier(self) -> Dossier:
        """Return a dossier of the other side, empty."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Show what the traits say."""
        if not self.chooser.fields:
            most = names(self.case, self.kind, limit=MOST_NAMES)["name"]
            options = [name for name in most if len(name) <= LONGEST_NAME]
            self.chooser.fields = [search(self.kind, self.kind.capitalize(), options)]
        self.chooser.values = {self.kind: self.subject or ""}
        if self.subject is None:
            self.children = [self._empty, self.chooser]
            return
        evidence = self.evidence
        figures = facts(self.case, self.kind, self.subject).row(0, named=True)
        proved = evidence.height - evidence["q_value"].null_count()
        self.head.blocks = [
            words.headline(f"{self.kind.capitalize()} {visible(self.subject, 60)}: {_say(proved)}"),
            words.facts(
                (FIGURES[name], _figure(name, figures[name]))
                for name in FIGURES
                if figures.get(name) is not None
            ),
            *self._standing(),
        ]
        self.proof.blocks = [
            words.heading("Evidence, and what to rule out"),
            *(
                [words.evidence(by_detector(evidence, self.kind))]
                if evidence.height
                else [words.note("No detector has anything to say here.")]
            ),
        ]
        self.show_charts()
        self.narrow()
        self.children = [self.head, self.chooser, *self.arrange()]

    def _standing(self) -> list[words.Block]:
        """Return how many innocents score as high as the subject, where it is a suspect."""
        if self.suspects is None:
            return []
        found = self.suspects.filter(pl.col("entity_id") == self.subject)
        told = [sentence(row) for row in found.iter_rows(named=True)]
        return [words.note(text) for text in told if text]

    def _on_search(self, change: Mapping[str, Any]) -> None:
        name = change["new"].get(self.kind) or None
        try:
            if name is not None and name != self.subject:
                check(self.case, self.kind, name)
        except NotFoundError as error:
            self.proof.blocks = [words.note(str(error), "Not found.")]
            if self.subject is None:
                self.children = [self._empty, self.chooser, self.proof]
        else:
            self.set_trait(self.kind, name)

    def _on_name(self, _: object) -> None:
        with self.hold_trait_notifications():
            self.period = None
            self.set_trait(self.other, None)
        self.refresh()

    def _on_row(self, change: Mapping[str, Any]) -> None:
        if change["new"] is not None:
            chosen = self.selection.filter(pl.col("review_id") == change["new"])
            self.set_trait(self.other, chosen[f"{self.other}_id"][0] if chosen.height else None)

    def _on_other(self, change: Mapping[str, Any]) -> None:
        name = change["new"]
        if name is None or self.subject is None:
            self.children = [child for child in self.children if child is not self._place]
            return
        if self.dossier is None:
            self.dossier = self.other_dossier()
            self._place.children = [self.dossier]
        self.dossier.set_trait(self.other, name)
        if self._place not in self.children:
            self.children = [*self.children, self._place]


def _say(proved: int) -> str:
    if not proved:
        return "nothing unusual survives the test"
    return f"{proved:,} unusual {'finding' if proved == 1 else 'findings'} to explain"


def _figure(name: str, value: Any) -> str:
    return f"{value:.0%}" if name.endswith("share") else cell(value)
