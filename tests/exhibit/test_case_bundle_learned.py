"""What was learned orders a queue: a bundle of a case with a model holds nothing of its score."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl
import pytest

import kit
from kit import journal
from kit.case import Case
from kit.exhibit.case_bundle import write_case_bundle
from kit.trust import learn
from kit.trust.learning.calibrate import SHARE, Calibration
from kit.trust.learning.model import RULES, Model
from kit.trust.learning.model_folder import CHOSEN, save
from kit.verdicts.record import CONSISTENT, record
from tests.exhibit.bundled import FEW, small_case

TOLD = 0.7351928
"""What the model says of every account: no other figure of the case begins like it."""

MODEL = "champion-7351928"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """A case whose queue was ordered by its champion, and whose first was judged."""
    held = small_case(tmp_path_factory.mktemp("learned"), FEW)
    model = Model(MODEL, (RULES,), None, Calibration(SHARE, np.zeros(1), np.array([TOLD])), {})
    save(held, model)
    journal.append(held, CHOSEN, name=MODEL, instead_of="rules", why="better")
    scores = learn.score(held)
    assert scores["probability"].unique().to_list() == pytest.approx([TOLD])
    first = kit.verdicts.queue(held, score=scores).row(0, named=True)
    record(held, first["entity_kind"], first["entity_id"], CONSISTENT, reviewer="Ada")
    yield held
    held.close()


def held_in(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Return name and bytes of each file, and of those inside archives."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as archive:
                    for name in archive.namelist():
                        yield f"{path.name}/{name}", archive.read(name)


@pytest.mark.parametrize("sealed", [False, True], ids=["redacted", "sealed"])
def test_a_bundle_holds_no_learned_score(case: Case, tmp_path: Path, sealed: bool) -> None:
    bundle = write_case_bundle(case, tmp_path / "bundle", sealed=sealed)
    for name, content in held_in(bundle.path):
        assert "models/" not in name, name
        assert not name.endswith((".npz", "card.toml")), name
        for said in (b"0.73519", b"73.519"):
            assert said not in content, name
        # Only the sealed journal says that there was a model, and by no account's name.
        if not (sealed and name == "data/journal.jsonl"):
            assert MODEL.encode() not in content, name
        if name.endswith(".parquet"):
            figures = pl.read_parquet(content).select(pl.selectors.float())
            assert not any(((column - TOLD).abs() < 1e-5).any() for column in figures), name


def test_the_journal_of_a_bundle_has_no_score_of_an_account(case: Case, tmp_path: Path) -> None:
    bundle = write_case_bundle(case, tmp_path / "bundle", sealed=True)
    lines = [e.data for e in journal.read(bundle.path / "data") if e.kind.startswith("model")]
    assert len(lines) == 2
    assert {key for line in lines for key in line} == {"name", "card", "instead_of", "why"}
