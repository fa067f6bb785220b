"""A case as one of its two editions tells it: sealed, with names, or redacted, with pseudonyms."""

from __future__ import annotations

import hmac
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from kit.exhibit import column_kinds
from kit.exhibit.editions import edition
from kit.exhibit.masking import mask, mask_column
from kit.exhibit.person_names import PersonNames, person_names
from kit.exhibit.redacted_findings import evidence_edition, findings_edition

if TYPE_CHECKING:
    from kit.case import Case

TELLS = ("brand", "product", "window")
"""Kinds that the redacted edition tells by name: what was reviewed is no person."""

VALUE = "value"
"""What is masked whole: a value that could not be read."""

MASKED = {"table": pl.String, "what": pl.String, "masked": pl.Int64}
"""Columns of the count of what was masked: where, what, how often."""

_NAMES = """
select account_name as name from reviews where account_name is not null
union
select account_id as name from reviews where account_id is not null
"""

_TEXTS = """
select concat_ws(' ', title, text) as text
from reviews
where title is not null or text is not null
order by md5(review_id)
limit 20000
"""
"""Reviews that show which words are ordinary: the same ones each time."""


@dataclass(frozen=True)
class CaseEdition:
    """What an edition makes of a case's findings, tables and texts; made by `case_edition`.

    Parameters
    ----------
    key : bytes
        `kit.exhibit.key_file.ensure_key`.
    sealed : bool
    names : PersonNames
        Names of the case's accounts, which free text is searched for.
    """

    key: bytes
    sealed: bool
    names: PersonNames

    @property
    def name(self) -> str:
        """What the edition is called."""
        return "sealed" if self.sealed else "redacted"

    def findings(self, findings: pl.DataFrame) -> pl.DataFrame:
        """Return findings with the edition's ids, members, sentences and evidence."""
        return findings_edition(
            findings, key=self.key, sealed=self.sealed, told=TELLS, masked=self.names
        )

    def tables(
        self, frames: Mapping[str, pl.DataFrame]
    ) -> tuple[dict[str, pl.DataFrame], pl.DataFrame]:
        """Return tables as the edition shows them, and what is masked in the redacted one.

        Parameters
        ----------
        frames : mapping of str to polars.DataFrame
            Their sentences (`why`) are the edition's already: tables are made from findings with
            the sentences of `findings`.

        Returns
        -------
        dict of str to polars.DataFrame
            The same rows, columns and order.
        polars.DataFrame
            Columns of `MASKED`, the same in both editions.

        Raises
        ------
        CaseError
            When it is not known what a column holds.
        """
        shown, counted = {}, []
        for name, frame in frames.items():
            column_kinds.check(name, frame)
            hidden, counts = self._masked(name, frame)
            counted += [{"table": name, "what": what, "masked": n} for what, n in counts.items()]
            shown[name] = frame if self.sealed else self._redacted(hidden)
        known = [row for row in counted if row["masked"]]
        return shown, pl.DataFrame(known, schema=MASKED)

    def text(self, text: str) -> str:
        """Return free text as the edition shows it."""
        return text if self.sealed else mask(text, self.names).text

    def _masked(self, table: str, frame: pl.DataFrame) -> tuple[pl.DataFrame, dict[str, int]]:
        total: dict[str, int] = {}
        for column in column_kinds.QUOTED.intersection(frame.columns):
            if (table, column) in column_kinds.OWN:
                continue
            frame, counts = mask_column(frame, column, self.names)
            for what, n in counts.items():
                total[what] = total.get(what, 0) + n
        for column in column_kinds.WITHHELD.intersection(frame.columns):
            there = pl.col(column).is_not_null()
            total[VALUE] = total.get(VALUE, 0) + frame.select(there.sum()).item()
            frame = frame.with_columns(pl.when(there).then(pl.lit(f"[{VALUE}]")).alias(column))
        return frame, total

    def _redacted(self, frame: pl.DataFrame) -> pl.DataFrame:
        made = column_kinds.MADE | column_kinds.EVIDENCE | column_kinds.KEYED
        rest = frame.drop(made.intersection(frame.columns))
        shown = edition(rest, dict(_named(rest)), key=self.key, sealed=False, told=TELLS)
        others = [self._made(frame[name]) for name in frame.columns if name in made]
        return shown.with_columns(others).select(frame.columns)

    def _made(self, values: pl.Series) -> pl.Series:
        if values.name in column_kinds.MADE:
            return values
        if values.name in column_kinds.EVIDENCE:
            return evidence_edition(values, key=self.key, told=TELLS, masked=self.names)
        keyed = [hashed and hmac.digest(self.key, hashed.encode(), "sha256") for hashed in values]
        return pl.Series(values.name, [one and one.hex() for one in keyed], dtype=pl.String)


def case_edition(case: Case, key: bytes, *, sealed: bool) -> CaseEdition:
    """Return an edition of a case.

    Parameters
    ----------
    case : Case
    key : bytes
    sealed : bool
    """
    names = person_names(case.sql(_NAMES)["name"], case.sql(_TEXTS)["text"])
    return CaseEdition(key, sealed, names)


def _named(frame: pl.DataFrame) -> Iterator[tuple[str, str]]:
    for column, kind in column_kinds.NAMED.items():
        if column in frame.columns and column_kinds.is_text(frame.schema[column]):
            yield column, kind
