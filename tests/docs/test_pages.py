"""Links on every page lead somewhere; CONTRIBUTING explains each dependency."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = (
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "sample_data/README.md",
    "docs/case_file.md",
    "docs/limits.md",
    "docs/peers.md",
)


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    place = ROOT / page
    for link in re.findall(r"\]\(([^)#\s]+)\)", place.read_text(encoding="utf-8")):
        assert link.startswith("https://") or (place.parent / link).exists(), link


def test_each_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    needed = {re.split(r"[<>=~!\[; ]", requirement)[0] for requirement in asked}
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("## Dependencies")[2]
    rows = re.findall(r"^\| (`[^|]+) \|", text, re.MULTILINE)
    assert set(re.findall(r"`([\w-]+)`", " ".join(rows))) == needed


@pytest.mark.parametrize("picture", sorted((ROOT / "docs").glob("*.png")), ids=lambda p: p.name)
def test_pictures_are_small_and_shown(picture: Path) -> None:
    assert picture.stat().st_size < 500_000
    assert f"docs/{picture.name}" in (ROOT / "README.md").read_text(encoding="utf-8")
