"""A bundle from its source again, on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import run
from tests.exhibit.bundled import FEW, small_case


def test_says_table_by_table_what_is_equal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small_case(tmp_path, FEW).close()
    bundle, source = tmp_path / "bundle", tmp_path / "reviews.parquet"
    assert run(capsys, "exhibit", tmp_path / "case", "--out", bundle).code == 0
    ran = run(capsys, "reproduce", bundle, "--files", source)
    assert ran.code == 0, ran.out
    assert "equal    findings: " in ran.out
    recipe = bundle / "data" / "recipe.json"
    recipe.write_text(recipe.read_text().replace('"fdr": 0.05', '"fdr": 0.0001'))
    ran = run(capsys, "reproduce", bundle, "--files", source)
    assert ran.code == 1
    assert "DIFFERS  seen: " in ran.out
    assert "differ." in ran.err
