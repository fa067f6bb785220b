"""A model's folder is read as it was saved, or not at all."""

from __future__ import annotations

import tomllib
from pathlib import Path

import numpy as np
import pytest

import kit
from kit.errors import CaseError, NotFoundError, ParameterError
from kit.trust.learning.fitting import Stretch, learn
from kit.trust.learning.model import Model
from kit.trust.learning.model_folder import ARRAYS, CARD, load, names, save
from tests.trust.learning.rows import DAYS, drawn, told

ROWS = drawn()


@pytest.fixture(scope="module")
def model() -> Model:
    return learn(ROWS, told(ROWS), Stretch(DAYS[1], DAYS[2], DAYS[3]), "first")


def test_reads_what_was_saved(case: kit.Case, model: Model) -> None:
    save(case, model)
    again = load(case, "first")
    assert names(case) == ["first"]
    assert again.score(ROWS).equals(model.score(ROWS))
    assert again.about["limits"] == model.about["limits"]


def test_a_model_is_never_written_over(case: kit.Case, model: Model) -> None:
    save(case, model)
    with pytest.raises(CaseError, match="There is a model first already"):
        save(case, model)


@pytest.mark.parametrize("edit", ["card", "arrays", "both", "added", "removed", "unknown"])
def test_an_edited_folder_is_refused(case: kit.Case, model: Model, edit: str) -> None:
    place = save(case, model)
    if edit in ("card", "both"):
        change(place / CARD, "limits", "Limits")
    if edit in ("arrays", "both"):
        (place / ARRAYS).write_bytes((place / ARRAYS).read_bytes() + b"\0")
    if edit == "added":
        (place / "more.pkl").write_bytes(b"")
    if edit == "removed":
        (place / ARRAYS).unlink()
    if edit == "unknown":
        place.rename(place.with_name("other"))
    with pytest.raises(CaseError, match="is not as it was saved"):
        load(case, "other" if edit == "unknown" else "first")


def test_a_newer_version_is_refused_by_name(case: kit.Case, model: Model) -> None:
    place = save(case, model)
    change(place / CARD, "version = 1", "version = 2")
    with pytest.raises(CaseError, match="is of version 2; this kit reads 1"):
        load(case, "first")


def test_a_pickle_within_is_never_opened(case: kit.Case, model: Model) -> None:
    place = save(case, model)
    np.savez(place / ARRAYS, at=np.array([{"run": "me"}], dtype=object))
    with pytest.raises(CaseError):
        load(case, "first")


@pytest.mark.parametrize("name", ["../first", "", "First", "a/b", ".hidden"])
def test_a_name_is_no_path(case: kit.Case, name: str) -> None:
    with pytest.raises(ParameterError, match="no name of a model"):
        load(case, name)


def test_a_missing_model_is_said_to_be_missing(case: kit.Case) -> None:
    with pytest.raises(NotFoundError, match="no model first"):
        load(case, "first")


def test_the_card_names_data_dates_limits_and_hashes(case: kit.Case, model: Model) -> None:
    card = tomllib.loads((save(case, model) / CARD).read_text("utf-8"))
    assert set(card["files"]) == {ARRAYS}
    assert {"dates", "data", "unlabelled", "calibration", "limits"} <= set(card["about"])


def change(path: Path, old: str, fresh: str) -> None:
    content = path.read_text("utf-8")
    assert old in content
    path.write_text(content.replace(old, fresh), "utf-8")
