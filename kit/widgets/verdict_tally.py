"""How far a review has come, how far reviewers agree, and what it says of the detectors."""

from __future__ import annotations

import polars as pl

from kit import journal
from kit.case import Case
from kit.market.links import Leads
from kit.plain_text import visible
from kit.ranking import suspects
from kit.verdicts import agreement, precision, verdicts
from kit.verdicts.foils import yes_to_foils
from kit.verdicts.settle import DISPUTED, SETTLED
from kit.widgets import words

READING = (
    "Of those that people judged, and no others: a queue puts the strongest first, so the share of "
    "all whom a detector names is likely lower, and nothing follows about those it misses."
)
DETECTORS = ("Detector", "Decided", "Consistent", "Share", "95 % interval", "Undecided", "Disputed")
PAIRS = 3
"""Pairs of reviewers that are spelt out, those with most in common."""


def judged_so_far(listed: pl.DataFrame, noun: str, person: str, blind: bool) -> list[words.Block]:
    """Return how many of a queue the reviewer judged."""
    mine = listed.height - listed["mine"].null_count()
    plural = noun if listed.height == 1 else f"{noun}s"
    return [
        words.headline(f"{mine:,} of {listed.height:,} {plural} have your verdict"),
        words.note(
            _hidden(noun)
            if blind
            else "In the order of harm times probability, for each review to read. The probability "
            "orders the queue and is no figure to quote about anybody."
        ),
        words.note(
            "Every verdict is a line of the case's journal, and undo is another line."
            if person
            else "Type your name before the first verdict: each is a line of the journal."
        ),
    ]


def _hidden(noun: str) -> str:
    """Return what a blind review hides."""
    said = "Score and order are hidden; the order is yours alone."
    if noun != "account":
        return said
    return (
        f"{said} Evidence is hidden, too, and accounts that no detector lists are mixed in: judge "
        "by the reviews."
    )


def chain_note(case: Case) -> list[words.Block]:
    """Return a warning where the journal's chain is broken: a verdict may not be what was given."""
    found = journal.check(case)
    if found.broken_at is None:
        return []
    text = f"it is broken at line {found.broken_at}: {found.differs}. Verdicts may have changed."
    return [words.caution(text, "The journal:")]


def tally(
    case: Case,
    of: str,
    findings: pl.DataFrame,
    fdr: float,
    states: pl.DataFrame,
    *,
    two_person: bool,
    blind: bool,
    waits: bool = False,
    leads: Leads | None = None,
) -> list[words.Block]:
    """Return agreement, precision and what was said of foils as blocks of words.

    Parameters
    ----------
    case : Case
    of : str
        Kind of entity.
    findings : polars.DataFrame
    fdr : float
    states : polars.DataFrame
        As from `kit.verdicts.outcomes`.
    two_person : bool
    blind : bool
        Whether what detectors are worth stays hidden, too.
    waits : bool
        Whether somebody waits for a blind verdict: a figure that moves would tell who is a foil.
    leads : Leads, optional
        For links.
    """
    judged = states.filter(pl.col("entity_kind") == of)
    state = judged["state"].to_list()
    figures = [
        ("Judged", f"{judged.height:,}"),
        ("Settled", f"{state.count(SETTLED):,}"),
        ("Disputed", f"{state.count(DISPUTED):,}"),
    ]
    rule = "two people decided alike" if two_person else "one decided"
    return [
        words.heading("The review so far"),
        words.facts(figures),
        words.note(f"A verdict is settled once {rule} and nobody decided otherwise."),
        *_agreement(case, of),
        *_foils(case, of, findings, fdr, waits=waits),
        *([] if blind else _precision(case, of, findings, fdr, two_person, leads)),
    ]


def _agreement(case: Case, of: str) -> list[words.Block]:
    found = agreement(case, of).filter(pl.col("both") > 0)
    if found.is_empty():
        return [words.note("No two people judged the same yet.", "Agreement:")]
    blocks = []
    for row in found.head(PAIRS).iter_rows(named=True):
        who = f"{visible(row['first'], 40)} and {visible(row['second'], 40)}"
        said = f"{who} gave the same verdict about {row['same']:,} of {row['both']:,}"
        if row["kappa"] is not None:
            said += (
                f"; Cohen's kappa {row['kappa']:.2f} (95 %: {row['low']:.2f} to {row['high']:.2f})"
            )
        blocks.append(words.note(f"{said}. {row['says']}".strip(), "Agreement:"))
    return blocks


def _precision(
    case: Case,
    of: str,
    findings: pl.DataFrame,
    fdr: float,
    two_person: bool,
    leads: Leads | None,
) -> list[words.Block]:
    found = precision(case, of, findings, fdr, leads=leads, two_person=two_person)
    decided = found.filter(pl.col("decided") > 0)
    if decided.is_empty():
        return [words.note("Nothing is settled yet.", "Precision:")]
    first = decided.row(0, named=True)
    said = (
        f"of {first['decided']:,} decided that {_spoken(first['detector'])} speaks about, "
        f"{first['consistent']:,} are consistent with paid: {first['share']:.0%} "
        f"(95 %: {first['low']:.0%} to {first['high']:.0%})."
    )
    rows = [
        (
            _spoken(row["detector"]),
            f"{row['decided']:,}",
            f"{row['consistent']:,}",
            f"{row['share']:.0%}" if row["share"] is not None else "",
            f"{row['low']:.0%} to {row['high']:.0%}" if row["share"] is not None else "",
            f"{row['undecided']:,}",
            f"{row['disputed']:,}",
        )
        for row in found.iter_rows(named=True)
    ]
    return [
        words.note(said, "Precision:"),
        words.folded(
            ("Evidence", *DETECTORS[1:]) if of == "link" else DETECTORS,
            rows,
            label="Every kind of evidence" if of == "link" else "Every detector",
            note=READING,
        ),
    ]


def _spoken(detector: str) -> str:
    return detector.replace("_", " ")


def _foils(
    case: Case, of: str, findings: pl.DataFrame, fdr: float, *, waits: bool
) -> list[words.Block]:
    """Return what reviewers said of accounts that no detector lists, beside what of suspects."""
    given = verdicts(case)
    if of != "account" or not given["blind"].any():
        return []
    if waits:
        return [words.note("Told once you gave a verdict about everyone here.", "Foils:")]
    blocks = []
    listed = suspects(case, "account", fdr, findings)["entity_id"]
    for row in yes_to_foils(case, listed).iter_rows(named=True):
        said = (
            f"{visible(row['reviewer'], 40)} called {row['foils_consistent']:,} of "
            f"{row['foils']:,} accounts that no detector lists consistent with paid: "
            f"{row['share']:.0%} (95 %: {row['low']:.0%} to {row['high']:.0%})"
        )
        if row["suspects"]:
            said += (
                f", and {row['suspects_consistent']:,} of {row['suspects']:,} suspects: "
                f"{row['suspects_share']:.0%}"
            )
        blocks.append(words.note(f"{said}.", "Foils:"))
    return blocks
