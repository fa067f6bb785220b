"""A word that is not neutral stops an export, by file and phrase, and nothing is left behind."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from kit.case import Case
from kit.detectors import DETECTORS
from kit.errors import CaseError
from kit.exhibit.case_bundle import write_case_bundle
from kit.exhibit.neutral_gate import check_sentences
from kit.verdicts.record import record, undo
from tests.exhibit.test_report import CSV

BURST = DETECTORS["review_burst"]


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    """A small market in which only somebody else says such things: names, products and texts."""
    held = CSV.replace("ann", "fake bot").replace("p1", "a scam")
    (tmp_path / "fake_reviews.csv").write_text(held)
    import kit

    place = kit.open_case(tmp_path / "fake_reviews.csv", folder=tmp_path / "case")
    yield place
    place.close()


def account(case: Case) -> str:
    return str(case.sql("select min(account_id) from reviews").item())


@pytest.mark.parametrize("sealed", [True, False])
def test_other_peoples_words_stop_nothing(case: Case, tmp_path: Path, sealed: bool) -> None:
    assert write_case_bundle(case, tmp_path / "bundle", sealed=sealed).path.is_dir()


def test_a_note_stops_it_until_it_is_taken_back(case: Case, tmp_path: Path) -> None:
    record(case, "account", account(case), "undecided", "Surely a fraudster.", "Ada")
    with pytest.raises(CaseError, match=r"says 'fraudster' \(fraud\)") as raised:
        write_case_bundle(case, tmp_path / "bundle")
    assert "on line" in str(raised.value)
    assert "Take the verdict back" in str(raised.value)
    assert not (tmp_path / "bundle").exists()
    undo(case, "account", account(case), "Ada")
    bundle = write_case_bundle(case, tmp_path / "bundle")
    # What was taken back is in the sealed journal, as all is, and not in the redacted one.
    assert "fraudster" not in (bundle.path / "data" / "journal.jsonl").read_text()
    write_case_bundle(case, tmp_path / "sealed", sealed=True)


def test_a_label_stops_it_and_leaves_nothing(case: Case, tmp_path: Path) -> None:
    text = (case.folder / "case.toml").read_text().replace('"case"', '"The liars"', 1)
    (case.folder / "case.toml").write_text(text)
    before = sorted(path.name for path in tmp_path.iterdir())
    with pytest.raises(CaseError, match=r"index\.html: 'liar'") as raised:
        write_case_bundle(case, tmp_path / "bundle")
    assert "case.toml" in str(raised.value)
    after = sorted(path.name for path in tmp_path.iterdir() if not path.name.endswith(".lock"))
    assert [name for name in after if name not in before] == ["case.key"]


def test_a_template_stops_it(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kit.exhibit import privacy

    monkeypatch.setattr(privacy, "REDACTED", ("Nobody here is guilty.",))
    with pytest.raises(CaseError, match="'guilty' in “"):
        write_case_bundle(case, tmp_path / "bundle")
    assert not (tmp_path / "bundle").exists()
    shutil.rmtree(case.folder / "screening")


def test_a_sentence_is_judged_by_its_template_and_not_by_names_in_it() -> None:
    facts = json.dumps({"account_a": "fake", "phrase": "a scam", "what": "is unusual", "n": 3})
    findings = pl.DataFrame({"detector": [BURST.name], "evidence": [facts]})
    assert check_sentences(findings) == []
    rude = {BURST.name: replace(BURST, why="{n_reviews} fake reviews in {window_days} days")}
    (said,) = check_sentences(findings, rude)
    assert (said.file, said.phrase) == (f"detector {BURST.name}", "fake")
    told = findings.with_columns(evidence=pl.lit('{"who":"three cheats"}'))
    assert [one.phrase for one in check_sentences(told)] == ["cheat"]
