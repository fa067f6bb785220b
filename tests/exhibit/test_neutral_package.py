"""No string that the package can print says what somebody is: every file of it is read.

Of Python all string literals are read, and docstrings too: a detector's is its page in the report,
a command's its help, and a function's what a notebook shows for a question mark. Comments are not.
Pieces of one f-string are read together. Of notebooks the Markdown is read; what their cells print
comes from the package or is somebody's quote.
"""

from __future__ import annotations

import ast
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from kit.exhibit.neutral_words import violations, violations_in_html

ROOT = Path(__file__).parents[2]
TEXTS = {".toml", ".js", ".css", ".md", ".json", ".jsonl", ".typ", ".sql"}
PAGES = {".jinja", ".html", ".svg"}
FILES = sorted(
    path
    for path in (*(ROOT / "kit").rglob("*"), *(ROOT / "notebooks").glob("*.ipynb"))
    if path.suffix in {".py", ".ipynb"} | TEXTS | PAGES
)
EXCEPT = tomllib.loads(Path(__file__).with_name("neutral_exceptions.toml").read_text("utf-8"))


def strings(path: Path) -> Iterator[str]:
    """Give everything in a file that may be printed."""
    content = path.read_text("utf-8")
    if path.suffix == ".py":
        for node in ast.walk(ast.parse(content)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value
            elif isinstance(node, ast.JoinedStr):
                parts = (part.value for part in node.values if isinstance(part, ast.Constant))
                yield "{}".join(map(str, parts))
    elif path.suffix == ".ipynb":
        for cell in json.loads(content)["cells"]:
            if cell["cell_type"] == "markdown":
                yield "".join(cell["source"])
    else:
        yield content


def said(path: Path) -> set[str]:
    find = violations_in_html if path.suffix in PAGES else violations
    return {found.phrase for text in strings(path) for found in find(text)}


SAID = {path.relative_to(ROOT): said(path) for path in [*FILES, ROOT / "README.md"]}


def covers(one: dict[str, object], path: Path, phrase: str) -> bool:
    phrases = one["phrases"]
    within = path.is_relative_to(str(one["path"]))
    return within and (phrases == "all" or (isinstance(phrases, list) and phrase in phrases))


def test_reads_the_whole_package() -> None:
    assert len(SAID) > 300
    assert {path.suffix for path in SAID} >= {".py", ".jinja", ".toml", ".js", ".ipynb", ".md"}


def test_all_words_are_neutral() -> None:
    wrong = [
        f"{path}: {phrase}"
        for path, phrases in SAID.items()
        for phrase in sorted(phrases)
        if not any(covers(one, path, phrase) for one in EXCEPT["except"])
    ]
    assert wrong == []


@pytest.mark.parametrize("one", EXCEPT["except"], ids=lambda one: one["path"])
def test_each_exception_is_needed_and_has_its_reason(one: dict[str, object]) -> None:
    assert one["reason"]
    used = {phrase for path, found in SAID.items() for phrase in found if covers(one, path, phrase)}
    assert used
    assert one["phrases"] in ("all", sorted(used))
