"""A Lab server for the whole session, and a page for each test that may not leave the machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

import kit
from tests.browser.lab import Lab, LabPage


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)
            # One server and one browser: with xdist they stay on one worker.
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def lab(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    lab = Lab(tmp_path_factory.mktemp("lab"))
    yield lab
    lab.stop()


@pytest.fixture(scope="session")
def sample(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the sample's case, screened."""
    folder = tmp_path_factory.mktemp("case") / "sample"
    kit.screen(kit.open_case(root / "sample_data" / "reviews.parquet", folder=folder))
    return folder


@pytest.fixture
def page(browser: Browser, lab: Lab) -> Iterator[LabPage]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = LabPage(context.new_page(), lab)
    yield page
    elsewhere = page.elsewhere()
    context.close()
    assert not elsewhere, f"requests left the machine: {elsewhere}"
