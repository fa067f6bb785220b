"""A board about one detector: its sliders, what it found, who comes and goes, its query."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl
import traitlets

from kit.case import Case
from kit.detector import Detector
from kit.detectors import DETECTORS
from kit.errors import ParameterError
from kit.plain_text import visible
from kit.screening import screen, screening
from kit.views.comings_and_goings import comings_and_goings
from kit.views.findings_of import findings_of
from kit.widgets import words
from kit.widgets.controls import Controls, sliders
from kit.widgets.state import Board

NAMED = 5
"""Most names that are listed of those that come or go."""


class DetectorBoard(Board):
    """Base of the boards about one detector.

    Parameters
    ----------
    case : Case
    detector : Detector or str
        The detector, or the name of one of `kit.DETECTORS`.
    by : str
        Column of its findings that names who is suspected: "product_id" or "entity_id".

    Attributes
    ----------
    params : dict
        The detector's parameters. Setting some of them runs it anew, without saving.
    fdr : float
        Largest q-value of what is shown.
    found : polars.DataFrame
        The findings that survive, in all of time, with every figure of the detector's query.
    """

    found: pl.DataFrame
    params = traitlets.Dict()
    fdr = traitlets.Float(0.05, min=0.0, max=1.0)

    def __init__(self, case: Case, detector: Detector | str, by: str) -> None:
        self.detector = as_detector(detector)
        self._by = by
        self._screened = _first_findings(case, self.detector)
        self.findings = self._screened
        super().__init__(case)
        self.sliders = Controls(
            sliders(self.detector),
            label=f"Parameters of {self.detector.name}",
            values=self.detector.bind(),
        )
        self.changes = words.Words(live=True)
        self.query = words.Words()
        self.set_trait("params", self.detector.bind())
        self.sliders.observe(lambda change: self.set_trait("params", change["new"]), "values")
        self.observe(self._on_params, "params")
        self.observe(lambda _: self._find(), "fdr")
        self.observe(lambda _: self.narrow(), "period")

    @property
    def come_and_go(self) -> pl.DataFrame:
        """Who comes, goes and stays against the default parameters: name, change."""
        before = findings_of(self.case, self.detector.name, self._screened, self.fdr)
        return comings_and_goings(before, self.found, self._by)

    def refresh(self) -> None:
        """Show what was found, in all of time."""
        self.query.blocks = [words.query(self.detector.explain(self.params))]
        self.changes.blocks = [change_note(self.come_and_go)]
        self.narrow()

    def narrow(self) -> None:
        """Show what was found within the period."""
        raise NotImplementedError

    @traitlets.validate("params")
    def _valid_params(self, proposal: Mapping[str, Any]) -> dict[str, Any]:
        return dict(self.detector.bind({**self.params, **proposal["value"]}))

    def _on_params(self, _: object) -> None:
        self.sliders.values = self.params
        self.findings = screen(
            self.case, [self.detector], {self.detector.name: self.params}, save=False
        )
        self._find()

    def _find(self) -> None:
        self.found = findings_of(self.case, self.detector.name, self.findings, self.fdr)
        self.refresh()


def as_detector(detector: Detector | str) -> Detector:
    """Return a detector by name, or as it is.

    Raises
    ------
    ParameterError
        On an unknown name.
    """
    if isinstance(detector, Detector):
        return detector
    if detector not in DETECTORS:
        raise ParameterError(f"No detector is called {detector!r}.", available=DETECTORS)
    return DETECTORS[detector]


def _first_findings(case: Case, detector: Detector) -> pl.DataFrame:
    """Return the saved findings, or run a detector that the saved screening does not know."""
    saved = screening(case).filter(pl.col("detector") == detector.name)
    if DETECTORS.get(detector.name) == detector:
        return saved
    return screen(case, [detector], save=False)


def change_note(changes: pl.DataFrame) -> words.Block:
    """Return how many are suspected, and who came and went, as a sentence."""
    total = changes.filter(pl.col("change") != "goes").height
    parts = []
    for change, verb in (("comes", "come"), ("goes", "go")):
        names = changes.filter(pl.col("change") == change)["name"]
        if names.len():
            listed = ", ".join(visible(name, 24) for name in names.head(NAMED))
            parts.append(f"{names.len():,} {verb} ({listed}{' …' if names.len() > NAMED else ''})")
    said = "; ".join(parts) + "." if parts else "nobody comes or goes."
    return words.note(f"Against the default parameters {said}", f"{total:,} suspected.")
