"""The sample as a case, screened once for all tests of boards."""

from __future__ import annotations

from pathlib import Path

import pytest

import kit


@pytest.fixture(scope="session")
def sample(root: Path, tmp_path_factory: pytest.TempPathFactory) -> kit.Case:
    folder = tmp_path_factory.mktemp("boards") / "sample"
    case = kit.open_case(root / "sample_data" / "reviews.parquet", folder=folder)
    kit.screen(case)
    return case
