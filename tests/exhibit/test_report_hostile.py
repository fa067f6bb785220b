"""Names written by an adversary are text in a report, and nothing else."""

from __future__ import annotations

import re
import unicodedata
from html import unescape
from html.parser import HTMLParser

import pytest
from playwright.sync_api import Browser

from tests.exhibit.conftest import Reported
from tests.hostile import CANARY, MARKS, SCRIPTS

RUNS = {"script", "iframe", "object", "embed", "img", "image", "link", "base", "form", "use"}


class Elements(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_everybody_is_in_it(hostile: Reported) -> None:
    text = unescape(hostile.page)
    assert hostile.page.count('class="suspect"') > 50
    assert all(payload[:60] in text for payload in SCRIPTS.values() if payload.isprintable())


def test_no_payload_stands_unescaped(hostile: Reported) -> None:
    assert [mark for mark in MARKS if mark in hostile.page] == []


def test_no_element_runs_or_fetches(hostile: Reported) -> None:
    elements = Elements(hostile.page).found
    assert [tag for tag, _ in elements if tag in RUNS] == []
    for _tag, attributes in elements:
        assert not [name for name in attributes if name.startswith("on") or name == "srcdoc"]
        assert all((attributes.get("href") or "#").startswith("#") for _ in (1,))


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
