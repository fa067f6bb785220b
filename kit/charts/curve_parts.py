"""Curves with an interval at each point, one for each colour: parts that several charts share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import altair as alt

from kit.charts import parts


@dataclass(frozen=True)
class Curves:
    """Curves over rows of the data `curve`, with columns `low` and `high`.

    Parameters
    ----------
    x : altair.X
        The channel that all marks share.
    colours : mapping of str to str
        By value of `field`.
    field, title : str
        What each colour is: the column, and its name in the legend.
    """

    x: Any
    colours: Mapping[str, str]
    field: str
    title: str

    def lines(self, y: str, opacity: float) -> Any:
        """Return the curves through column `y`."""
        return (
            alt.Chart(alt.NamedData("curve"), name="lines")
            .mark_line(strokeWidth=1.5, opacity=opacity, aria=False)
            .encode(x=self.x, y=f"{y}:Q", color=self._colour())
        )

    def bars(self, name: str, opacity: float) -> Any:
        """Return a bar from `low` to `high` at each point."""
        return (
            alt.Chart(alt.NamedData("curve"), name=name)
            .mark_rule(strokeWidth=3, opacity=opacity, aria=False)
            .encode(x=self.x, y="low:Q", y2="high:Q", color=self._colour())
        )

    def dots(self, y: Any, size: int, lines: list[alt.Tooltip]) -> Any:
        """Return the points, which say `lines` and pick their curve."""
        picked = parts.pick(self.field)
        return (
            alt.Chart(alt.NamedData("curve"), name="dots")
            .mark_point(filled=True, size=size, description=parts.spoken(lines))
            .encode(
                x=self.x,
                y=y,
                color=self._colour(),
                opacity=alt.condition(picked, alt.value(1), alt.value(0.2)),
                tooltip=lines,
            )
            .add_params(picked)
        )

    def _colour(self) -> Any:
        scale = alt.Scale(domain=list(self.colours), range=list(self.colours.values()))
        return alt.Color(f"{self.field}:N", title=self.title, scale=scale)


def share_axis(field: str, title: str) -> Any:
    """Return a y channel for a share, from 0 to 100 %."""
    return alt.Y(
        f"{field}:Q",
        title=title,
        scale=alt.Scale(domain=[0, 1]),
        axis=alt.Axis(format=".0%", tickCount=5),
    )
