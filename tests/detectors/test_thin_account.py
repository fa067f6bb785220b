from __future__ import annotations

from pathlib import Path

import kit
from tests.case_rows import case_of, found, review

ROWS = [
    *(review("busy", f"p{n}", 20 * n) for n in range(20)),
    *(review("slow", f"p{n}", 80 * n) for n in range(3)),
    *(review("quick", f"p{n}", 1 + n / 10) for n in range(3)),
    review("once", "p0", 2),
    review("recent", "p0", 379),
    review(None, "p0", 5),
]


def test_finds_the_briefest_account_first(tmp_path: Path) -> None:
    order = found(ROWS, tmp_path, "thin_account")["entity_id"].to_list()
    assert order == ["once", "recent", "quick", "slow", "busy"]


def test_spares_whom_had_no_time_to_write_more(tmp_path: Path) -> None:
    """Two accounts of one review each: the one that joined last month ranks lower."""
    score = dict(found(ROWS, tmp_path, "thin_account").select("entity_id", "score").iter_rows())
    assert score["recent"] < score["once"]


def test_spares_everyone_from_proof(tmp_path: Path) -> None:
    findings = found(ROWS, tmp_path, "thin_account")
    assert findings["p_value"].null_count() == findings.height == 5
    assert kit.suspects(case_of(ROWS, tmp_path / "again"), findings=findings).is_empty()
