"""`make test` runs every browser test, though it looks for them in two folders only."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
MARK = "pytest.mark." + "browser"


def test_browser_tests_lie_where_make_looks_for_them() -> None:
    (line,) = re.findall(r"^\t\$\(PYTEST\) (.*) -m browser ", (ROOT / "Makefile").read_text(), re.M)
    folders = [ROOT / name for name in line.split()]
    marked = [path for path in (ROOT / "tests").rglob("*.py") if MARK in path.read_text("utf-8")]
    assert marked
    assert [path for path in marked if not any(path.is_relative_to(one) for one in folders)] == []
