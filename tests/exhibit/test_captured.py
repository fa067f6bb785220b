"""A case with captures is made again from its files and theirs; without these the rest is."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import kit
from kit.errors import KitError
from kit.exhibit.captured import RESTING, recorded
from kit.exhibit.case_bundle import write_case_bundle
from kit.exhibit.recipe import read
from kit.exhibit.reproducing import reproduce
from kit.exhibit.verifying import verify
from kit.trust.watch import Coverage, add_capture
from tests.case_rows import COLUMNS, START
from tests.cli.running import run
from tests.detectors.test_take_back import MARKET, ODD, by_chance

GONE = {f"c{n}" for n in range(11)}


@dataclass(frozen=True)
class Looked:
    sealed: Path
    redacted: Path
    source: Path
    looks: list[Path]


@pytest.fixture(scope="module")
def looked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Looked]:
    """A case of which a product's reviews are gone later, in both editions."""
    place = tmp_path_factory.mktemp("captured")
    rows = [{"review_id": f"r{n:05}", **row} for n, row in enumerate(MARKET + ODD)]
    stays = [row for row in rows if row["account_id"] not in GONE and not by_chance(row)]
    source = place / "reviews.parquet"
    looks = [place / "ann@example.com.parquet", place / "second.parquet"]
    for path, shown in ((source, rows), (looks[0], stays), (looks[1], stays[:-1])):
        pl.DataFrame(shown, schema=COLUMNS).write_parquet(path)
    case = kit.open_case(str(source), folder=place / "case")
    add_capture(case, str(looks[0]), captured_at=START + timedelta(days=300), covers="all")
    until = Coverage(products=("odd", "p1"), until=(START + timedelta(days=290)).date())
    add_capture(case, str(looks[1]), captured_at=START + timedelta(days=310), covers=until)
    held = kit.screen(case)
    assert "take_back" in held.filter(pl.col("q_value") <= 0.05)["detector"].to_list()
    sealed = write_case_bundle(case, place / "sealed", sealed=True).path
    yield Looked(sealed, write_case_bundle(case, place / "redacted").path, source, looks)
    case.close()


def test_take_back_rests_on_captures() -> None:
    assert "take_back" in RESTING
    assert "review_burst" not in RESTING


def test_the_recipe_names_the_captures(looked: Looked) -> None:
    first, second = recorded(read(looked.sealed))
    assert first["captured_at"] == "2020-10-27T00:00:00"
    assert first["covers"] == {"products": None, "since": None, "until": None}
    assert second["covers"]["products"] == ["odd", "p1"]
    assert [one["file"] for one in first["files"]] == ["ann@example.com.parquet"]
    assert "example.com" not in (looked.redacted / "data" / "recipe.json").read_text()
    assert recorded(read(looked.redacted))[1] == second


@pytest.mark.parametrize("edition", ["sealed", "redacted"])
def test_with_the_captures_everything_is_equal(
    edition: str, looked: Looked, tmp_path: Path
) -> None:
    renamed = [Path(shutil.copy(path, tmp_path / f"{n}")) for n, path in enumerate(looked.looks)]
    compared = reproduce(getattr(looked, edition), [looked.source], captures=renamed)
    assert [one for one in compared if not one.equal] == []
    assert sum(one.name.startswith("capture ") for one in compared) == 2


@pytest.mark.parametrize("captures", [0, 1])
def test_without_them_what_rests_on_them_is_named(looked: Looked, captures: int) -> None:
    compared = reproduce(looked.redacted, [looked.source], captures=looked.looks[:captures])
    assert [one for one in compared if one.equal is False] == []
    unknown = {one.name for one in compared if one.equal is None}
    assert {"findings", "methods"} <= unknown
    equal = {one.name for one in compared if one.equal}
    assert {"every review", "exhibit_a", "seen", "sources", "not_tested", "detectors"} <= equal


def test_a_changed_figure_still_differs_without_them(looked: Looked, tmp_path: Path) -> None:
    bundle = Path(shutil.copytree(looked.sealed, tmp_path / "bundle"))
    path = bundle / "data" / "recipe.json"
    held = json.loads(path.read_text())
    held["without_captures"]["findings"]["rows"] += 1
    held["results"]["sources"]["fingerprint"] = "0" * 64
    held["without_captures"]["sources"]["fingerprint"] = "0" * 64
    path.write_text(json.dumps(held))
    compared = {one.name: one.equal for one in reproduce(bundle, [looked.source])}
    assert compared["findings"] is compared["sources"] is False


def test_other_files_are_refused(looked: Looked) -> None:
    with pytest.raises(KitError, match="no file of a capture"):
        reproduce(looked.sealed, [looked.source], captures=[looked.source])
    with pytest.raises(KitError, match="There is no file"):
        reproduce(looked.sealed, [looked.source], captures=[looked.source / "no"])


@pytest.mark.parametrize(
    "lines",
    [
        "x",
        [1],
        [{}],
        [{"covers": {}, "captured_at": "2020-01-01", "files": []}],
        [
            {
                "covers": {"products": None, "since": None, "until": None},
                "captured_at": "yesterday",
                "files": [{"file": "f", "source": "kit", "sha256": "0", "mapping": None}],
            }
        ],
    ],
)
def test_captures_that_cannot_be_read(lines: Any) -> None:
    with pytest.raises(KitError, match="cannot be read"):
        recorded({"captures": lines, "without_captures": {}})


def test_a_file_of_a_capture_is_known_to_verify(looked: Looked) -> None:
    assert verify(looked.sealed, [looked.source, *looked.looks]) == []


def test_the_command_says_what_is_unknown(
    looked: Looked, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = run(capsys, "reproduce", looked.sealed, "--files", looked.source)
    assert ran.code == 1
    assert "UNKNOWN  findings: rests on captures" in ran.out
    assert "cannot be compared without captures" in ran.err
    assert "DIFFERS" not in ran.out
    given = [word for path in looked.looks for word in ("--captures", path)]
    assert run(capsys, "reproduce", looked.sealed, "--files", looked.source, *given).code == 0
