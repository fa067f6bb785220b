"""Groups from findings: a chain over two pools is parted, texts join, and leads reach the rest."""

from __future__ import annotations

from pathlib import Path
from sys import modules
from typing import Any

import polars as pl
import pytest

from kit.case import Case
from kit.market import hands, with_hands
from kit.market.hands import HANDS
from tests.case_rows import Row, case_of, review

ONE, OTHER = [f"x{n}" for n in range(5)], [f"y{n}" for n in range(6)]


def orders(accounts: list[str], products: range) -> list[Row]:
    return [
        review(account, f"p{product}", 20 * place + n % 3)
        for place, product in enumerate(products)
        for n, account in enumerate(accounts)
    ]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder: Path = tmp_path_factory.mktemp("hands")
    rows = [review(f"a{n}", f"p{n % 300}", n % 600) for n in range(3_000)]
    return case_of(rows + orders(ONE, range(10)) + orders(OTHER, range(9, 20)), folder)


def finding(family: str, accounts: list[str], q: float = 0.01) -> dict[str, Any]:
    return {
        "entity_id": "".join(accounts),
        "family": family,
        "entity_kind": "group",
        "q_value": q,
        "why": f"{len(accounts)} accounts",
        "members": [{"kind": "account", "id": account} for account in accounts],
    }


def found(case: Case, monkeypatch: pytest.MonkeyPatch, *findings: dict[str, Any]) -> pl.DataFrame:
    told = pl.DataFrame(list(findings))
    # `kit.market.hands` is the function; its module is looked up by name.
    monkeypatch.setattr(modules["kit.market.hands"], "screening", lambda _: told)
    groups = hands(case)
    assert dict(groups.schema) == HANDS
    return groups


def test_a_chain_over_two_pools_is_two_hands(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    groups = found(case, monkeypatch, finding("ring", ONE + OTHER))
    assert groups["accounts"].to_list() == [OTHER, ONE]
    evidence = groups["evidence"].to_list()
    assert [each[0]["accounts"] for each in evidence] == [6, 5]
    assert set(groups["q_value"]) == {0.01}


def test_texts_join_what_orders_part(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = finding("text", ["x0", "y0"], q=0.03)
    groups = found(case, monkeypatch, finding("ring", ONE + OTHER), texts)
    assert groups["n_accounts"].to_list() == [11]
    assert groups["kinds"].to_list() == [["ring", "text"]]
    assert groups["q_value"].to_list() == [0.03]


def test_weak_findings_and_other_families_make_no_group(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    weak = finding("ring", ONE, q=0.2), finding("timing", OTHER)
    assert found(case, monkeypatch, *weak).is_empty()


def test_a_lead_reaches_its_own_group_only(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    groups = found(case, monkeypatch, finding("ring", ONE + OTHER))
    lead = {"site": ["hill"], "username": ["otter"], "account_id": ["x0"], "q_value": [0.02]}
    linked = with_hands(pl.DataFrame(lead), groups)
    assert linked["account_id"].to_list() == ONE
    assert linked["through"].to_list() == ["its name", "x0", "x0", "x0", "x0"]
    assert linked["q_value"].to_list() == pytest.approx([0.02] + [0.03] * 4)
    known = with_hands(pl.DataFrame(lead), groups, through="known")
    assert known["through"][0] == "known"
