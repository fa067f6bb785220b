"""A live chart: draws a Figure, swaps its data in place, gives brush and click back as traits."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeAlias

import anywidget
import ipywidgets
import traitlets

from kit.charts import Figure
from kit.widgets.runtime import Runtime, runtime

Follows: TypeAlias = Mapping[str, tuple[str, int]]

FRONT = Path(__file__).parent / "front"
PARTS = ("chart_tooltip.js", "chart_view.js", "chart_host.js")
# One widget is one module, so files that belong together are joined.
SCRIPT = "\n".join((FRONT / name).read_text(encoding="utf-8") for name in PARTS)


class ChartHost(anywidget.AnyWidget):
    """One chart of a board.

    Parameters
    ----------
    figure : Figure, optional
        What to draw first.
    follows : mapping of str to (str, int), optional
        Data sets of which only the rows within `period` are drawn, each with its time field and
        the days that a row lasts. The browser does it, without asking the kernel.
    channel : str
        Charts of one channel follow each other's brush.

    Attributes
    ----------
    period : list of float
        Ends of the chart's selection `brush`, milliseconds since 1970 UTC; empty: all of time.
        Setting it moves the brush.
    picked : dict
        Values of the chart's selection `picked`, by field; empty: nothing is picked.
    """

    _esm = SCRIPT

    runtime = traitlets.Instance(Runtime).tag(sync=True, **ipywidgets.widget_serialization)
    figure = traitlets.Dict().tag(sync=True)
    datasets = traitlets.Dict().tag(sync=True)
    title = traitlets.Unicode().tag(sync=True)
    description = traitlets.Unicode().tag(sync=True)
    renderer = traitlets.Enum(("svg", "canvas"), "svg").tag(sync=True)
    follows = traitlets.Dict().tag(sync=True)
    channel = traitlets.Unicode().tag(sync=True)
    period = traitlets.List(traitlets.Float()).tag(sync=True)
    picked = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        figure: Figure | None = None,
        *,
        follows: Follows | None = None,
        channel: str = "",
    ) -> None:
        super().__init__(
            runtime=runtime(),
            follows={name: list(how) for name, how in (follows or {}).items()},
            channel=channel,
        )
        if figure is not None:
            self.show(figure)

    def show(self, figure: Figure) -> None:
        """Draw a figure; where only its data differ from the last, they are swapped in place."""
        structure = figure.structure
        with self.hold_sync():
            self.title = figure.title
            self.description = figure.description
            self.datasets = _changed(self.datasets, figure.data)
            if structure != self.figure:
                self.figure = structure


def _changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """Return `new`, holding the old object wherever it is equal, so that it is not sent again."""
    return {name: old[name] if old.get(name) == rows else rows for name, rows in new.items()}
