"""How far a review has come, how far reviewers agree, and what it says of the detectors."""

from __future__ import annotations

import polars as pl

from kit import journal
from kit.case import Case
from kit.plain_text import visible
from kit.verdicts import agreement, precision
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
            "Score and order are hidden; the order is yours alone."
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
) -> list[words.Block]:
    """Return agreement and precision as blocks of words.

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
        *([] if of == "link" or blind else _precision(case, of, findings, fdr, two_person)),
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
    case: Case, of: str, findings: pl.DataFrame, fdr: float, two_person: bool
) -> list[words.Block]:
    found = precision(case, of, findings, fdr, two_person=two_person)
    decided = found.filter(pl.col("decided") > 0)
    if decided.is_empty():
        return [words.note("Nothing is settled yet.", "Precision:")]
    first = decided.row(0, named=True)
    said = (
        f"of {first['decided']:,} decided that {first['detector'].replace('_', ' ')} speaks about, "
        f"{first['consistent']:,} are consistent with paid: {first['share']:.0%} "
        f"(95 %: {first['low']:.0%} to {first['high']:.0%})."
    )
    rows = [
        (
            row["detector"].replace("_", " "),
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
        words.folded(DETECTORS, rows, label="Every detector", note=READING),
    ]
