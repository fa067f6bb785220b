"""Findings as one of the two editions shows them: ids, members, evidence and sentences.

In a sentence a name is replaced where its detector's template put it, and nowhere else: an account
may be called "7", and the 7 reviews beside it stay 7.
"""

from __future__ import annotations

import json
import re
import string
from collections.abc import Collection, Iterator, Mapping
from typing import Any

import polars as pl

from kit.detector import Detector
from kit.detectors import DETECTORS
from kit.errors import ParameterError
from kit.exhibit.editions import edition
from kit.exhibit.masking import mask
from kit.exhibit.person_names import PersonNames
from kit.exhibit.pseudonyms import pseudonym

COLUMNS = {"entity_id": "entity_kind", "product_id": "product", "members": "kind"}
FIELDS = {
    "account_id": "account",
    "account_a": "account",
    "account_b": "account",
    "product_id": "product",
    "partner_id": "product",
    "brand": "brand",
}
"""Fields of evidence with a name in them, at any depth, and what it names."""

QUOTES = frozenset({"phrase", "quote", "quotes", "text"})
"""Fields of evidence with other people's words in them: there people are masked."""

NOBODY = PersonNames(frozenset(), frozenset(), frozenset())


def findings_edition(
    findings: pl.DataFrame,
    *,
    key: bytes,
    sealed: bool,
    told: Collection[str] = (),
    detectors: Mapping[str, Detector] = DETECTORS,
    masked: PersonNames = NOBODY,
) -> pl.DataFrame:
    """Return findings as one of the two editions shows them.

    Parameters
    ----------
    findings : polars.DataFrame
        `kit.screen`.
    key : bytes
        `kit.exhibit.key_file.ensure_key`.
    sealed : bool
        True: as they are. False: with pseudonyms.
    told : collection of str, optional
        As `kit.exhibit.editions.edition`.
    detectors : mapping of str to Detector, optional
        Those that found them: their sentences' templates.
    masked : PersonNames, optional
        Who is masked in what they quote, beside e-mail addresses and telephone numbers.

    Raises
    ------
    CaseError
        When two names share a pseudonym.
    ParameterError
        When a finding's detector is unknown, or a sentence with a name does not fit its template.
    """
    shown = edition(findings.drop("why", "evidence"), COLUMNS, key=key, sealed=sealed, told=told)
    if sealed:
        return findings
    if unknown := sorted(set(findings["detector"]) - detectors.keys()):
        raise ParameterError(
            f"It is not known where the sentences of {unknown[0]!r} name somebody.",
            available=detectors,
            hint="Give the detectors that were run: findings_edition(..., detectors=...).",
        )
    names = _Names(key, told, masked)
    rows = [
        names.of(detectors[name], why, evidence, product)
        for name, why, evidence, product in findings.select(
            "detector", "why", "evidence", "product_id"
        ).iter_rows()
    ]
    texts = pl.DataFrame(rows, schema={"why": pl.String, "evidence": pl.String}, orient="row")
    return shown.with_columns(texts["why"], texts["evidence"]).select(findings.columns)


def evidence_edition(
    evidence: pl.Series, *, key: bytes, told: Collection[str] = (), masked: PersonNames = NOBODY
) -> pl.Series:
    """Return a column of evidence, JSON as text, with pseudonyms; null stays null."""
    names = _Names(key, told, masked)
    shown = [text and names.hidden(text, json.loads(text)) for text in evidence]
    return pl.Series(evidence.name, shown, dtype=pl.String)


class _Names:
    """What names in evidence and in sentences become."""

    def __init__(self, key: bytes, told: Collection[str], masked: PersonNames) -> None:
        self._key = key
        self._masked = masked
        self._fields = {field: kind for field, kind in FIELDS.items() if kind not in told}

    def of(
        self, detector: Detector, why: str, evidence: str | None, product: str | None
    ) -> tuple[str, str | None]:
        """Return a finding's sentence and evidence with pseudonyms."""
        facts = json.loads(evidence or "{}")
        said = self._sentence(detector, why, {"product_id": product, **facts})
        return said, evidence and self.hidden(evidence, facts)

    def hidden(self, evidence: str, facts: Any) -> str:
        """Return evidence as JSON with pseudonyms; where it holds no name, as it was."""
        hidden = self._hidden(facts)
        if hidden == facts:
            return evidence
        return json.dumps(hidden, ensure_ascii=False, separators=(",", ":"))

    def _hidden(self, value: Any, field: str = "") -> Any:
        if isinstance(value, dict):
            return {name: self._hidden(part, name) for name, part in value.items()}
        if isinstance(value, list):
            return [self._hidden(part, field) for part in value]
        if field in QUOTES and isinstance(value, str):
            return mask(value, self._masked).text
        if value is None or field not in self._fields:
            return value
        return pseudonym(self._key, self._fields[field], str(value))

    def _sentence(self, detector: Detector, why: str, facts: Mapping[str, Any]) -> str:
        template = list(string.Formatter().parse(detector.why))
        hidden = self._fields.keys() | QUOTES
        named = [f for _, f, _, _ in template if f in hidden and facts.get(f) is not None]
        if not named:
            return why
        found = re.fullmatch("".join(_pieces(template, named, facts)), why, re.DOTALL)
        if found is None:
            raise ParameterError(
                f"A sentence of {detector.name!r} does not fit its template: {why[:120]!r}.",
                hint="It was found by another version of the kit: screen the case again.",
            )
        parts, at = [], 0
        for group, field in enumerate(named, start=1):
            parts += [why[at : found.start(group)], self._hidden(facts[field], field)]
            at = found.end(group)
        return "".join([*parts, why[at:]])


_Template = list[tuple[str, str | None, str | None, str | None]]


def _pieces(template: _Template, named: Collection[str], facts: Mapping[str, Any]) -> Iterator[str]:
    """Give a pattern of what a template makes, with a group for each name."""
    for literal, field, _, _ in template:
        yield re.escape(literal)
        if field is not None:
            yield f"({re.escape(str(facts[field]))})" if field in named else ".*?"
