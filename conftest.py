"""Shared by every test: what nbval compares in a notebook, and whether there is a browser.

It lies at the root because one under `tests/` is not loaded by `pytest --nbval notebooks`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from kit.cli.browser import HINT, find_browser

# A busy machine is no bug: an example may take as long as it takes.
settings.register_profile("kit", deadline=None)
settings.load_profile("kit")

# A chart's JSON and pictures vary in digits that nobody reads; its text/plain is the table of the
# figures that it draws, and that is compared. Progress goes to stderr, with times in it.
NOT_COMPARED = (
    "text/html",
    "image/svg+xml",
    "image/png",
    "application/vnd.vegalite.v5+json",
    "stderr",
)
CHROMIUM_OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NO_BROWSER = f"no Chromium was found ({HINT})"


def pytest_collectstart(collector: Any) -> None:
    if hasattr(collector, "skip_compare"):
        collector.skip_compare = (*collector.skip_compare, *NOT_COMPARED)


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("browser") and find_browser() is None:
        if os.environ.get("CI") == "true":
            pytest.fail(f"CI=true and {NO_BROWSER}", pytrace=False)
        pytest.skip(NO_BROWSER)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    without = sum(NO_BROWSER in str(report.longrepr) for report in skipped)
    if without:
        terminalreporter.section("browser tests")
        terminalreporter.line(f"{without} browser tests were skipped: {NO_BROWSER}.")


@pytest.fixture(scope="session")
def chromium() -> Path:
    """Return the Chromium that browser tests drive; only tests marked `browser` may ask for it."""
    path = find_browser()
    assert path is not None
    return path


@pytest.fixture(scope="session")
def browser(chromium: Path) -> Iterator[Browser]:
    """Return the one Chromium of the session: Playwright runs once in a process."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_OPTIONS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the project's folder."""
    return Path(__file__).parent
