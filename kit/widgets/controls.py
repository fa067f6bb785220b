"""Controls of a board: sliders made from a detector's parameters, a period, choices, buttons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, TypeAlias

import anywidget
import traitlets

from kit.detector import Detector, Param
from kit.plain_text import visible
from kit.widgets.chart_host import FRONT

Field: TypeAlias = dict[str, Any]


class Controls(anywidget.AnyWidget):
    """A row of labelled form controls.

    Parameters
    ----------
    fields : iterable of Field
        Made by the functions of this module.
    label : str
        What they are for, said by a screen reader.
    values : mapping
        First values, by the field's name.

    Attributes
    ----------
    values : dict
        Value of each field; setting it moves the controls.
    sent : dict
        The values that came with the last press, as they stood in front of who pressed.
    """

    _esm = FRONT / "controls.js"

    fields: traitlets.List[Any] = traitlets.List().tag(sync=True)
    label = traitlets.Unicode().tag(sync=True)
    values = traitlets.Dict().tag(sync=True)

    def __init__(
        self, fields: Iterable[Field], *, label: str, values: Mapping[str, Any] | None = None
    ) -> None:
        self._pressed: list[Callable[[str], None]] = []
        self.sent: dict[str, Any] = {}
        super().__init__(fields=list(fields), label=label, values=dict(values or {}))
        self.on_msg(self._on_message)

    def on_press(self, callback: Callable[[str], None]) -> None:
        """Call `callback` with a button's name when it is pressed."""
        self._pressed.append(callback)

    def _on_message(self, _: object, content: Mapping[str, Any], __: object) -> None:
        names = {field["name"] for field in self.fields if field["kind"] == "button"}
        if content.get("pressed") in names:
            typed = content.get("values")
            known = {field["name"] for field in self.fields} | set(self.values)
            self.sent = {}
            if isinstance(typed, Mapping) and set(typed) <= known:
                self.sent = dict(typed)
                self.values = dict(typed)
            for callback in self._pressed:
                callback(content["pressed"])


def slider(name: str, param: Param) -> Field:
    """Return a slider with a parameter's range, step and unit."""
    whole = isinstance(param.default, int)
    # A step on which both the lower end and the default lie, or the slider could not stand on it.
    step = 1 if whole else 10 ** -max(map(_decimals, (param.low, param.default)))
    return {
        "kind": "range",
        "name": name,
        "label": name.replace("_", " ").capitalize(),
        "low": param.low,
        "high": param.high,
        "step": step,
        "unit": param.unit,
        "help": f"{param.low:,} to {param.high:,} {param.unit}, at first {param.default:,}".strip(),
    }


def sliders(detector: Detector) -> list[Field]:
    """Return a slider for each parameter of a detector."""
    return [slider(name, param) for name, param in detector.params.items()]


def day(name: str, label: str, first: date | None, last: date | None) -> Field:
    """Return a field for a day between two others."""
    low, high = (end.isoformat() if end else None for end in (first, last))
    return {"kind": "date", "name": name, "label": label, "low": low, "high": high}


def choice(name: str, label: str, options: Iterable[tuple[str, str]]) -> Field:
    """Return a list to choose from, as pairs of value and label."""
    pairs = [[value, visible(said, 80)] for value, said in options]
    return {"kind": "choice", "name": name, "label": label, "options": pairs}


def search(name: str, label: str, options: Iterable[str], placeholder: str = "") -> Field:
    """Return a text field that proposes names; any text can be typed."""
    return {
        "kind": "search",
        "name": name,
        "label": label,
        "options": list(options),
        "placeholder": placeholder,
    }


def text(name: str, label: str, most: int) -> Field:
    """Return a field for one line of at most `most` characters."""
    return {"kind": "text", "name": name, "label": label, "most": most}


def lines(name: str, label: str, most: int) -> Field:
    """Return a field for several lines of at most `most` characters in all."""
    return {"kind": "lines", "name": name, "label": label, "most": most}


def button(name: str, label: str) -> Field:
    """Return a button."""
    return {"kind": "button", "name": name, "label": label}


def _decimals(number: float) -> int:
    return len(f"{number:.9f}".rstrip("0").partition(".")[2])
