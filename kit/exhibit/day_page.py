"""A day of the watch on one page, in the case's folder."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kit import __version__
from kit.case import Case
from kit.exhibit.contents import NAME_WIDTH
from kit.exhibit.publishing import published
from kit.exhibit.template import style, template
from kit.plain_text import visible
from kit.trust.daily import Day
from kit.trust.daily.day_summary import came, first_rows, numbers, slice_told
from kit.trust.daily.runs import FOLDER


def write_day_page(case: Case, day: Day) -> Path:
    """Write a day as one HTML file with nothing to fetch and nothing that runs.

    Parameters
    ----------
    case : Case
    day : Day

    Returns
    -------
    Path
        ``daily/<run>.html`` in the case's folder.

    Raises
    ------
    CaseError
        When the folder cannot be written.
    """
    page = template("day.html.jinja").render(
        name=case.name,
        day=day,
        css=style(),
        came=came(replace(day, again=False)),
        numbers=[(word, f"{a:,}", f"{p:,}") for word, a, p in numbers(day)],
        first=[
            {
                "name": visible(row["entity_id"], NAME_WIDTH),
                "kind": row["entity_kind"],
                "state": row["state"],
                "since": str(row["since"] or ""),
                "value": f"{row['value']:.2f}",
                "effort": f"{row['effort']:,}",
                "why": row["why"],
                "innocent": row["innocent"],
            }
            for row in first_rows(day)
        ],
        slice=slice_told(day),
        fdr=f"{day.data['fdr']:.0%}",
        version=__version__,
    )
    name = f"{day.run:04}.html"
    with published(case.folder / FOLDER, ()) as stage:
        (stage / name).write_text(page, encoding="utf-8")
    return case.folder / FOLDER / name
