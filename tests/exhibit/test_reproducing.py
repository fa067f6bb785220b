"""Source files lead to the same tables again; where they do not, the table is named."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from kit.errors import KitError
from kit.exhibit.reproducing import reproduce
from tests.exhibit.bundled import small_file
from tests.exhibit.conftest import Bundled


def changed(bundled: Bundled, place: Path, **lines: Any) -> Path:
    """Copy a bundle and change lines of its recipe."""
    bundle = Path(shutil.copytree(bundled.path, place / "bundle"))
    path = bundle / "data" / "recipe.json"
    held = json.loads(path.read_text())
    for line, value in lines.items():
        held[line] = {**held[line], **value} if isinstance(value, dict) else value
    path.write_text(json.dumps(held))
    return bundle


def test_the_same_file_under_another_name_gives_the_same_tables(
    bundled: Bundled, tmp_path: Path
) -> None:
    source = small_file(tmp_path).rename(tmp_path / "renamed")
    compared = reproduce(bundled.path, [source])
    assert [one for one in compared if not one.equal] == []
    assert {"kit", "reviews.parquet", "every review", "findings", "exhibit_a", "seen"} <= {
        one.name for one in compared
    }


def test_what_differs_is_named(bundled: Bundled, tmp_path: Path) -> None:
    # One detector less: what it found is not found again.
    recipe = json.loads((bundled.data / "recipe.json").read_text())
    detectors = {name: recipe["detectors"][name] for name in ("co_review_pair", "thin_account")}
    detectors["co_review_pair"] = {**detectors["co_review_pair"], "code": "0" * 64}
    bundle = changed(bundled, tmp_path, kit="0.0.1")
    path = bundle / "data" / "recipe.json"
    foreign = {"their_own": {"code": "1", "params": {}}}
    path.write_text(json.dumps({**recipe, "kit": "0.0.1", "detectors": {**detectors, **foreign}}))
    compared = {one.name: one for one in reproduce(bundle, [small_file(tmp_path)])}
    assert "recorded is 0.0.1" in compared["kit"].told
    assert "another than the recorded" in compared["co_review_pair"].told
    assert "no such detector" in compared["their_own"].told
    assert "recorded are" in compared["findings"].told
    assert compared["every review"].equal
    assert compared["sources"].equal


def test_a_file_that_was_not_given_is_named(bundled: Bundled, tmp_path: Path) -> None:
    more = {"file": "../../x", "source": "kit", "sha256": "0" * 64, "bytes": 1, "mapping": None}
    recipe = json.loads((bundled.data / "recipe.json").read_text())
    bundle = changed(bundled, tmp_path, files=[*recipe["files"], more])
    compared = {one.name: one for one in reproduce(bundle, [small_file(tmp_path)])}
    assert "no file with its SHA-256" in compared["../../x"].told


def test_other_files_are_refused(bundled: Bundled, tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_text("a\n")
    with pytest.raises(KitError, match="None of these files") as raised:
        reproduce(bundled.path, [tmp_path / "other.csv"])
    assert raised.value.available == ("reviews.parquet",)


@pytest.mark.parametrize("text", ["", "[]", "{}", "{"])
def test_a_bundle_without_a_recipe_cannot_be_run(text: str, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "recipe.json").write_text(text)
    with pytest.raises(KitError, match="no bundle that can be run again"):
        reproduce(tmp_path, [])
