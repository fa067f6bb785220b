"""What every board has: a case, a period, its charts in step, a selection, a text form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeAlias

import ipywidgets
import polars as pl
import traitlets

from kit.case import Case
from kit.errors import ParameterError
from kit.widgets.chart_host import ChartHost, Follows
from kit.widgets.controls import Controls, button, day
from kit.widgets.table import Table

Period: TypeAlias = tuple[date, date]

DAY = timedelta(days=1)
EPOCH = date(1970, 1, 1)


class Panel(ipywidgets.VBox):  # type: ignore[misc]
    """Base of everything that is shown whole: charts, a table, and the table's text form.

    Attributes
    ----------
    selection : polars.DataFrame
        What the table shows, whole, for the next cell.
    """

    table: Table

    def __init__(self) -> None:
        super().__init__()
        self.add_class("kit-board")

    @property
    def selection(self) -> pl.DataFrame:
        """What the table shows, whole."""
        raise NotImplementedError

    def chart(self, follows: Follows | None = None) -> ChartHost:
        """Return a chart whose brush the panel's other charts follow."""
        return ChartHost(follows=follows, channel=self.model_id)

    def __str__(self) -> str:
        return self.table.text()

    def __repr__(self) -> str:
        """Return the table: what a notebook test compares."""
        return str(self)

    def _repr_mimebundle_(self, **kwargs: object) -> dict[str, Any]:
        bundle: dict[str, Any] = super()._repr_mimebundle_(**kwargs)
        return {**bundle, "text/plain": str(self)}


class Board(Panel):
    """Base of the boards of a case: state is traits, and setting one does what a click does.

    Parameters
    ----------
    case : Case

    Attributes
    ----------
    period : tuple of (date, date) or None
        First day and the day after the last; None is all of time. ISO text is taken too.
    """

    period = traitlets.Any(None, allow_none=True)

    def __init__(self, case: Case) -> None:
        self.case = case
        self._hosts: list[ChartHost] = []
        self.from_to = Controls(
            [
                day("first", "From", None, None),
                day("last", "To", None, None),
                button("all", "Whole time"),
            ],
            label="Period",
        )
        super().__init__()
        self.from_to.observe(self._on_dates, "values")
        self.from_to.on_press(lambda _: self.set_trait("period", None))
        self.observe(self._on_period, "period")

    def chart(self, follows: Follows | None = None) -> ChartHost:
        """Return a chart that keeps in step with the board's period."""
        host = super().chart(follows)
        host.observe(self._on_brush, "period")
        self._hosts.append(host)
        return host

    @traitlets.validate("period")
    def _valid_period(self, proposal: Mapping[str, Any]) -> Period | None:
        return as_period(proposal["value"])

    def _on_brush(self, change: Mapping[str, Any]) -> None:
        self.period = days(change["new"])

    def _on_dates(self, change: Mapping[str, Any]) -> None:
        first, last = (change["new"].get(name) or None for name in ("first", "last"))
        if first or last:
            start = date.fromisoformat(first) if first else date.min
            self.period = (start, (date.fromisoformat(last) if last else date.max - DAY) + DAY)
        else:
            self.period = None

    def _on_period(self, _: object) -> None:
        for host in self._hosts:
            # A brush ends within a day: its own chart is left as the hand left it.
            if days(host.period) != self.period:
                host.period = milliseconds(self.period)
        self.from_to.values = _shown_dates(self.period)


def row(children: Iterable[ipywidgets.Widget]) -> ipywidgets.Widget:
    """Return widgets side by side where there is room, one below the other where not."""
    box = ipywidgets.Box(list(children))
    box.add_class("kit-row")
    return box


def beside(children: Iterable[ipywidgets.Widget]) -> ipywidgets.Widget:
    """Return words side by side: they need less room than charts in a `row`."""
    box = row(children)
    box.add_class("kit-beside")
    return box


def part(children: Iterable[ipywidgets.Widget]) -> ipywidgets.Widget:
    """Return widgets one below the other, set off by a line."""
    box = ipywidgets.VBox(list(children))
    box.add_class("kit-part")
    return box


def as_period(value: object) -> Period | None:
    """Return two days as dates, the second after the first; None stays None.

    Raises
    ------
    ParameterError
        When it is anything else.
    """
    if value is None or value == ():
        return None
    if isinstance(value, Sequence) and not isinstance(value, str) and len(value) == 2:
        ends = [_as_date(end) for end in value]
        if ends[0] and ends[1] and ends[0] < ends[1]:
            return ends[0], ends[1]
    raise ParameterError(
        f"A period is two days, the second after the first, not {value!r}.",
        hint='Give it as ("2023-03-01", "2023-04-01"): the second day is the first one outside.',
    )


def within(frame: pl.DataFrame, column: str, period: Period | None) -> pl.DataFrame:
    """Return the rows whose time in `column` lies in the period."""
    if period is None:
        return frame
    return frame.filter(pl.col(column) >= period[0], pl.col(column) < period[1])


def days(ends: Sequence[float]) -> Period | None:
    """Return milliseconds since 1970 as whole days, outwards."""
    if len(ends) != 2:
        return None
    first, last = (datetime.fromtimestamp(end / 1000, UTC) for end in sorted(ends))
    after = last.date() if last.time() == last.min.time() else last.date() + DAY
    return first.date(), max(after, first.date() + DAY)


def milliseconds(period: Period | None) -> list[float]:
    """Return a period as milliseconds since 1970, as charts have it."""
    return [] if period is None else [(end - EPOCH) / DAY * 86_400_000.0 for end in period]


def _as_date(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _shown_dates(period: Period | None) -> dict[str, str]:
    if period is None:
        return {"first": "", "last": ""}
    return {"first": period[0].isoformat(), "last": (period[1] - DAY).isoformat()}
