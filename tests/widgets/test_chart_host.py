from __future__ import annotations

from datetime import date, timedelta

import polars as pl

from kit.charts import Figure, market_timeline
from kit.widgets.chart_host import ChartHost
from kit.widgets.runtime import runtime


def figure(reviews: int) -> Figure:
    days = [date(2024, 1, 1) + timedelta(7 * i) for i in range(4)]
    weeks = pl.DataFrame({"week": days}).with_columns(
        reviews=pl.lit(reviews), accounts=pl.lit(1), products=pl.lit(1), mean_stars=pl.lit(4.0)
    )
    return market_timeline(weeks)


def test_other_data_are_swapped_and_the_chart_is_not_drawn_anew() -> None:
    host = ChartHost(figure(5))
    sent: list[str] = []
    host.observe(lambda change: sent.append(change["name"]))
    host.show(figure(6))
    assert "datasets" in sent
    assert "figure" not in sent
    assert host.datasets["weeks"][0]["reviews"] == 6


def test_data_that_are_equal_are_not_sent_again() -> None:
    host = ChartHost(figure(5))
    held = host.datasets["weeks"]
    host.show(figure(5))
    assert host.datasets["weeks"] is held


def test_the_spec_holds_no_data_and_its_title_is_set_apart() -> None:
    host = ChartHost(figure(5))
    assert "datasets" not in host.figure
    assert host.title == figure(5).title
    assert host.description.startswith(host.title)


def test_every_chart_shares_one_runtime() -> None:
    assert ChartHost().runtime is ChartHost().runtime is runtime()
    assert b"vegaEmbed" in runtime().code
