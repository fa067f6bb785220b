"""A bar on a terminal, plain lines elsewhere, and nothing on stdout."""

from __future__ import annotations

import io
import sys

import pytest

from kit.cli.progress import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_plain_lines_elsewhere(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("Screening") as report:
        report("review_burst", 0, 2)
        report("rating_skew", 1, 2)
    said = capsys.readouterr()
    assert said.err == "Screening 0/2: review_burst\nScreening 1/2: rating_skew\n"
    assert said.out == ""


def test_a_bar_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress("Screening") as report:
        report("review_burst", 1, 2)
    assert "Screening: " in terminal.getvalue()
    assert "review_burst" in terminal.getvalue()
    assert "\r" in terminal.getvalue()
    assert capsys.readouterr().out == ""
