"""Redacted findings say the same of everybody, and nobody's name."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import polars as pl
import pytest

import kit
from kit.detectors import DETECTORS
from kit.errors import ParameterError
from kit.exhibit.pseudonyms import pseudonym
from kit.exhibit.redacted_findings import findings_edition
from kit.screening import FINDINGS
from tests.contract.ground import Ground

KEY = bytes(32)
PAIR = DETECTORS["co_review_pair"]


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> kit.Case:
    return Ground(tmp_path_factory.mktemp("ground")).planted


def of_pair(a: str, b: str) -> pl.DataFrame:
    """Return one finding about a pair of accounts with such names."""
    facts = {"account_a": a, "account_b": b, "n_products": 7, "n_meetings": 7}
    figures = {"days": 7, "expected": 7.0}
    fields = dict.fromkeys(re.findall(r"\{(\w+)", PAIR.why), 7) | facts | figures
    row = dict.fromkeys(FINDINGS) | {
        "detector": PAIR.name,
        "entity_kind": "pair",
        "entity_id": "hash",
        "why": PAIR.why.format_map(fields),
        "members": [{"kind": "account", "id": a}, {"kind": "account", "id": b}],
        "evidence": json.dumps(facts),
    }
    return pl.DataFrame([row], schema=FINDINGS)


@pytest.mark.parametrize("a", ["7", "and", "a{b", ".*", "x\ny", "é ' \"", "gave 7 products"])
def test_only_names_are_replaced(a: str) -> None:
    (row,) = findings_edition(of_pair(a, "bob"), key=KEY, sealed=False).to_dicts()
    shown = [pseudonym(KEY, "account", name) for name in (a, "bob")]
    (expected,) = of_pair(*shown).to_dicts()
    assert row["why"] == expected["why"]
    assert json.loads(row["evidence"]) == json.loads(expected["evidence"])
    assert row["members"] == expected["members"]
    assert row["entity_id"] == pseudonym(KEY, "pair", "hash")


def test_no_account_is_named_by_any_detector(planted: kit.Case) -> None:
    """A detector that puts a name into a new field of its evidence fails here."""
    findings = kit.screen(planted, save=False)
    shown = findings_edition(findings, key=KEY, sealed=False)
    for column, kind in (("account_id", "account"), ("product_id", "product"), ("brand", "brand")):
        query = f"select distinct {column} from reviews where {column} is not null"
        names = set(planted.sql(query).to_series())
        for text in shown.select(pl.struct(pl.all()).struct.json_encode()).to_series():
            words = set(re.findall(r"[\w-]+", text))
            assert not words & names, (kind, text)


def test_figures_agree_with_the_sealed_edition(planted: kit.Case) -> None:
    findings = kit.screen(planted, save=False)
    sealed = findings_edition(findings, key=KEY, sealed=True)
    shown = findings_edition(findings, key=KEY, sealed=False, told={"product", "brand"})
    assert sealed is findings
    assert shown.schema == findings.schema
    same = ["detector", "family", "score", "p_value", "q_value", "product_id", "window_start"]
    assert shown.select(same).equals(sealed.select(same))
    counts = [
        frame.group_by("entity_kind", "entity_id").len()["len"].sort().to_list()
        for frame in (sealed, shown)
    ]
    assert counts[0] == counts[1]


def test_what_cannot_be_redacted_is_an_error() -> None:
    findings = of_pair("ann", "bob")
    with pytest.raises(ParameterError, match="does not fit"):
        findings_edition(findings.with_columns(why=pl.lit("ann, bob")), key=KEY, sealed=False)
    with pytest.raises(ParameterError, match="'mine'"):
        findings_edition(findings.with_columns(detector=pl.lit("mine")), key=KEY, sealed=False)
    mine = {"mine": replace(PAIR, name="mine")}
    found = findings_edition(
        findings.with_columns(detector=pl.lit("mine")), key=KEY, sealed=False, detectors=mine
    )
    assert "ann" not in found["why"][0]
