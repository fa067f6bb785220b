"""A case file as PDF: text stays text, no character vanishes, the bytes are the same each time."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pypdf
import pytest

from kit.exhibit.paper import VOLUME, printed, write_paper
from tests.exhibit.papers import CONTENT, LIFE, finding, review, sheet, speaking
from tests.hostile import HOSTILE

MARKUP = '#read("/etc/hostname") $x^2$ `raw` *bold* _it_ = Head <label> @ref \\ // #import "@a/b:1"'


def text_of(pdf: bytes) -> str:
    """Return a PDF's text without blanks and break points, which depend on the lines."""
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return re.sub(r"[\s\u200b]", "", "".join(page.extract_text() for page in pages))


def whole(place: Path, sheets: list[dict[str, Any]]) -> Path:
    """Return a whole case file as a PDF on the disk."""
    (path,) = write_paper(place, CONTENT, sheets)
    return path


def test_markup_stays_text() -> None:
    name = '#panic("x") ' + MARKUP
    pdf = printed(CONTENT, [sheet(name=name, label=MARKUP, reviews=[review(MARKUP, MARKUP)])])
    told = text_of(pdf)
    for part in ('#read("/etc/hostname")', "$x^2$", "`raw`", "*bold*", "=Head", "<label>", "@ref"):
        assert told.count(part) == 4  # name, label, title, text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("漢字", "<U+6F22><U+5B57>"),
        ("a🙂b", "a<U+1F642>b"),
        ("☺\ufe0f", "<U+FE0F>"),
        ("abc\u202ecod.exe", "abc<U+202E>cod.exe"),
        ("a\x00b\x1b[31m", "a<U+0000>b<U+001B>[31m"),
        ("ad\u200bmin\u2028", "ad<U+200B>min<U+2028>"),
        ("\u3164\ue000\ufdd0", "<U+3164><U+E000><U+FDD0>"),
        ("naïve Жук ελληνικά", "naïveЖукελληνικά"),
    ],
)
def test_no_character_vanishes(text: str, shown: str) -> None:
    assert shown in text_of(printed(CONTENT, [sheet(reviews=[review(text)])]))


def test_hostile_text_of_every_kind_is_printed() -> None:
    reviews = [review(text, text) for text in HOSTILE.values()]
    held = sheet(
        name=HOSTILE["combining"][:120],
        reviews=reviews,
        life=LIFE,
        seen=[finding(text) for text in HOSTILE.values()],
        speaking={**sheet()["speaking"], "rows": [speaking(text) for text in HOSTILE.values()]},
    )
    told = text_of(printed(CONTENT, [held]))
    assert "<script>window.kitcanary=1</script>" in told
    assert "'" + "=1+1" in told


def test_nothing_in_it_runs_or_points_outside(tmp_path: Path) -> None:
    reviews = [review(text, text) for text in HOSTILE.values()]
    pdf = pypdf.PdfReader(whole(tmp_path, [sheet(reviews=reviews)]))
    assert "/OpenAction" not in pdf.root_object
    assert "/JavaScript" not in str(pdf.root_object.get("/Names", ""))
    links = [note.get_object() for page in pdf.pages for note in page.get("/Annots", [])]
    assert links
    assert all("/URI" not in str(link.get("/A", "")) for link in links)


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    sheets = [sheet(reviews=[review("漢 and more")])]
    (path,) = write_paper(tmp_path, CONTENT, sheets)
    (tmp_path / "again").mkdir()
    (again,) = write_paper(tmp_path / "again", CONTENT, sheets)
    assert path.read_bytes() == again.read_bytes()
    about = pypdf.PdfReader(path).metadata
    assert about is not None
    assert str(about["/CreationDate"]).startswith("D:20240305")


def test_a_file_without_accounts_says_so() -> None:
    assert "Noaccountstandsoutbeyondwhatchanceexplains." in text_of(printed(CONTENT, [], []))


def test_a_long_file_has_volumes(tmp_path: Path) -> None:
    paths = write_paper(tmp_path, CONTENT, [sheet(number=at) for at in range(1, VOLUME + 3)])
    last = f"sheets_{VOLUME + 1:04d}_to_{VOLUME + 2:04d}.pdf"
    assert [path.name for path in paths] == [
        "exhibit_a.pdf",
        f"sheets_0001_to_{VOLUME:04d}.pdf",
        last,
    ]
    front, _, rest = (text_of(path.read_bytes()) for path in paths)
    assert front.count(last) == 2
    assert "Glossary" in front
    assert "Glossary" not in rest
    assert rest.count("Reply") == 2
