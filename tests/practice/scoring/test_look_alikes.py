"""Innocents are counted by kind, by what speaks about them, and by score."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from kit.practice.scoring import look_alikes as ours
from kit.ranking.look_alikes import KINDS_SEEN, NULL_FINDINGS, ORDINARY


def test_accounts_are_counted_by_kind_signs_and_score() -> None:
    accounts = pl.DataFrame({"account_id": list("abcd")})
    kinds = pl.DataFrame(
        {"account_id": ["a", "a", "b", "a"], "looks_like": ["family", "fans", "family", "fans"]}
    )
    seen = pl.DataFrame({"account_id": ["a", "a", "c"], "detector": ["z", "y", "y"]})
    held = pl.DataFrame({"entity_id": ["a", "d"], "p_value": [0.0009, 0.9]})
    found = ours.kinds_seen(accounts, kinds, seen, held)
    assert sorted(found.select("looks_like", "signs", "score", "accounts").rows()) == [
        ("family", "", 0.0, 1),
        ("family", "y z", 3.0, 1),
        ("fans", "y z", 3.0, 1),
        (ORDINARY, "", 0.0, 1),
        (ORDINARY, "y", 0.0, 1),
    ]


def test_every_detector_is_counted_though_it_found_nothing() -> None:
    findings = pl.DataFrame(
        {"detector": ["review_burst"] * 3, "q_value": [0.01, 0.05, 0.2]},
    )
    found = {row["detector"]: row for row in ours.null_findings(findings).iter_rows(named=True)}
    assert (found["review_burst"]["findings"], found["review_burst"]["markets_with"]) == (2, 1)
    assert (found["copied_text"]["findings"], found["copied_text"]["markets_with"]) == (0, 0)


def test_small_markets_from_end_to_end(tmp_path: Path) -> None:
    found = ours.measure_look_alikes(900, markets={4_000: 2})
    assert found.seen.schema == KINDS_SEEN
    assert found.findings.schema == NULL_FINDINGS
    assert set(found.seen["markets"]) == {2}
    assert found.seen["accounts"].sum() > 1_000
    paths = ours.write_look_alikes(found, tmp_path / "made")
    assert [path.name for path in paths] == ["look_alikes_seen.csv", "look_alikes_findings.csv"]
    assert pl.read_csv(paths[1], schema=NULL_FINDINGS).equals(found.findings)
