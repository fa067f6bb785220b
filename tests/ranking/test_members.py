"""Pairs and groups speak about their members, each detector for itself."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from kit.ranking.families import of_accounts
from kit.screening import FINDINGS
from tests.case_rows import case_of, review


def group(detector: str, p: float, *members: str) -> dict[str, object]:
    return {
        "detector": detector,
        "family": "ring",
        "entity_kind": "group",
        "entity_id": f"{detector}-{p}",
        "p_value": p,
        "q_value": p,
        "members": [{"kind": "account", "id": member} for member in members],
        "evidence": "{}",
    }


def spoken(folder: Path, *groups: dict[str, object]) -> dict[str, float]:
    case = case_of([review(f"a{n}", f"p{n}", n) for n in range(4)], folder)
    findings = pl.DataFrame(list(groups), schema=FINDINGS)
    return dict(of_accounts(case, findings, fdr=0.05).select("entity_id", "ring").iter_rows())


def test_a_group_is_as_unusual_as_its_members(tmp_path: Path) -> None:
    found = spoken(tmp_path, group("one", 0.01, "a0", "a1"), group("one", 0.04, "a1", "a2"))
    assert found == {"a0": 0.01, "a1": 0.01, "a2": 0.04}


def test_a_second_detector_of_the_family_is_paid_for(tmp_path: Path) -> None:
    found = spoken(tmp_path, group("one", 0.01, "a0", "a1"), group("two", 0.004, "a1"))
    assert found == pytest.approx({"a0": 0.02, "a1": 0.008})


def direct(detector: str, p: float, account: str, family: str = "account") -> dict[str, object]:
    one = {"entity_kind": "account", "entity_id": account, "family": family, "members": None}
    return group(detector, p) | one | {"evidence": '{"n_tests": 4}'}


def test_so_is_a_second_detector_that_speaks_about_accounts(tmp_path: Path) -> None:
    case = case_of([review(f"a{n}", f"p{n}", n) for n in range(4)], tmp_path)
    told = [direct("one", 0.01, "a0"), direct("two", 0.004, "a0"), direct("two", 0.02, "a1")]
    alone = direct("three", 0.03, "a0", "compensation")
    findings = pl.DataFrame([*told, alone], schema=FINDINGS)
    found = of_accounts(case, findings, fdr=0.05).select("entity_id", "account", "compensation")
    assert found.sort("entity_id").rows() == [
        ("a0", pytest.approx(0.008), pytest.approx(0.03)),
        ("a1", pytest.approx(0.04), None),
    ]
