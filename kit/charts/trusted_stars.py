"""A product's stars as shown, as far as its reviews can be trusted, and what that rests on."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from kit.charts import parts, theme
from kit.charts.figure import Figure, nothing

HOW = (
    "Point: mean stars. Line: its 90 % interval. Grey: every review counts alike. Blue: each with "
    "the weights chosen. Orange: the same with suspects left out, or with one kind of evidence not "
    "believed, where that moves it."
)
MOVES = 0.005
"""Stars by which a kind of evidence must move the mean to be drawn."""

WITHOUT = "without_"


def trusted_stars(rating: pl.DataFrame, name: str | None = None) -> Figure:
    """Draw a product's shown and trusted stars, one below the other.

    Parameters
    ----------
    rating : polars.DataFrame
        `kit.trust.rating`, one row: reviews, shown_mean, trusted_mean, trusted_low, trusted_high,
        effective_n, rating, keep_all, drop_suspects, suspect_reviews, and
        without_<family> for each family of evidence.
    name : str, optional
        The product's name, for the title.

    Returns
    -------
    Figure
        Selection: `picked` (what: the row clicked).
    """
    if rating.is_empty() or rating["shown_mean"].null_count():
        return nothing("no review of the product has stars", HOW)
    told = rating.row(0, named=True)
    rows = pl.DataFrame(
        _rows(told),
        schema={
            "what": pl.String,
            "role": pl.String,
            "stars": pl.Float64,
            "low": pl.Float64,
            "high": pl.Float64,
            "reviews": pl.Float64,
        },
        orient="row",
    ).filter(pl.col("stars").is_not_null())
    said = f"{told['shown_mean']:.2f} stars shown"
    if told["trusted_mean"] is not None:
        moved = told["trusted_mean"] - told["shown_mean"]
        said += f", {told['trusted_mean']:.2f} trusted: {moved:+.2f}"
    return Figure(
        _chart,
        data={"stars": rows},
        title=parts.named(said, name),
        how=HOW,
        table=rows.drop("role"),
        order="as drawn",
    )


def _rows(told: dict[str, Any]) -> list[tuple[Any, ...]]:
    """Return what is drawn: what, role, stars, low, high, reviews that count."""
    n, mean, effective = told["reviews"], told["trusted_mean"], told["effective_n"]
    ends = told["trusted_low"], told["trusted_high"]
    rows = [
        ("as shown", "shown", told["shown_mean"], None, None, n),
        ("trusted", "trusted", mean, *ends, effective),
        ("trusted, with its category's prior", "trusted", told["rating"], None, None, None),
        ("every review kept", "trusted", told["keep_all"], None, None, n),
        (
            "suspects left out",
            "left out",
            told["drop_suspects"],
            None,
            None,
            n - (told["suspect_reviews"] or 0),
        ),
    ]
    for column, value in told.items():
        moved = column.startswith(WITHOUT) and None not in (value, mean)
        if moved and abs(value - mean) >= MOVES:
            family = column.removeprefix(WITHOUT)
            rows.append((f"{family} not believed", "left out", value, None, None, None))
    return rows


def _chart() -> Any:
    return alt.layer(_points(), _intervals()).properties(height=alt.Step(26))


def _y() -> alt.Y:
    return alt.Y("what:N", title=None, sort=None, axis=alt.Axis(labelLimit=230, grid=True))


def _x(field: str) -> alt.X:
    return alt.X(
        f"{field}:Q",
        title="Mean stars",
        scale=alt.Scale(domain=[1, 5]),
        axis=alt.Axis(values=[1, 2, 3, 4, 5], format="d", grid=True),
    )


def _colour() -> alt.Color:
    return alt.Color(
        "role:N",
        legend=None,
        scale=alt.Scale(
            domain=["shown", "trusted", "left out"],
            range=[theme.EXPECTED, theme.OBSERVED, theme.UNUSUAL],
        ),
    )


def _intervals() -> Any:
    return (
        alt.Chart(alt.NamedData("stars"), name="intervals")
        .mark_rule(strokeWidth=3, aria=False)
        .encode(y=_y(), x=_x("low"), x2="high:Q", color=_colour())
    )


def _points() -> Any:
    lines = [
        parts.says("Stars", "what"),
        parts.says("Mean", "stars", "Q", ".2f"),
        parts.says("Interval from", "low", "Q", ".2f"),
        parts.says("to", "high", "Q", ".2f"),
        parts.says("Reviews that count", "reviews", "Q", ",.1~f"),
    ]
    picked = parts.pick("what")
    return (
        alt.Chart(alt.NamedData("stars"), name="points")
        .mark_point(filled=True, size=110, description=parts.spoken(lines))
        .encode(
            y=_y(),
            x=_x("stars"),
            color=_colour(),
            opacity=alt.condition(picked, alt.value(1), alt.value(0.35)),
            tooltip=lines,
        )
        .add_params(picked)
    )
