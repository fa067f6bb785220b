"""A case file as pages that open without a network: index.html, methods.html, a page a sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from kit.exhibit.template import glossary, style, template

READING = (
    "Every finding puts what was seen beside what was expected if nobody had arranged anything.",
    "A number orders; it does not accuse. Accounts that are not listed were not cleared.",
    "“Rests on one kind” means that the account would not be listed without one kind of evidence.",
    "“Innocents as high” counts, on practice markets like this one, the accounts that no one paid "
    "and that score at least as high.",
)

CHECKING = (
    "Every file: kit verify BUNDLE, or any BagIt tool, as in: bagit.py --validate BUNDLE",
    "Every step: kit reproduce BUNDLE --files FILE runs import and screening again from the "
    "source files and compares table by table; captures of the market are added with "
    "--captures FILE.",
    "The tables behind these pages lie in data/tables as CSV, Parquet and JSON; in the CSV files "
    "an apostrophe stands before text that a spreadsheet would run as a formula.",
    "Whoever changes a file and both manifests makes a bundle that agrees with itself. Compare "
    "the SHA-256 of tagmanifest-sha256.txt with the one that the case's journal notes for this "
    "export: kit verify BUNDLE --case CASE",
)


def write_pages(folder: Path, content: Mapping[str, Any], sheets: Sequence[dict[str, Any]]) -> None:
    """Write the pages of a case file.

    Parameters
    ----------
    folder : Path
        Where index.html goes; sheets go into `sheets/` beside it.
    content : mapping
        `kit.exhibit.content.content`.
    sheets : sequence of dict
        `kit.exhibit.sheets.sheets`.
    """
    css = style()
    index = template("case_index.html.jinja").render(
        css=css,
        sheets=sheets,
        reading=reading(content["about"]["rate"]),
        checking=CHECKING,
        glossary=glossary(),
        **content,
    )
    _write(folder / "index.html", index)
    _write(folder / "methods.html", template("case_methods.html.jinja").render(css=css, **content))
    page = template("case_sheet.html.jinja")
    for sheet in sheets:
        # A bag holds no empty folder: without accounts there is none for sheets.
        (folder / sheet["file"]).parent.mkdir(exist_ok=True)
        _write(folder / sheet["file"], page.render(css=css, sheet=sheet, about=content["about"]))


def reading(rate: str) -> list[str]:
    """Return how to read the list, as sentences."""
    drawn = (
        f"The list is drawn so that, on average, at most {rate} of those on it are there by chance "
        "alone. A q-value is the smallest such rate at which the account would still be listed."
    )
    return [READING[0], drawn, *READING[1:]]


def _write(path: Path, page: str) -> None:
    # A page is the same on every system: no carriage returns.
    path.write_bytes(page.lstrip().encode("utf-8", "replace"))
