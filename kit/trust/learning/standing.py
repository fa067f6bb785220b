"""Who is champion, with the calibration that was measured last.

A model's folder never changes once it is written. How its scores and what came true lie together
does: that is measured again with every fit, and kept as a line of the journal of kind
"model_calibrated", with `name` and `curve`: its `kind`, `at` and `gives`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from kit import journal
from kit.case import Case
from kit.errors import CaseError
from kit.trust.learning.calibrate import Calibration, curve_of
from kit.trust.learning.model import Model
from kit.trust.learning.model_folder import champion, load

CALIBRATED = "model_calibrated"


def standing(case: Case) -> Model | None:
    """Return the case's champion, None where the rules still are.

    Raises
    ------
    CaseError
        When its folder, or its calibration in the journal, is not as it was written.
    """
    name = champion(case)
    if name is None:
        return None
    model = load(case, name)
    told = [line for line in journal.read(case, CALIBRATED) if line.data.get("name") == name]
    return replace(model, calibration=_curve(name, told[-1].data)) if told else model


def note_calibration(case: Case, model: Model) -> None:
    """Keep a saved model's calibration, for as long as it is not measured again."""
    curve = model.calibration
    journal.append(
        case,
        CALIBRATED,
        name=model.name,
        curve={"kind": curve.kind, "at": curve.at.tolist(), "gives": curve.gives.tolist()},
    )


def _curve(name: str, told: Mapping[str, Any]) -> Calibration:
    try:
        held = told["curve"]
        at, gives = (np.array(held[key], dtype=np.float64) for key in ("at", "gives"))
        curve = curve_of(held["kind"], at, gives)
    except (KeyError, TypeError, ValueError):
        curve = None
    if curve is None:
        raise CaseError(
            f"The journal's calibration of the model {name} is no curve that rises from 0 to 1.",
            hint="The line was changed by hand. Fit a model anew, or bring the journal back.",
        )
    return curve
