"""The small case with hostile names in it, each with a mark by which any file can be searched."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl
from pypdf import PdfReader

import kit
from kit.case import Case
from kit.verdicts.record import record
from tests.exhibit.bundled import small_file

MARK = "zq9x"
"""Stands in every real name, and in nothing else: no pseudonym has a 9 in it."""

DRESSES = (
    "../../{}",
    "C:\\{}.exe",
    '=HYPERLINK("https://x.example","{}")',
    "@SUM(1)*{}",
    "<b onclick=alert(1)>{}</b>",
    "</q></samp><q>{}",
    "\u202e{}\u202c",
    "{}\u0000".replace("\u0000", "\u200b"),
    " {} ",
    "{}; drop table reviews",
    "{}\tx\ny",
    "é{}ß",
    "{} fake",
)
LONG = "{} " + "wide" * 2_500
"""10 kB, for a name that is shown; an id may not be so long."""


def hostile_case(place: Path, dresses: Sequence[str]) -> Case:
    """Return the small case, with every account, shown name and review called something hostile.

    Parameters
    ----------
    place : Path
    dresses : sequence of str
        Templates of names, in turn; each name is told from others by a number. The first account's
        are bare: files, the case and a note mention them.
    """
    dresses = ("{}", *dresses)
    rows = pl.read_parquet(small_file(place))
    known = {name: at for at, name in enumerate(sorted(set(rows["account_id"].drop_nulls())))}
    ids = {name: _named(dresses, at, "a") for name, at in known.items()}
    shown = {name: _named([*dresses, LONG], at, "n") for name, at in known.items()}
    account = pl.col("account_id")
    rows = rows.with_columns(
        account_name=account.replace_strict(shown, default=None, return_dtype=pl.String),
        review_id=pl.format("r{}{}", pl.lit(MARK), pl.int_range(pl.len())),
    ).with_columns(
        # Everybody writes their own name, their address and their number.
        text=pl.format("{} I am {}, me@{}.example, call +44 20 7946 0958. {}", "text",
                       pl.col("account_name"), pl.lit(MARK), account.replace_strict(
                           ids, default="", return_dtype=pl.String)),
        account_id=account.replace_strict(ids, default=None, return_dtype=pl.String),
    )  # fmt: skip
    source = place / f"from a{MARK}0.parquet"
    rows.write_parquet(source)
    case = kit.open_case(source, folder=place / f"case of n{MARK}0")
    # Ids lose the blanks about them when they are imported.
    someone = case.sql("select min(account_id) from reviews").item()
    for verdict in ("undecided", "consistent_with_paid"):
        note = f"The same hand as n{MARK}0? Write to x@{MARK}.example."
        record(case, "account", someone, verdict, note, "Rita Reviewer")
    return case


def names_in(folder: Path) -> Iterator[str]:
    """Give the files of a folder that hold a real name, in their bytes or as their readers show."""
    mark = MARK.encode()
    for path in sorted(folder.rglob("*")):
        if mark in str(path.relative_to(folder)).lower().encode():
            yield f"name of {path.name}"
        if path.is_file() and any(mark in content.lower() for content in _contents(path)):
            yield path.relative_to(folder).as_posix()


def _contents(path: Path) -> Iterator[bytes]:
    content = path.read_bytes()
    yield content
    if path.suffix == ".parquet":
        yield pl.read_parquet(path).write_json().encode()
    if path.suffix == ".pdf":
        reader = PdfReader(io.BytesIO(content))
        yield " ".join(page.extract_text() for page in reader.pages).encode()
        yield str(reader.metadata).encode()


def _named(dresses: Sequence[str], at: int, letter: str) -> str:
    return dresses[at % len(dresses)].format(f"{letter}{MARK}{at}")
