"""The sliders of a board of trust: what a review counts, and what puts it first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ipywidgets

from kit.detector import Param, Value
from kit.errors import ParameterError
from kit.trust.order_weights import ORDER_PARAMS
from kit.trust.weights import Weights
from kit.widgets.controls import Controls, button, slider, text

_FIRST = Weights()
STARS: Mapping[str, Param] = {
    "trust": Param(_FIRST.trust, low=0.0, high=5.0, unit="power of P(genuine)"),
    "half_life_days": Param(_FIRST.half_life_days or 3_650.0, low=30.0, high=3_650.0, unit="days"),
    "helpful": Param(_FIRST.helpful, low=0.0, high=1.0, unit="for each ln(1 + votes)"),
    "prior": Param(_FIRST.prior, low=0.0, high=5.0, unit="times the category's"),
}
ORDER: Mapping[str, Param] = ORDER_PARAMS
LABELS = {
    "half_life": "Recency: half-life",
    "half_life_days": "Recency: half-life",
    "helpful": "Helpfulness",
    "prior": "Prior strength",
}
FINE = 10.0
"""Ranges up to this wide move in tenths, or finer where their default is."""

LONGEST_QUESTION = 200


def controls(params: Mapping[str, Param], label: str) -> Controls:
    """Return a slider for each weight, and a button that sets all back."""
    fields = []
    for name, param in params.items():
        field = slider(name, param)
        if param.high - param.low <= FINE:
            field["step"] = min(field["step"], 0.1)
        fields.append({**field, "label": LABELS.get(name, field["label"])})
    return Controls(
        [*fields, button("first", "As at first")], label=label, values=bound(params, {})
    )


def question() -> Controls:
    """Return a field for a reader's question."""
    field = text("query", "A reader's question", LONGEST_QUESTION)
    return Controls([field], label="Question", values={"query": ""})


def bound(params: Mapping[str, Param], values: Mapping[str, Any]) -> dict[str, Value]:
    """Return a value for every weight: those given, checked, and else the default.

    Raises
    ------
    ParameterError
        On an unknown weight, or one out of range.
    """
    unknown = sorted(set(values) - set(params))
    if unknown:
        raise ParameterError(f"There is no weight {unknown[0]!r}.", available=params)
    return {
        name: param.check(name, values[name]) if name in values else param.default
        for name, param in params.items()
    }


def follow(board: ipywidgets.Widget, trait: str, held: Controls) -> None:
    """Let sliders set a board's trait, and their button set it back."""
    first = dict(held.values)
    held.observe(lambda change: board.set_trait(trait, change["new"]), "values")
    held.on_press(lambda _: board.set_trait(trait, first))
