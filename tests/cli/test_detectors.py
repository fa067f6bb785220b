"""Detectors are listed, and one is shown in full."""

from __future__ import annotations

import pytest

from kit.detectors import DETECTORS
from tests.cli.running import run


def test_lists_every_detector_with_its_title(capsys: pytest.CaptureFixture[str]) -> None:
    lines = run(capsys, "detectors").out.splitlines()
    assert [line.split()[0] for line in lines] == list(DETECTORS)
    assert all(d.title in line for d, line in zip(DETECTORS.values(), lines, strict=True))


@pytest.mark.parametrize("name", DETECTORS)
def test_shows_one_in_full(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    detector = DETECTORS[name]
    said = " ".join(run(capsys, "detectors", name).out.split())
    for heading in ("Signal", "Null", "Innocent explanation", "Source"):
        assert f"{heading} {detector.section(heading)}" in said
    assert " ".join(detector.sql.split()) in said
    for parameter, param in detector.params.items():
        assert f"{parameter} = {param.default}" in said


def test_an_unknown_name_says_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "detectors", "astrology")
    assert ran.code == 1
    assert ran.err.startswith("There is no detector 'astrology'.\nAvailable: ")
    assert "review_burst" in ran.err
