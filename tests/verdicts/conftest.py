"""The sample as a case, screened once; each test gets a copy to write its journal into."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import kit


@pytest.fixture(scope="session")
def screened(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("verdicts") / "sample"
    case = kit.open_case(root / "sample_data" / "reviews.parquet", folder=folder)
    kit.screen(case)
    kit.verdicts.queue(case)
    case.close()
    return folder


@pytest.fixture
def case(screened: Path, tmp_path: Path) -> kit.Case:
    return kit.open_case(folder=shutil.copytree(screened, tmp_path / "sample"))


@pytest.fixture
def accounts(case: kit.Case) -> list[str]:
    return kit.suspects(case)["entity_id"].to_list()
