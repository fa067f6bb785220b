"""One shape of a made market beside those of real files."""

from __future__ import annotations

from functools import partial
from typing import Any

import altair as alt
import polars as pl

from kit.charts import parts, theme
from kit.charts.figure import Figure, nothing
from kit.charts.fit_looks import LOOKS, Look
from kit.errors import ParameterError

HOW = (
    "Thick: the market that was made. Thin: real files; shaded: from the lowest to the highest. A "
    "file without a line cannot tell this."
)
REAL = {
    "Yelp Chicago": "#B65FCF",
    "Yelp, 10,000 rows": theme.UNUSUAL,
    "Amazon instruments": "#B58900",
    "Amazon beauty": theme.EXPECTED,
    "Amazon microwaves": theme.CENTRE,
    "App store export": theme.TEXT,
}
"""A file keeps its colour from chart to chart; the names are those of `kit.practice.fit`.

Thin lines need a contrast of three to one with a white and with a dark ground.
"""
MADE = (theme.OBSERVED, "#CC79A7")


def fit_chart(fit: pl.DataFrame) -> Figure:
    """Draw one shape of made markets beside real ones.

    Parameters
    ----------
    fit : polars.DataFrame
        `kit.practice.fit.beside`, of one shape: market, real, shape, x, n, value, files, low,
        middle, high, times, nearest.

    Returns
    -------
    Figure
        Selection: `picked` (market: the real file clicked).

    Raises
    ------
    ParameterError
        When the frame holds several shapes, or one that is not known.
    """
    if fit.is_empty():
        return nothing("the shape was not measured", HOW)
    shapes = fit["shape"].unique().sort().to_list()
    if len(shapes) > 1 or shapes[0] not in LOOKS:
        raise ParameterError(
            f"A chart draws one shape, and this frame holds {', '.join(shapes)}.",
            available=LOOKS,
            hint="Choose one: fit.filter(shape='stars')",
        )
    look = LOOKS[shapes[0]]
    lowest = 0.0 if look.log_y else float("-inf")
    points = fit.select(
        parts.label("market"),
        "real", "x", "n", "value", "low", "high",
        # Nothing has no place on an axis of ratios: the line ends before it.
        pl.when(pl.col("value") > lowest).then("value").alias("drawn"),
        pl.col("x").map_elements(look.says, pl.String).alias("point"),
    )  # fmt: skip
    bounds = points.filter((pl.col("low") > lowest) & (pl.col("low") < pl.col("high")))
    return Figure(
        _DRAW[shapes[0]],
        data={"points": points, "range": bounds.unique("x").select("x", "low", "high").sort("x")},
        title=_title(fit, shapes[0], look),
        how=HOW,
        table=_table(points, look),
        order="by x",
    )


def _table(points: pl.DataFrame, look: Look) -> pl.DataFrame:
    """Return one row for each x and one column for each market, the made ones first."""
    named = points.with_columns(pl.col("x").map_elements(look.at, pl.String).alias(look.x))
    return named.sort("real", maintain_order=True).pivot(
        "market", index=look.x, values="value", aggregate_function="first"
    )


def _title(fit: pl.DataFrame, shape: str, look: Look) -> str:
    """Say how the first made market lies to the real ones, and where it is furthest off."""
    name = shape.capitalize()
    made = fit.filter(pl.col("times").is_not_null())
    if made.is_empty():
        return f"{name}: nothing to compare"
    told = made.filter(pl.col("market") == made["market"][0])
    among = int((told["times"] == 1).sum())
    within = among == told.height
    apart = (pl.col("value") - pl.col("middle") if within else pl.col("times").log()).abs()
    worst = told.sort(apart, descending=True, maintain_order=True).row(0, named=True)
    market, nearest = parts.short(worst["market"]), parts.short(worst["nearest"])
    points = f"all {among}" if within else f"{among} of {told.height}"
    said = f"{name}: {market} is among the real files at {points} points, nearest to {nearest}"
    if told["files"].max() == 1:
        said = f"{name}: {market} beside {nearest}"
    ends = [_figure(worst[end], look) for end in (("middle",) if within else ("low", "high"))]
    return (
        f"{said}; furthest {'from their middle' if within else 'off'}: {look.says(worst['x'])}, "
        f"{_figure(worst['value'], look)} against {' to '.join(dict.fromkeys(ends))}"
    )


def _figure(value: float, look: Look) -> str:
    return f"{value * 100:.3g}%" if look.share else f"{value:.3g}"


def _chart(look: Look) -> Any:
    markets = [_markets(look, real=real) for real in (True, False)]
    # The colours of what was made do not depend on how many files there are.
    both = alt.layer(*markets).resolve_scale(color="independent")
    return alt.layer(_range(look), both).properties(height=theme.HEIGHT)


def _x(look: Look) -> Any:
    if look.names:
        names = " : ".join(f"datum.value == {i + 1} ? '{n[:3]}'" for i, n in enumerate(look.names))
        axis = alt.Axis(values=list(range(1, len(look.names) + 1)), labelExpr=f"{names} : ''")
        scale = alt.Scale(domain=[1, len(look.names)], nice=False, padding=20)
        return alt.X("x:Q", title=look.x, scale=scale, axis=axis)
    scale = alt.Scale(type="log", nice=False, padding=20)
    axis = alt.Axis(values=list(look.ticks), format="~g")
    return alt.X("x:Q", title=f"{look.x} (log)", scale=scale, axis=axis)


def _y(field: str, look: Look) -> Any:
    axis = alt.Axis(format=".3~%" if look.share else ".2~f", tickCount=5)
    scale = alt.Scale(type="log") if look.log_y else alt.Scale(zero=True)
    return alt.Y(f"{field}:Q", title=look.y, scale=scale, axis=axis)


def _range(look: Look) -> Any:
    return (
        alt.Chart(alt.NamedData("range"), name="range")
        .mark_area(color=theme.EXPECTED, opacity=0.15, aria=False)
        .encode(x=_x(look), y=_y("low", look), y2="high:Q")
    )


def _markets(look: Look, *, real: bool) -> Any:
    """Return lines and points of the real files, or of the markets that were made."""
    if real:
        width, size = 1.2, 25
        scale = alt.Scale(domain=list(REAL), range=list(REAL.values()))
        legend = alt.Legend(title="Real", orient="bottom", columns=3)
    else:
        width, size = 3.5, 70
        scale, legend = alt.Scale(range=list(MADE)), alt.Legend(title="Made")
    place = (
        alt.Chart(alt.NamedData("points"))
        .transform_filter("datum.real" if real else "!datum.real")
        .encode(
            x=_x(look),
            y=_y("drawn", look),
            color=alt.Color("market:N", sort=None, scale=scale, legend=legend),
        )
    )
    said = _tooltip(look)
    lines = place.mark_line(strokeWidth=width, aria=False)
    points = place.mark_point(filled=True, size=size, opacity=1, description=parts.spoken(said))
    points = points.encode(tooltip=said)
    if real:
        picked = parts.pick("market")
        seen = alt.condition(picked, alt.value(1), alt.value(0.15))
        points = points.encode(opacity=seen).properties(name="files").add_params(picked)
    return alt.layer(lines, points)


def _tooltip(look: Look) -> list[alt.Tooltip]:
    form = ".3~%" if look.share else ".3~f"
    return [
        parts.says("Market", "market"),
        parts.says("What", "point"),
        parts.says("Value", "value", "Q", form),
        parts.says_count("Of", "n"),
        parts.says("Real files from", "low", "Q", form),
        parts.says("to", "high", "Q", form),
    ]


_DRAW = {shape: partial(_chart, look) for shape, look in LOOKS.items()}
