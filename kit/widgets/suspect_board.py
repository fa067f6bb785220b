"""Who is suspected, on what evidence, and what else would explain it?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl
import traitlets

from kit.case import Case
from kit.charts import Figure, accounts_scatter, market_timeline, product_week_heatmap
from kit.detector import Detector
from kit.detectors import DETECTORS
from kit.plain_text import visible
from kit.ranking import base_rate, suspects
from kit.ranking.prevalence import in_words
from kit.screening import screen, screening
from kit.views.accounts import accounts
from kit.views.as_high import as_high
from kit.views.comings_and_goings import comings_and_goings
from kit.views.heat_cells import heat_cells
from kit.views.market_bursts import market_bursts
from kit.views.market_weeks import market_weeks
from kit.views.names import names
from kit.widgets import words
from kit.widgets.account_board import AccountBoard
from kit.widgets.controls import Controls, choice, sliders
from kit.widgets.detector_board import change_note
from kit.widgets.dossier import Dossier
from kit.widgets.product_board import ProductBoard
from kit.widgets.state import Board, part, row
from kit.widgets.table import Column, Table

COLUMNS = (
    Column("entity_id", "Suspect"),
    Column("q_value", "q-value", "Share of such a list that chance alone would bring"),
    Column("families", "Kinds of evidence"),
    Column("as_high", "Innocents as high", "Accounts that no one paid, in practice markets"),
    Column("why", "What was seen", wide=True),
    Column("innocent", "Rule out first", wide=True),
)
KINDS = {"account": AccountBoard, "product": ProductBoard}


class SuspectBoard(Board):
    """The accounts or products whose evidence survives, and the dossier of the one chosen.

    Parameters
    ----------
    case : Case
    of : {"account", "product"}
    detectors : iterable of Detector, optional
        All of `kit.DETECTORS` by default; `[*kit.DETECTORS.values(), mine]` adds one.
    fdr : float
        Share of the list that may be there by chance.

    Attributes
    ----------
    of, fdr
        As above; setting one lists anew.
    account, product : str or None
        Whose dossier is open; choosing a row of the table sets it.
    dossier : AccountBoard, ProductBoard or None
        The open dossier.
    tuned : str
        The detector that the sliders belong to.
    params : dict
        Its parameters. Setting some of them runs that one detector anew, without saving.
    findings : polars.DataFrame
        All findings behind the list.
    """

    of = traitlets.Enum(tuple(KINDS), "account")
    fdr = traitlets.Float(0.05, min=1e-9, max=0.5)
    account = traitlets.Unicode(None, allow_none=True)
    product = traitlets.Unicode(None, allow_none=True)
    tuned = traitlets.Unicode("co_review_pair")
    params = traitlets.Dict()

    def __init__(
        self,
        case: Case,
        of: str = "account",
        *,
        detectors: Iterable[Detector] | None = None,
        fdr: float = 0.05,
    ) -> None:
        given = None if detectors is None else {d.name: d for d in detectors}
        self.detectors = dict(DETECTORS) if given is None else given
        self._screened = (
            screening(case) if given is None else screen(case, given.values(), save=False)
        )
        self.findings = self._screened
        self.dossier: Dossier | None = None
        self._dossiers: dict[str, Dossier] = {}
        super().__init__(case)
        self.set_trait("of", of)
        self.set_trait("fdr", fdr)
        self.head, self.changes, self.query = words.Words(), words.Words(live=True), words.Words()
        self.timeline = self.chart()
        self.weeks = market_weeks(case)
        self.picture = self.chart()
        self.picture.observe(self._on_picked, "picked")
        tunable = [d for d in self.detectors.values() if d.params]
        self.chooser = Controls(
            [
                choice("of", "Suspects are", [("account", "accounts"), ("product", "products")]),
                choice("tuned", "Tune", [(d.name, d.name.replace("_", " ")) for d in tunable]),
            ],
            label="What to list",
        )
        self.sliders = Controls([], label="Parameters")
        self.table = Table(
            COLUMNS,
            key="entity_id",
            title="",
            empty="Nobody is suspected here. Widen the period, or move a slider.",
        )
        self._place = part([])
        self._tune()
        self.chooser.observe(self._on_choice, "values")
        self.sliders.observe(lambda change: self.set_trait("params", change["new"]), "values")
        self.table.observe(lambda change: self.set_trait(self.of, change["new"]), "chosen")
        self.observe(self._on_tuned, "tuned")
        self.observe(self._on_params, "params")
        self.observe(self._on_of, "of")
        self.observe(lambda _: self.list_anew(), "fdr")
        self.observe(lambda _: self.refresh(), "period")
        self.observe(self._on_suspect, list(KINDS))
        self.list_anew()
        self.children = [
            self.head, self.chooser, self.sliders, self.changes, self.from_to,
            row([self.timeline, self.picture]), self.table, self.query,
        ]  # fmt: skip

    @property
    def selection(self) -> pl.DataFrame:
        """The suspects with a review within the period, strongest first."""
        if self.period is None:
            return self.listed
        listed = self.listed["entity_id"].to_list()
        start, end = self.period
        active = names(self.case, self.of, start, end, among=listed)
        return self.listed.join(
            active, left_on="entity_id", right_on="name", how="semi", maintain_order="left"
        )

    @property
    def come_and_go(self) -> pl.DataFrame:
        """Who comes, goes and stays against the default parameters: name, change."""
        return comings_and_goings(self._before, self.listed, "entity_id")

    def list_anew(self) -> None:
        """List the suspects from the findings, and show them."""
        self.listed = suspects(self.case, self.of, self.fdr, self.findings)
        self._share = in_words(base_rate(self.case, self.findings), "account")
        same = self.findings is self._screened
        self._before = (
            self.listed if same else suspects(self.case, self.of, self.fdr, self._screened)
        )
        self.changes.blocks = [change_note(self.come_and_go)]
        self.query.blocks = [words.query(self.detectors[self.tuned].explain(self.params))]
        bursts = market_bursts(self.case, self.findings, self.fdr)
        self.timeline.show(market_timeline(self.weeks, bursts))
        self.picture.show(self._picture())
        self.refresh()

    def _picture(self) -> Figure:
        """Return where the suspects stand among all others."""
        if self.of == "account":
            return accounts_scatter(accounts(self.case, self.listed))
        return product_week_heatmap(heat_cells(self.case, self.listed["entity_id"].to_list()))

    def refresh(self) -> None:
        """Show the suspects within the period."""
        found = self.selection
        noun = self.of if found.height == 1 else f"{self.of}s"
        self.head.blocks = [
            words.headline(
                f"{found.height:,} {noun} with evidence that chance does not explain"
                if found.height
                else f"No {self.of} with evidence that chance does not explain"
            ),
            words.note(
                f"At most {self.fdr:.0%} of such a list is there by chance. A suspect is where to "
                "look, and no verdict: each row says what to rule out first. Choose one to open "
                "its dossier."
            ),
            words.note(self._share),
        ]
        self.table.show(as_high(found), f"Suspected {self.of}s, the strongest first")

    @traitlets.validate("params")
    def _valid_params(self, proposal: Mapping[str, Any]) -> dict[str, Any]:
        known = {k: v for k, v in self.params.items() if k in self.detectors[self.tuned].params}
        return dict(self.detectors[self.tuned].bind({**known, **proposal["value"]}))

    @traitlets.validate("tuned")
    def _valid_tuned(self, proposal: Mapping[str, Any]) -> str:
        name: str = proposal["value"]
        if name not in self.detectors:
            raise traitlets.TraitError(f"No detector is called {visible(name, 60)!r}.")
        return name

    def _tune(self) -> None:
        """Make the sliders of the tuned detector, at its defaults."""
        detector = self.detectors[self.tuned]
        with self.hold_trait_notifications():
            self.set_trait("params", detector.bind())
        self.sliders.label = f"Parameters of {self.tuned}"
        self.sliders.fields = sliders(detector)
        self.sliders.values = self.params
        self.chooser.values = {"of": self.of, "tuned": self.tuned}

    def _on_choice(self, change: Mapping[str, Any]) -> None:
        self.of = change["new"]["of"]
        self.tuned = change["new"]["tuned"]

    def _on_tuned(self, _: object) -> None:
        self._tune()
        self.query.blocks = [words.query(self.detectors[self.tuned].explain(self.params))]

    def _on_params(self, _: object) -> None:
        detector = self.detectors[self.tuned]
        self.sliders.values = self.params
        others = self._screened.filter(pl.col("detector") != self.tuned)
        default = self.params == detector.bind()
        anew = [others, screen(self.case, [detector], {self.tuned: self.params}, save=False)]
        self.findings = self._screened if default else pl.concat(anew)
        self.list_anew()

    def _on_of(self, _: object) -> None:
        self.chooser.values = {"of": self.of, "tuned": self.tuned}
        self.account = self.product = None
        self.list_anew()

    def _on_picked(self, change: Mapping[str, Any]) -> None:
        """A click on a dot or a row of the picture opens its dossier."""
        for names_picked in change["new"].values():
            if names_picked:
                self.set_trait(self.of, names_picked[0])

    def _on_suspect(self, change: Mapping[str, Any]) -> None:
        kind, name = change["name"], change["new"]
        if kind == self.of:
            self.table.chosen = name
        if name is None:
            self.children = [child for child in self.children if child is not self._place]
            return
        if kind not in self._dossiers:
            self._dossiers[kind] = KINDS[kind](self.case, findings=self.findings, fdr=self.fdr)
        self.dossier = self._dossiers[kind]
        self.dossier.findings, self.dossier.suspects = self.findings, self.listed
        self.dossier.set_trait(kind, name)
        self._place.children = [self.dossier]
        if self._place not in self.children:
            self.children = [*self.children, self._place]
