from __future__ import annotations

import pytest

from kit.detector import Param
from kit.detectors import DETECTORS
from kit.widgets.controls import Controls, button, lines, slider, sliders


@pytest.mark.parametrize(
    ("param", "step"),
    [(Param(7, 1, 30, "days"), 1), (Param(0.25, 0.0, 2.0), 0.01), (Param(50.0, 0.0, 900.0), 1)],
)
def test_a_slider_has_the_parameters_range(param: Param, step: float) -> None:
    made = slider("window_days", param)
    assert (made["low"], made["high"], made["unit"]) == (param.low, param.high, param.unit)
    assert made["step"] == pytest.approx(step)
    assert made["label"] == "Window days"


@pytest.mark.parametrize("name", [d.name for d in DETECTORS.values() if d.params])
def test_every_slider_can_stand_on_its_default(name: str) -> None:
    for field, param in zip(sliders(DETECTORS[name]), DETECTORS[name].params.values(), strict=True):
        steps = (param.default - field["low"]) / field["step"]
        assert steps == pytest.approx(round(steps))


def test_only_known_buttons_are_heard() -> None:
    heard: list[str] = []
    controls = Controls([button("all", "Whole time")], label="Period")
    controls.on_press(heard.append)
    for pressed in ("all", "other", None):
        controls._on_message(controls, {"pressed": pressed}, [])
    assert heard == ["all"]


def test_what_was_typed_goes_with_the_press() -> None:
    controls = Controls([lines("note", "Note", 90), button("send", "Send")], label="Form")
    controls.values = {"note": "", "about": "a"}
    heard: list[dict[str, str]] = []
    controls.on_press(lambda _: heard.append(dict(controls.values)))
    typed = {"note": "typed", "about": "a"}
    controls._on_message(controls, {"pressed": "send", "values": typed}, [])
    controls._on_message(controls, {"pressed": "send", "values": {"other": 1}}, [])
    assert heard == [typed, typed]
    assert controls.sent == {}
