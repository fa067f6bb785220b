"""A Lab server for the whole session, and a page for each file that may not leave the machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

import kit
from tests.browser.lab import Lab
from tests.browser.page import LabPage


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)


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


@pytest.fixture(scope="session")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Return the one profile of all pages: Lab's own files are fetched and compiled once."""
    context = browser.new_context()
    yield context
    context.close()


@pytest.fixture(scope="module")
def tab(context: BrowserContext, lab: Lab) -> Iterator[LabPage]:
    """Return the page of a file of tests; its kernel goes with it."""
    tab = LabPage(context.new_page(), lab)
    yield tab
    tab.close()


@pytest.fixture
def page(tab: LabPage) -> Iterator[LabPage]:
    tab.forget()
    tab.page.set_viewport_size({"width": 1280, "height": 900})
    yield tab
    elsewhere = tab.elsewhere()
    assert not elsewhere, f"requests left the machine: {elsewhere}"
