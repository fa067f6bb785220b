"""The README tells the truth: its table, its Python and its links."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import kit

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_has_one_row_for_each_detector() -> None:
    rows = re.findall(r"^\| `(\w+)` \| ([^|]+) \| (\w+) \|", README, re.MULTILINE)
    assert [name for name, _, _ in rows] == sorted(kit.DETECTORS)
    for name, flags, family in rows:
        assert tuple(flags.split(", ")) == kit.DETECTORS[name].flags
        assert family == kit.DETECTORS[name].family


def test_python_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    exec(compile(code, "README.md", "exec"), {})
    assert "rows_in" in capsys.readouterr().out


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_links_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)#]+)\)", text):
        assert link.startswith("https://") or (ROOT / link).exists(), link
