"""The queue of a review as a table, and the controls that choose which."""

from __future__ import annotations

from collections.abc import Iterable

from kit.verdicts.record import LONGEST_NAME
from kit.widgets.controls import Controls, choice, text
from kit.widgets.table import Column, Table

COLUMNS = (
    Column("label", "Who"),
    Column("mine", "Your verdict"),
    Column("people", "People", "How many people gave a verdict"),
    Column("state", "State", "Shown once you gave a verdict"),
    Column("value", "Value", "Harm times probability, for each review to read", digits=2),
    Column("probability", "Probability", "Orders the queue; no figure to quote", digits=3),
    Column("harm", "Harm", "Reviews + helpful votes + stars moved", digits=1),
    Column("effort", "To read", "Reviews"),
    Column("why", "What was seen"),
)
NOUNS = {"account": "suspected account", "product": "suspected product", "link": "lead"}
NOBODY = "Nobody waits in this queue."
NAMELESS = "The order is your own: type your name first."


def queue_table() -> Table:
    """Return the table, empty."""
    return Table(COLUMNS, key="entity_id", title="", empty=NOBODY)


def queue_controls(kinds: Iterable[str]) -> Controls:
    """Return the controls.

    Parameters
    ----------
    kinds : iterable of str
        Keys of `NOUNS` that can be reviewed.
    """
    return Controls(
        [
            text("reviewer", "Your name", LONGEST_NAME),
            choice("of", "Review", [(kind, f"{NOUNS[kind]}s") for kind in kinds]),
            choice("blind", "Score and order", [("", "shown"), ("blind", "hidden")]),
            choice("two", "A verdict is settled by", [("", "one person"), ("two", "two")]),
        ],
        label="How to review",
    )


def control_values(of: str, reviewer: str, *, blind: bool, two_person: bool) -> dict[str, str]:
    """Return what the controls show."""
    return {
        "reviewer": reviewer,
        "of": of,
        "blind": "blind" if blind else "",
        "two": "two" if two_person else "",
    }
