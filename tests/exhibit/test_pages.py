"""Pages open without a network, run nothing, and say what there is to say."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from kit.exhibit.pages import write_pages
from tests.exhibit.conftest import Bundled
from tests.exhibit.elements import Elements, assert_stays_text
from tests.exhibit.papers import CONTENT, LIFE, finding, listing, review, sheet, speaking
from tests.hostile import CANARY, HOSTILE

SECTIONS = (
    "What was seen",
    "Innocent explanations examined",
    "What speaks for the account",
    "What would change the conclusion",
    "Every review",
    "Reply",
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("hostile")
    texts = list(HOSTILE.values())
    seen = [finding(text) for text in texts]
    reviews = [review(text, text) for text in texts]
    names = [
        sheet(number=at, file=f"sheets/{at:04d}.html", name=text[:120], label=text[:120])
        for at, text in enumerate(texts, 1)
    ]
    names[0] = {**names[0], "seen": seen, "reviews": reviews, "life": LIFE}
    names[0]["speaking"] = {**names[0]["speaking"], "rows": [speaking(text) for text in texts]}
    follows = {
        name: {"words": texts, "tables": [listing(*texts)], "about": texts[0]}
        for name in CONTENT["follows"]
    }
    about = {**CONTENT["about"], "name": texts[0]}
    reason = [{"detector": "d", "reason": text} for text in texts]
    write_pages(place, {**CONTENT, "about": about, "follows": follows, "not_tested": reason}, names)
    return place


def pages(folder: Path) -> list[str]:
    return [path.read_text("utf-8") for path in sorted(folder.rglob("*.html"))]


def test_every_link_leads_to_a_file_of_the_bundle(bundled: Bundled) -> None:
    for path in bundled.data.rglob("*.html"):
        for _tag, attributes in Elements(path.read_text("utf-8")).found:
            target = (attributes.get("href") or "").partition("#")[0]
            assert (path.parent / target).exists(), target


def test_a_sheet_has_every_part(bundled: Bundled) -> None:
    sheets = sorted((bundled.data / "sheets").iterdir())
    assert len(sheets) == bundled.bundle.listed
    for path in sheets:
        heads = re.findall(r"<h2>(.*?)</h2>", path.read_text("utf-8"))
        assert heads == list(SECTIONS)


def test_words_are_neutral(bundled: Bundled) -> None:
    # Methods cite their sources by the titles that these have.
    about_people = [(bundled.data / "index.html"), *(bundled.data / "sheets").iterdir()]
    for path in about_people:
        page = path.read_text("utf-8").lower()
        assert not [word for word in ("fake", "fraud", "guilty", "spam") if word in page]


def test_no_payload_stands_unescaped(hostile: Path) -> None:
    for page in pages(hostile):
        assert_stays_text(page)
        assert page.index("default-src 'none'") < page.index("<title>")


def test_nothing_steers_the_reader(hostile: Path) -> None:
    steering = {
        char
        for page in pages(hostile)
        for char in page
        if unicodedata.category(char) in {"Cc", "Cf"} and char not in "\n\t"
    }
    assert steering == set()


@pytest.mark.browser
def test_nothing_runs_or_is_fetched(hostile: Path, browser: Browser) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for name in ("index.html", "sheets/0001.html", "methods.html"):
        page.goto((hostile / name).as_uri())
        assert page.evaluate(f"window.{CANARY}") is None
    assert [url for url in asked if not url.startswith("file://")] == []
    page.close()
