"""Leads by their log odds, beside those that strangers' names bring."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from kit.charts import parts, theme
from kit.charts.figure import Figure, nothing

HOW = (
    "Blue: pairs of a seller and an account with even odds or better, by how strong they are. "
    "Grey: what the same search finds for as many strangers' names that are as rare: chance."
)
TICKS = [0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000]
REAL, STRANGERS = "sellers", "strangers' names"


def decoy_odds(odds: pl.DataFrame) -> Figure:
    """Draw leads and decoys' leads side by side.

    Parameters
    ----------
    odds : polars.DataFrame
        `kit.views.lead_odds`: who ("sellers" or "strangers' names"), nats, upto, leads,
        pairs, sets.

    Returns
    -------
    Figure
        Selection: `picked` (who: the bars clicked).
    """
    if odds.is_empty():
        return nothing("no name of a seller or a made-up one is like an account's", HOW)
    bars = odds.with_columns(parts.label("who"))
    return Figure(
        _chart,
        data={"odds": bars},
        title=_title(odds),
        how=HOW,
        table=bars.filter(pl.col("pairs") > 0)
        .sort("nats", "who", descending=True)
        .select("who", "nats", "upto", "leads"),
        order="strongest first",
    )


def _chart() -> Any:
    lines = [
        parts.says("Names of", "who"),
        parts.says("Log odds from", "nats", "Q", ".1~f"),
        parts.says("to below", "upto", "Q", ".1~f"),
        parts.says("Pairs", "leads", "Q", ",.2~f"),
        parts.says_count("Pairs in all sets", "pairs"),
        parts.says_count("Sets of strangers' names", "sets"),
    ]
    picked = parts.pick("who")
    return (
        alt.Chart(alt.NamedData("odds"), name="odds")
        .mark_bar(description=parts.spoken(lines))
        .encode(
            x=alt.X(
                "nats:O",
                title="Log odds (nats); 0: even, 2.3: ten to one, 4.6: a hundred to one",
                axis=alt.Axis(format=".1~f", labelAngle=0),
            ),
            xOffset=alt.XOffset("who:N", sort=[REAL, STRANGERS]),
            y=alt.Y(
                "leads:Q",
                title="Pairs (grey: mean of a set; log scale)",
                # From zero, and with strangers by the hundred a single lead is still seen.
                scale=alt.Scale(type="symlog", constant=1),
                axis=alt.Axis(format=",d", values=TICKS, labelOverlap=False),
            ),
            color=alt.Color(
                "who:N",
                title=None,
                scale=alt.Scale(domain=[REAL, STRANGERS], range=[theme.OBSERVED, theme.MUTED]),
            ),
            opacity=alt.condition(picked, alt.value(1), alt.value(0.25)),
            tooltip=lines,
        )
        .add_params(picked)
        .properties(height=theme.HEIGHT)
    )


def _title(odds: pl.DataFrame) -> str:
    real = odds.filter(pl.col("who") == REAL, pl.col("pairs") > 0)
    weakest = real["nats"].to_numpy().min() if real.height else 0.0
    chance = odds.filter(pl.col("who") == STRANGERS, pl.col("nats") >= weakest)["leads"].sum()
    found = parts.counted(round(real["leads"].sum()), "pair")
    return (
        f"{found} with log odds of {weakest:g} or more; "
        f"strangers' names bring {chance:,.1f} of those"
    )
