"""One contract over all charts, and what hostile names may do in them: nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from inspect import signature
from typing import Any
from unicodedata import category
from xml.etree import ElementTree

import polars as pl
import pytest
import vl_convert

from kit import charts
from kit.charts import Figure
from kit.charts.figure import MIME
from kit.charts.saving import VEGA_LITE
from tests.charts.frames import CHARTS, empty, figure
from tests.hostile import HOSTILE

every_chart = pytest.mark.parametrize("name", CHARTS)
FETCHING = {"url", "href", "image", "loader"}


def parts(spec: Any) -> Iterator[dict[str, Any]]:
    if isinstance(spec, dict):
        yield spec
    for part in spec.values() if isinstance(spec, dict) else spec if isinstance(spec, list) else ():
        yield from parts(part)


def test_every_exported_chart_is_under_contract() -> None:
    assert set(CHARTS) == set(charts.__all__) - {"Figure"}


@every_chart
def test_compiles_as_vega_lite_5_without_a_warning(
    name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    spec = figure(name).spec
    assert spec["$schema"].endswith("/v5.json")
    vega = vl_convert.vegalite_to_vega(spec, vl_version=VEGA_LITE, show_warnings=True)
    assert vega["marks"]
    # With rows of a fixed height it says that `fit-x` fits the width alone, as it should.
    said = "".join(capfd.readouterr()).replace('WARN Dropping "fit-y"', "")
    assert "WARN" not in said


@every_chart
def test_says_what_it_shows(name: str) -> None:
    chart = figure(name)
    assert chart.title
    assert chart.description == f"{chart.title} {chart.how}" == chart.spec["description"]
    assert {"name": "title_text", "value": chart.title} in chart.spec["params"]


@every_chart
def test_every_line_of_a_tooltip_has_a_label_and_no_channel_fetches(name: str) -> None:
    found = list(parts(figure(name).structure))
    tooltips = [line for part in found for line in part.get("tooltip", [])]
    assert tooltips
    assert all(line["title"] for line in tooltips)
    for part in found:
        assert not FETCHING & set(part)
        assert part.get("field") not in FETCHING


@every_chart
def test_a_screen_reader_hears_the_tooltip_of_each_mark(name: str) -> None:
    drawing = ElementTree.fromstring(figure(name).svg())
    said = [element.get("aria-label") or "" for element in drawing.iter()]
    label = next(
        part["tooltip"][0]["title"] for part in parts(figure(name).structure) if "tooltip" in part
    )
    assert any(text.startswith(f"{label}: ") and "; " in text for text in said)
    assert not any("undefined" in text or "NaN" in text for text in said)


@every_chart
def test_selections_are_named_as_documented(name: str) -> None:
    named = {param["name"] for param in figure(name).structure["params"][1:]}
    assert named
    assert named <= {"brush", "picked"}
    draw, _ = CHARTS[name]
    assert all(f"`{param}`" in (draw.__doc__ or "") for param in named)


@every_chart
def test_structure_does_not_depend_on_the_rows(name: str) -> None:
    draw, frames = CHARTS[name]
    more = [pl.concat([frame, frame.head(1)]) for frame in frames]
    assert draw(*more).structure == figure(name).structure


@every_chart
def test_mimebundle_holds_chart_and_table(name: str) -> None:
    data, metadata = figure(name)._repr_mimebundle_()
    assert set(data) == {MIME, "text/plain"}
    assert json.loads(json.dumps(data[MIME])) == data[MIME]
    assert metadata[MIME]["embed_options"] == {"actions": False, "renderer": "svg"}
    lines = data["text/plain"].splitlines()
    assert lines[0] == figure(name).title
    assert len(lines) <= 18


@every_chart
def test_an_empty_frame_says_so(name: str) -> None:
    chart = empty(name)
    assert chart.title.startswith("Nothing to show: ")
    assert "Nothing to show" in chart.svg()
    assert "Nothing to show." in str(chart)


@every_chart
def test_hostile_names_stay_text_in_the_table(name: str) -> None:
    for text in HOSTILE.values():
        shown = str(_hostile(name, text))
        assert all(char.isprintable() or category(char) in ("Zs", "Cc") for char in shown)
        assert not set(shown) & (set(map(chr, range(32))) - {"\n"})
        assert max(map(len, shown.splitlines())) < 300


@every_chart
@pytest.mark.parametrize("payload", ["script_tag", "nul", "right_to_left"])
def test_hostile_names_stay_text_in_the_drawing(name: str, payload: str) -> None:
    drawing = ElementTree.fromstring(_hostile(name, HOSTILE[payload]).svg())
    tags = {element.tag.rpartition("}")[2] for element in drawing.iter()}
    assert not tags & {"script", "image", "a", "foreignObject", "use"}
    drawn = "".join(drawing.itertext())
    assert "\u202e" not in drawn


def _hostile(name: str, text: str) -> Figure:
    draw, frames = CHARTS[name]
    ids = {"account_id", "product_id", "review_id", "source", "target"}
    names = ids | {"why", "families", "about", "example", "promise", "currency", "name"}
    hostile = [
        frame.with_columns(pl.lit(text).alias(column) for column in names & set(frame.columns))
        for frame in frames
    ]
    named = "name" in signature(draw).parameters
    return draw(*hostile, **({"name": text} if named else {}))
