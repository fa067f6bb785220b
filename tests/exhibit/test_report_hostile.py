"""Names written by an adversary are text in a report, and nothing else."""

from __future__ import annotations

import re
import unicodedata
from html import unescape

import pytest
from playwright.sync_api import Browser

from tests.exhibit.conftest import Reported
from tests.exhibit.elements import Elements, assert_stays_text
from tests.hostile import CANARY, SCRIPTS


def test_everybody_is_in_it(hostile: Reported) -> None:
    text = unescape(hostile.page)
    assert hostile.page.count('class="suspect"') > 50
    assert all(payload[:60] in text for payload in SCRIPTS.values() if payload.isprintable())


def test_text_stays_text(hostile: Reported) -> None:
    assert_stays_text(hostile.page)
    links = [held["href"] or "#" for _, held in Elements(hostile.page).found if "href" in held]
    assert [link for link in links if not link.startswith("#")] == []


def test_the_policy_comes_before_anything_hostile(hostile: Reported) -> None:
    policy = hostile.page.index("default-src 'none'")
    assert policy < hostile.page.index("&lt;")
    assert "script-src" not in hostile.page


def test_nothing_steers_the_reader(hostile: Reported) -> None:
    steering = {
        char
        for char in hostile.page
        if unicodedata.category(char) in {"Cc", "Cf"} and char not in "\n\t"
    }
    assert steering == set()
    assert "&lt;U+202E&gt;" in hostile.page


def test_nothing_grows_without_end(hostile: Reported) -> None:
    assert len(hostile.page) < 2_000_000
    assert not re.search(r"A{3000}", hostile.page)


@pytest.mark.browser
def test_a_browser_runs_and_fetches_nothing(hostile: Reported, browser: Browser) -> None:
    asked: list[str] = []
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.on("request", lambda request: asked.append(request.url))
    page.goto(hostile.path.as_uri())
    page.wait_for_timeout(500)
    ran = page.evaluate(f"window.{CANARY}")
    wide = page.evaluate("document.documentElement.scrollWidth")
    boxes = page.locator("figure svg").count()
    page.close()
    assert ran is None
    assert asked == [hostile.path.as_uri()]
    assert wide == 1280
    assert boxes >= 3
