"""A day on one page of text: what came, who is new, gone or back, who waits, whom to read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from kit.plain_text import visible
from kit.trust.daily import listing
from kit.trust.daily.runs import Day

MOST = 10
NAME_WIDTH = 24
WHY_WIDTH = 160
STATES = {
    listing.NEW: "new",
    listing.RETURNED: "returned",
    listing.GONE: "gone",
    listing.WAITING: "still waiting",
    listing.JUDGED: "with a verdict",
}
"""How each state is called, in the order of a table."""


def summary(day: Day) -> list[str]:
    """Return a day as lines of text.

    Parameters
    ----------
    day : Day
    """
    return [
        *came(day),
        "",
        f"{'':<16}{'accounts':>10}{'products':>10}",
        *(f"{word:<16}{a:>10,}{p:>10,}" for word, a, p in numbers(day)),
        "",
        *_first(day),
        "",
        slice_told(day),
    ]


def came(day: Day) -> list[str]:
    """Say what came, what is missing, and what a reader should know."""
    files = day.data["files"]
    total = {
        name: sum(file[name] for file in files) for name in ("loaded", "duplicates", "rejects")
    }
    lines = [
        f"{day.title}: {_count(total['loaded'], 'review')} from {_count(len(files), 'file')}"
        f" ({total['duplicates']:,} duplicates, {total['rejects']:,} rejects)."
    ]
    if day.again:
        lines.append("It was run before, and nothing was changed.")
    if day.screened != day.run:
        lines.append(f"Nothing was screened: the list is that of run {day.screened}, carried on.")
    by_listed = day.data.get("by_listed", {"reviews": 0})
    if by_listed["reviews"]:
        lines.append(
            f"{_count(by_listed['reviews'], 'review')} of this day by "
            f"{_count(by_listed['accounts'], 'account')} that were listed before it."
        )
    if day.missing:
        lines.append(f"Of {spans(day.missing)} nothing came.")
    if day.data["late"]:
        lines.append("Later days were taken in before it.")
    if day.data["otherwise"]:
        names = ", ".join(visible(name, 60) for name in day.data["otherwise"][:MOST])
        lines.append(f"Imported without a day of its own: {names}.")
    return lines


def numbers(day: Day) -> list[tuple[str, int, int]]:
    """Return each state with its accounts and products."""
    counted = day.counts
    return [
        (word, counted["account"][state], counted["product"][state])
        for state, word in STATES.items()
    ]


def first_rows(day: Day) -> list[dict[str, Any]]:
    """Return whom to read first: highest value first, at most `MOST`."""
    open_ = day.list.filter(day.list["state"].is_in(listing.OPEN))
    return list(open_.head(MOST).iter_rows(named=True))


def slice_told(day: Day) -> str:
    """Say who was drawn, and with what probability."""
    drawn = day.list.filter(day.list["state"] == listing.AUDIT)["entity_id"].to_list()
    told = day.data["audit"]
    if not drawn or told is None:
        return "No account was drawn for the audit slice."
    names = ", ".join(visible(name, NAME_WIDTH) for name in drawn)
    return (
        f"Audit slice: {len(drawn):,} of {told['population']:,} accounts that are not listed, "
        f"drawn at random, each with probability {told['probability']:.3g}: {names}"
    )


def spans(days: Sequence[date]) -> str:
    """Return days in words, those that follow each other as one span."""
    found: list[list[date]] = []
    for day in sorted(days):
        if found and day - found[-1][1] == timedelta(days=1):
            found[-1][1] = day
        else:
            found.append([day, day])
    said = [str(first) if first == last else f"{first} to {last}" for first, last in found]
    more = len(said) - MOST
    return ", ".join(said[:MOST]) + (f" and {more:,} more spans" if more > 0 else "")


def _first(day: Day) -> list[str]:
    rows = first_rows(day)
    if not rows:
        return ["Nobody waits to be read."]
    names = [visible(row["entity_id"], NAME_WIDTH) for row in rows]
    broad = max(map(len, names))
    lines = ["To read first (value: harm × probability, for each review to read):"]
    for row, name in zip(rows, names, strict=True):
        lines.append(
            f"{row['value']:>8.2f}  {row['entity_kind']:<8}{name:<{broad}}  {row['state']:<9}"
            f"{visible(row['why'].partition('. ')[0], WHY_WIDTH)}"
        )
    return lines


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
