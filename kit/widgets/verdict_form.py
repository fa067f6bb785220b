"""One suspect or lead: evidence beside counter-evidence, and the buttons of a verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import polars as pl

from kit.case import Case
from kit.plain_text import visible
from kit.ranking import suspects
from kit.verdicts.record import CONSISTENT, LONGEST_NOTE, NOT_CONSISTENT, UNDECIDED
from kit.verdicts.shown import OUTSIDE, others, reviews_of
from kit.views.facts import facts
from kit.views.findings_about import findings_about
from kit.widgets import words
from kit.widgets.controls import Controls, button, lines
from kit.widgets.evidence import by_detector
from kit.widgets.state import Panel, beside
from kit.widgets.table import Column, Table, cell

SAID = {
    CONSISTENT: "Consistent with paid",
    NOT_CONSISTENT: "Not consistent",
    UNDECIDED: "Undecided",
}
REVIEWS = (
    Column("within", "Finding", "Whether a finding is about this review"),
    Column("posted_at", "Posted", "UTC"),
    Column("product_id", "Product"),
    Column("account_id", "Account"),
    Column("stars", "Stars"),
    Column("product_mean", "Others gave", "Mean stars of the product's other reviews", digits=2),
    Column("text", "Text", long=True),
    Column("verified", "Verified"),
    Column("helpful_votes", "Helpful", "Votes"),
    Column("title", "Title"),
)


HIDDEN = "Hidden in a blind review: judge by the reviews below."


class VerdictForm(Panel):
    """What is open on a `CaseReview` board.

    Parameters
    ----------
    case : Case
    findings : polars.DataFrame
        As from `kit.screen`.
    fdr : float
        Largest q-value of the evidence shown.

    Attributes
    ----------
    controls : Controls
        Note and buttons; `values` holds the note and what it is about.
    seen, against : Words
        Evidence, and counter-evidence.
    told : Words
        What came of the last press.
    table : Table
        The reviews.
    """

    def __init__(self, case: Case, findings: pl.DataFrame, fdr: float) -> None:
        super().__init__()
        self.case, self.findings, self.fdr = case, findings, fdr
        self._reached = suspects(case, "review", fdr, findings)["entity_id"]
        self.head, self.seen, self.against = words.Words(), words.Words(), words.Words()
        self.said, self.told = words.Words(), words.Words(live=True)
        self.controls = Controls(
            [
                lines("note", "Note: what decides it", LONGEST_NOTE),
                *(button(verdict, label) for verdict, label in SAID.items()),
                button("undo", "Undo my last"),
                button("next", "Next without my verdict"),
            ],
            label="Verdict",
        )
        self.table = Table(REVIEWS, title="", empty="No review is known.")
        self.children = [
            self.head, beside([self.seen, self.against]),
            self.controls, self.told, self.said, self.table,
        ]  # fmt: skip

    @property
    def selection(self) -> pl.DataFrame:
        """The reviews, those that findings are about first."""
        return self.table.frame.drop("_row")

    def show(
        self,
        entity: Mapping[str, Any],
        own: Mapping[str, Any] | None,
        given: pl.DataFrame,
        *,
        person: str,
        blind: bool,
    ) -> None:
        """Show one row of the queue.

        Parameters
        ----------
        entity : mapping
            A row as from `kit.verdicts.shown.with_verdicts`.
        own : mapping, optional
            The reviewer's standing verdict.
        given : polars.DataFrame
            All standing verdicts.
        person : str
            The reviewer's name without case.
        blind : bool
            Whether figures that score are left out; of an account also all evidence, which would
            tell it from a foil.
        """
        kind, name = _about(entity)
        bare = blind and entity["entity_kind"] == "account"
        found = reviews_of(self.case, kind, name, self._reached)
        about = self.findings.clear() if bare else self.findings
        told = by_detector(findings_about(self.case, kind, name, about, self.fdr), kind)
        self.head.blocks = [
            words.headline(f"{entity['entity_kind'].capitalize()} {visible(entity['label'], 120)}")
        ]
        lead = [words.note(entity["why"], "The lead:")] if entity["entity_kind"] == "link" else []
        self.seen.blocks = [
            words.heading("What was seen"),
            *([words.note(HIDDEN)] if bare else lead),
            words.evidence(
                replace(item, chance="" if blind else item.chance, innocent="") for item in told
            ),
        ]
        doubts = {item.innocent: item.title for item in reversed(told)}
        if lead:
            doubts[entity["innocent"]] = "The lead"
        self.against.blocks = [
            words.heading("What is known" if bare else "What speaks against, or explains it"),
            words.facts(_counter(self.case, kind, name, found, bare=bare)),
            *([] if blind or not entity["as_high"] else [words.note(entity["as_high"])]),
            *(words.caution(text, f"{title}:") for text, title in reversed(doubts.items())),
        ]
        self.said.blocks = _said(
            own, others(given, entity["entity_kind"], entity["entity_id"], person)
        )
        none = found.filter(pl.col("within") == OUTSIDE).height
        title = f"Reviews: {found.height - none:,} in a finding, {none:,} in none"
        if bare:
            found = found.drop("within").sort("posted_at", "review_id")
            title = f"Reviews: {found.height:,}"
        self.table.show(found, title)


def _about(entity: Mapping[str, Any]) -> tuple[str, str]:
    """Return whose evidence and reviews are shown: of a link, its account's."""
    for member in entity["members"] or ():
        if member["kind"] == "account":
            return "account", member["id"]
    return entity["entity_kind"], entity["entity_id"]


def _counter(
    case: Case, kind: str, name: str, found: pl.DataFrame, *, bare: bool
) -> list[tuple[str, str]]:
    """Return figures that can speak for an innocent explanation."""
    figures = facts(case, kind, name).row(0, named=True)
    none = found.filter(pl.col("within") == OUTSIDE).height
    shown = [] if bare else [("In no finding", f"{none:,} of {found.height:,} reviews")]
    if figures["verified_share"] is not None:
        shown.append(("Verified", f"{figures['verified_share']:.0%}"))
    days = [figures["first_day"], figures["last_day"]]
    if None not in days:
        shown.append(("First to last", f"{days[0]} to {days[1]}"))
    if figures["mean_stars"] is not None:
        shown.append(("Mean stars", cell(figures["mean_stars"])))
    return shown


def _said(own: Mapping[str, Any] | None, theirs: pl.DataFrame) -> list[words.Block]:
    if own is None:
        return [words.note("You gave no verdict yet; those of others are shown once you did.")]
    return [
        words.note(f"{SAID[own['verdict']]} (line {own['line']}, {_when(own)}).", "Your verdict:"),
        *(
            words.note(
                f"{SAID[row['verdict']]}{'. ' if row['note'] else '.'}{row['note']}",
                f"{visible(row['reviewer'], 60)}:",
            )
            for row in theirs.iter_rows(named=True)
        ),
    ]


def _when(verdict: Mapping[str, Any]) -> str:
    return f"{verdict['at'][:16].replace('T', ' ')} UTC"
