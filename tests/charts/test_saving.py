"""Figures written to files, offline."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from kit.charts import market_timeline
from kit.charts.saving import page
from kit.errors import KitError
from tests.charts.frames import BURSTS, CHARTS, WEEKS, figure


@pytest.mark.parametrize("name", CHARTS)
def test_saves_in_every_format(name: str, tmp_path: Path) -> None:
    chart = figure(name)
    svg = chart.save(tmp_path / "x.svg").read_text(encoding="utf-8")
    assert ElementTree.fromstring(svg).tag.endswith("svg")
    assert "var(--" not in svg
    assert chart.save(tmp_path / "x.png").read_bytes().startswith(b"\x89PNG")
    spec = json.loads(chart.save(str(tmp_path / "x.json")).read_text(encoding="utf-8"))
    assert spec["background"] == "white"
    assert spec["datasets"] == chart.data
    assert "var(--" not in json.dumps(spec)
    html = chart.save(tmp_path / "X.HTML").read_text(encoding="utf-8")
    assert "vegaEmbed(" in html


def test_page_asks_for_nothing_from_elsewhere() -> None:
    html = page(figure("market_timeline").spec, "Market")
    markup = re.sub(r"(?s)<script>.*?</script>", "", html)
    assert "default-src 'none'" in markup
    assert not re.search(r"(?:src|href|url)\s*[=(]", markup)


def test_hostile_text_cannot_leave_the_page_script() -> None:
    payload = "</script><script>window.kitcanary=1</script><!--"
    bursts = BURSTS.with_columns(product_id=BURSTS["product_id"] + payload)
    html = page(market_timeline(WEEKS, bursts).spec, payload)
    assert "<script>window.kitcanary" not in html
    assert "<!--" not in html.split("vegaEmbed(")[-1]
    assert "<title>&lt;/script&gt;" in html


def test_refuses_other_endings_and_names_them(tmp_path: Path) -> None:
    with pytest.raises(KitError, match=r"(?s)'x\.gif'.*Available: \.svg, \.png, \.html.*Hint"):
        figure("market_timeline").save(tmp_path / "x.gif")
    assert not list(tmp_path.iterdir())


def test_says_that_the_folder_is_missing(tmp_path: Path) -> None:
    with pytest.raises(KitError, match=r"(?s)no folder.*Hint: Make the folder"):
        figure("market_timeline").save(tmp_path / "none" / "x.svg")
