"""The README tells the truth: its tables, its Python and its links."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import kit
from kit.sources.registry import formats

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def section(heading: str) -> str:
    """Return what stands under a heading of the second level."""
    found = re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", README, re.MULTILINE | re.DOTALL)
    assert found, heading
    return found[1]


def test_has_one_row_for_each_detector() -> None:
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in section("The detectors").splitlines()
        if line.startswith("| `")
    ]
    assert [row[0].strip("`") for row in rows] == sorted(kit.DETECTORS)
    for name, flags, null, family, innocent in rows:
        detector = kit.DETECTORS[name.strip("`")]
        assert tuple(flags.split(", ")) == detector.flags
        assert family == detector.family
        assert null.startswith("none") == detector.ranks_only
        assert innocent


def test_names_every_format() -> None:
    rows = re.findall(r"^\| (`[^|]+) \|", section("Files that are recognised"), re.MULTILINE)
    assert sorted(re.findall(r"`(\w+)`", " ".join(rows))) == sorted(formats())


def test_python_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "sample_data", tmp_path / "sample_data")
    monkeypatch.chdir(tmp_path)
    space: dict[str, object] = {}
    for code in re.findall(r"```python\n(.*?)```", README, re.DOTALL):
        exec(compile(code, "README.md", "exec"), space)
    assert "rows_in" in capsys.readouterr().out
    case = space["case"]
    assert isinstance(case, kit.Case)
    case.close()
