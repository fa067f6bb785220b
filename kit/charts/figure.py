"""A chart as a notebook, a file and a terminal see it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import altair as alt
import polars as pl

from kit.charts import plain, saving, theme
from kit.errors import KitError
from kit.plain_text import visible

MIME = "application/vnd.vegalite.v5+json"
SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
MAX_ROWS = 5_000
EMBED_OPTIONS: dict[str, Any] = {"actions": False, "renderer": "svg"}


class Figure:
    """A chart with its data, and the table of figures that it draws.

    Parameters
    ----------
    draw : callable
        Makes the Altair chart, without data: its marks read the named data sets in `data`. It is
        called once for each `how`, because making and checking a chart takes a tenth of a second.
    data : mapping of str to polars.DataFrame
        Data sets by name, at most 5,000 rows together.
    title : str
        What to see, as a sentence with its figures.
    how : str
        How to read it; drawn under the title.
    table : polars.DataFrame
        The figures that are drawn, most notable first; the text form shows its first rows.
    order : str
        What `table` is sorted by, for the text form: "busiest first".

    Raises
    ------
    KitError
        When the data sets hold more than 5,000 rows together.

    Notes
    -----
    `spec["datasets"]` holds the rows by name and the parameter `title_text` the title, so a live
    chart whose `structure` is unchanged is updated by setting those two and is not drawn anew.
    `structure` is as wide as its container; `spec` has a width of its own, for Lab's output areas.
    """

    def __init__(
        self,
        draw: Callable[[], Any],
        *,
        data: Mapping[str, pl.DataFrame],
        title: str,
        how: str,
        table: pl.DataFrame,
        order: str,
    ) -> None:
        rows = sum(frame.height for frame in data.values())
        if rows > MAX_ROWS:
            raise KitError(
                f"A chart holds at most {MAX_ROWS:,} rows, and this one was given {rows:,}.",
                hint="Aggregate or sample first; the functions of kit.views do.",
            )
        self.title = visible(title)
        self.how = visible(how)
        self.table = table
        self.order = order
        self.data = {name: _rows(frame) for name, frame in data.items()}
        self._draw = draw

    @property
    def description(self) -> str:
        """What a screen reader says for the whole chart."""
        return f"{self.title} {self.how}".strip()

    @property
    def structure(self) -> dict[str, Any]:
        """The spec without data, title and description: what has to be drawn anew if it changes."""
        return deepcopy(_structure(self._draw, self.how))

    @property
    def spec(self) -> dict[str, Any]:
        """The Vega-Lite 5 spec, whole."""
        spec = self.structure
        spec["width"] = theme.WIDTH
        spec["description"] = self.description
        spec["datasets"] = self.data
        spec["params"] = [
            {"name": "title_text", "value": self.title},
            {"name": "title_width", "value": theme.WIDTH},
            *spec["params"][1:],
        ]
        return spec

    def svg(self) -> str:
        """Return the figure drawn as SVG text, for a report that holds it inline."""
        return saving.svg(theme.concrete(self.spec))

    def save(self, path: str | Path) -> Path:
        """Write the figure to a file, offline.

        Parameters
        ----------
        path : str or Path
            Ends in .svg, .png, .html (live, nothing fetched) or .json (the Vega-Lite spec).

        Returns
        -------
        Path
            Where it was written.

        Raises
        ------
        KitError
            On another ending, or where the folder is missing.
        """
        return saving.save(theme.concrete(self.spec), Path(path), self.title)

    def __str__(self) -> str:
        """Return title and table as plain text."""
        height = self.table.height
        if not height:
            return f"{self.title}\nNothing to show."
        more = f"\n{plain.ROWS:,} of {height:,} rows, {self.order}" if height > plain.ROWS else ""
        return f"{self.title}\n\n{plain.table(self.table)}{more}"

    def __repr__(self) -> str:
        """Return the text form: a list of figures reads as well as one."""
        return str(self)

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        return {"text/plain": str(self), MIME: self.spec}, {
            MIME: {"embed_options": dict(EMBED_OPTIONS)}
        }


def nothing(what: str, how: str = "") -> Figure:
    """Return the figure of an empty frame: it says that there is nothing to show, and of what."""
    return Figure(
        _message,
        data={"message": pl.DataFrame({"says": ["Nothing to show"]})},
        title=f"Nothing to show: {what}",
        how=how,
        table=pl.DataFrame(),
        order="",
    )


def _message() -> Any:
    return (
        alt.Chart(alt.NamedData("message"))
        .mark_text(fontSize=14, color=theme.SOFT_TEXT)
        .encode(text=alt.Text("says:N"))
        .properties(height=80)
    )


@cache
def _structure(draw: Callable[[], Any], how: str) -> dict[str, Any]:
    spec: dict[str, Any] = draw().to_dict()
    spec["$schema"] = SCHEMA
    spec["config"] = theme.config()
    spec["width"] = "container"
    spec["autosize"] = {"type": "fit-x", "contains": "padding"}
    spec["params"] = [
        {"name": "title_width", "expr": f"containerSize()[0] || {theme.WIDTH}"},
        *spec.get("params", []),
    ]
    spec["usermeta"] = {"embedOptions": dict(EMBED_OPTIONS)}
    spec["title"] = {
        "text": {"expr": _wrapped("title_text", theme.TITLE_CHARACTER)},
        "subtitle": {"expr": _wrapped(json.dumps(how), theme.HOW_CHARACTER)},
    }
    return spec


def _wrapped(text: str, character: float) -> str:
    """Return a Vega expression that breaks a text into lines of `title_width` pixels.

    It cannot follow `width`: that changes while the chart is laid out, which cuts the title off.
    """
    most = f"max(24, floor(title_width / {character}))"
    lines = f"replace({text}, regexp('(.{{1,' + {most} + '}})(?: |$)', 'g'), '$1\\n')"
    return f"slice(split({lines}, '\\n'), 0, -1)"


def _rows(frame: pl.DataFrame) -> list[dict[str, Any]]:
    """Return rows as JSON holds them: times in UTC, each also as ISO text, and no NaN."""
    columns: list[pl.Expr] = []
    for name, dtype in frame.schema.items():
        column = pl.col(name)
        if dtype == pl.Date:
            day = column.dt.strftime("%Y-%m-%d")
            columns += [day, day.alias(f"{name}_iso")]
        elif dtype == pl.Datetime:
            columns += [
                column.dt.strftime("%Y-%m-%dT%H:%M:%SZ"),
                column.dt.strftime("%Y-%m-%d %H:%M")
                .str.strip_suffix(" 00:00")
                .alias(f"{name}_iso"),
            ]
        elif dtype.is_float():
            number = column.cast(pl.Float64).round(6)
            columns.append(pl.when(number.is_finite()).then(number).alias(name))
        else:
            columns.append(column)
    return frame.select(columns).to_dicts()
