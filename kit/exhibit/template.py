"""Pages from templates: every value is escaped and shows its invisible characters."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from markupsafe import Markup

from kit.plain_text import visible

LONGEST = 2_000
"""Characters of one value that a page shows."""


def template(name: str) -> Template:
    """Return one of this package's templates."""
    found: Template = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=FunctionLoader(own),
    ).get_template(name)
    return found


def own(name: str) -> str:
    """Return the text of a file that ships beside this one."""
    return files("kit.exhibit").joinpath(name).read_text("utf-8")


def style() -> Markup:
    """Return the style sheet that every page carries."""
    return Markup(own("report.css"))


def glossary() -> list[dict[str, str]]:
    """Return the words of a case file: term and meaning, in alphabetical order."""
    terms: list[dict[str, str]] = tomllib.loads(own("glossary.toml"))["terms"]
    return terms


def _shown(value: Any) -> Any:
    if isinstance(value, str) and not isinstance(value, Markup):
        return visible(value, LONGEST)
    return value
