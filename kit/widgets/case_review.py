"""Whom to look at next, what speaks for and against, and what people say of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import polars as pl
import traitlets

from kit.case import Case
from kit.errors import KitError
from kit.market.links import Leads
from kit.screening import screening
from kit.verdicts import outcomes, queue, record, undo, verdicts
from kit.verdicts.queue import QUEUE, hidden
from kit.verdicts.record import VERDICTS, person
from kit.verdicts.shown import own, row_of, with_verdicts
from kit.views.look_up import among
from kit.widgets import review_queue, words
from kit.widgets.state import Panel, part
from kit.widgets.verdict_form import SAID, VerdictForm
from kit.widgets.verdict_tally import chain_note, judged_so_far, tally


class CaseReview(Panel):
    """A queue of suspects and leads, and verdicts that go to the case's journal.

    Parameters
    ----------
    case : Case
    of : {"account", "product", "link"}
    reviewer : str
        Who reviews.
    leads : Leads, optional
        As from `kit.market.link`; links are offered where they are given.
    findings : polars.DataFrame, optional
        As from `kit.screen`; the case's screening by default.
    fdr : float
        Share of the queue that may be there by chance.

    Attributes
    ----------
    of, reviewer : str
        As above; setting one shows another queue.
    blind : bool
        Whether score, order and evidence are hidden, and accounts that are no suspects mixed in; it
        needs a reviewer's name.
    two_person : bool
        Whether two people must decide the same for a verdict to be settled.
    entity : str or None
        What is open: an account, a product, or the id of a link. Choosing a row sets it.
    note : str
        What is noted with the next verdict.
    form : VerdictForm
        What is open, with evidence, counter-evidence and buttons.
    """

    of = traitlets.Enum(tuple(review_queue.NOUNS), "account")
    reviewer = traitlets.Unicode()
    blind = traitlets.Bool(default_value=False)
    two_person = traitlets.Bool(default_value=False)
    entity = traitlets.Unicode(None, allow_none=True)
    note = traitlets.Unicode()

    def __init__(
        self,
        case: Case,
        of: str = "account",
        *,
        reviewer: str = "",
        leads: Leads | None = None,
        findings: pl.DataFrame | None = None,
        fdr: float = 0.05,
    ) -> None:
        super().__init__()
        self.case, self.leads, self.fdr = case, leads, fdr
        self.findings = screening(case) if findings is None else findings
        self._drafts: dict[tuple[str, str], str] = {}
        self.set_trait("of", of)
        self.set_trait("reviewer", reviewer)
        self.head, self._warned = words.Words(), chain_note(case)
        self.chooser = review_queue.queue_controls(
            k for k in review_queue.NOUNS if k != "link" or leads is not None
        )
        self.table = review_queue.queue_table()
        self.form = VerdictForm(case, self.findings, fdr)
        self.tally = words.Words()
        self._place, self._below = part([self.form]), part([self.tally])
        self.chooser.observe(self._on_choice, "values")
        self.table.observe(lambda change: self.set_trait("entity", change["new"]), "chosen")
        self.form.controls.observe(self._on_typed, "values")
        self.form.controls.on_press(self._on_press)
        self.observe(self._on_queue, ["of", "reviewer", "blind"])
        self.observe(lambda _: self.refresh(), "two_person")
        self.observe(self._on_entity, "entity")
        self.observe(self._on_note, "note")
        self.list_anew()

    @property
    def selection(self) -> pl.DataFrame:
        """The queue with what was judged, in the order shown."""
        return self.listed

    @property
    def person(self) -> str:
        """The reviewer's name without case; empty where none is given."""
        return person(self.reviewer)

    def list_anew(self) -> None:
        """Ask for the queue again, and show it."""
        nameless = self.blind and not self.person
        self.table.empty = review_queue.NAMELESS if nameless else review_queue.NOBODY
        self._queue = pl.DataFrame(schema=QUEUE).drop(hidden(self.of)) if nameless else queue(
            self.case, self.of, findings=self.findings, leads=self.leads, fdr=self.fdr,
            reviewer=self.reviewer, blind=self.blind,
        )  # fmt: skip
        self.refresh()

    def refresh(self) -> None:
        """Read the journal again, which another notebook may have written to, and show all."""
        self.given = verdicts(self.case)
        self.states = outcomes(self.case, self.two_person)
        self.listed = with_verdicts(
            self._queue, self.given, self.states, self.person, blind=self.blind
        )
        # Foils are no suspects.
        noun = "account" if self.blind and self.of == "account" else review_queue.NOUNS[self.of]
        said = judged_so_far(self.listed, noun, self.person, self.blind)
        self.head.blocks = [*said, *self._warned]
        order = "in an order of your own" if self.blind else "the highest value first"
        self.table.show(self.listed, f"{noun.capitalize()}s, {order}")
        self.tally.blocks = tally(
            self.case, self.of, self.findings, self.fdr,
            self.states, two_person=self.two_person, blind=self.blind, leads=self.leads,
            waits=self.blind and self.listed["mine"].null_count() > 0,
        )  # fmt: skip
        self.chooser.values = review_queue.control_values(
            self.of, self.reviewer, blind=self.blind, two_person=self.two_person
        )
        self._open()

    def judge(self, verdict: str) -> None:
        """Write a verdict about what is open into the journal, with the note.

        Raises
        ------
        KitError
            Without a name or anything open, or when the journal cannot be written.
        """
        row = row_of(self.listed, self.entity)
        mine = own(self.given, self.of, self.entity, self.person)
        if mine is not None and (mine["verdict"], mine["note"]) == (verdict, self.note):
            self._tell(f"That is your verdict already: line {mine['line']} of the journal.")
            return
        entry = record(
            self.case, self.of, row["entity_id"], verdict, self.note, self.reviewer,
            blind=self.blind, members=row["members"] or (),
        )  # fmt: skip
        self._drafts.pop((self._about(), self.person), None)
        self.refresh()
        self._tell(f"{SAID[verdict]}: line {entry.number} of the journal.")

    def undo(self) -> None:
        """Take back the reviewer's last verdict about what is open, by a new line.

        Raises
        ------
        KitError
            Where none stands, or when the journal cannot be written.
        """
        entry = undo(
            self.case, self.of, row_of(self.listed, self.entity)["entity_id"], self.reviewer
        )
        self.refresh()
        self._tell(
            f"Line {entry.data['line']} is taken back by line {entry.number} of the journal."
        )

    def next(self) -> None:
        """Open the next in the queue without a verdict of the reviewer."""
        waiting = self.listed.filter(pl.col("mine").is_null())["entity_id"].to_list()
        after = [name for name in waiting if name != self.entity]
        if after:
            self.entity = after[0]
        else:
            self._tell("You gave a verdict about everyone in this queue.")

    @traitlets.validate("entity")
    def _valid_entity(self, proposal: Mapping[str, Any]) -> str | None:
        name: str | None = proposal["value"]
        if name is None:
            return None
        return among(self._queue["entity_id"].to_list(), review_queue.NOUNS[self.of], name)

    def _about(self) -> str:
        """Return what is open, as a note on its way names it."""
        return f"{self.of}:{self.entity}"

    def _open(self) -> None:
        """Show what is open, or nothing."""
        opened = self.entity is not None and self.entity in self._queue["entity_id"].to_list()
        self.form.told.blocks = []
        if opened:
            mine = own(self.given, self.of, self.entity, self.person)
            draft = self._drafts.get((self._about(), self.person))
            self.note = draft or (mine["note"] if mine else "")
            self._fill()
            self.form.show(
                row_of(self.listed, self.entity),
                mine,
                self.given,
                person=self.person,
                blind=self.blind,
            )
        middle = [self._place] if opened else []
        self.children = [self.head, self.chooser, self.table, *middle, self._below]

    def _tell(self, text: str) -> None:
        self.form.told.blocks = [words.note(text)]

    def _fill(self) -> None:
        self.form.controls.values = {"note": self.note, "about": self._about()}

    def _on_choice(self, change: Mapping[str, Any]) -> None:
        new = change["new"]
        with self.hold_trait_notifications():
            self.of, self.reviewer = new["of"], new["reviewer"]
            self.blind, self.two_person = bool(new["blind"]), bool(new["two"])

    def _on_queue(self, change: Mapping[str, Any]) -> None:
        if change["name"] == "of":
            self.entity = None
        if change["name"] == "reviewer":
            if not change["old"]:  # What was noted before the name was typed is theirs.
                self._drafts[self._about(), self.person] = self.note
            if not self.blind:
                self.refresh()
                return
        self.list_anew()

    def _on_entity(self, change: Mapping[str, Any]) -> None:
        self.table.chosen = change["new"]
        self._open()

    def _on_typed(self, change: Mapping[str, Any]) -> None:
        """Keep what was typed with what it was typed about, which may be open no more."""
        about, note = change["new"].get("about", ""), change["new"].get("note", "")
        if about == self._about():
            self.note = note
        else:
            self._drafts[about, self.person] = note
            self._fill()

    def _on_note(self, _: object) -> None:
        self._drafts[self._about(), self.person] = self.note
        self._fill()

    def _on_press(self, name: str) -> None:
        if self.form.controls.sent.get("about", self._about()) != self._about():
            self._tell("Another one was open when you pressed: nothing was written. Look again.")
            return
        actions: dict[str, Callable[[], None]] = {"undo": self.undo, "next": self.next}
        try:
            if name in VERDICTS:
                self.judge(name)
            else:
                actions[name]()
        except KitError as error:
            self._tell(str(error))
