"""Every command is listed, answers at once, and errors end as documented."""

from __future__ import annotations

import subprocess
import sys

import pytest

from kit.cli import app
from kit.errors import CaseError
from tests.cli.running import run

COMMANDS = ("investigate", "lab", "detectors", "formats", "practice", "doctor")
HEAVY = ("altair", "duckdb", "polars", "pyarrow", "scipy", "ipywidgets", "jinja2", "sqlglot")


def test_help_lists_commands_and_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "--help")
    assert ran.code == 0
    assert [name for name in COMMANDS if f"  {name} " not in ran.out] == []
    assert "Exit codes: 0 done; 1 a problem" in " ".join(ran.out.split())


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, name, "--help")
    assert ran.code == 0
    assert f"Usage: kit {name}" in ran.out


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import sys\nfrom kit.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "[]"


def test_a_wrong_command_line_ends_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "detectors", "--colour")
    assert (ran.code, ran.out) == (2, "")
    assert "--colour" in ran.err


def failing(error: Exception) -> object:
    def command(*_: object, **__: object) -> None:
        raise error

    return command


def test_a_problem_with_the_input_ends_with_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    error = CaseError("No case \x1b[31m.", available=["a"], hint="Look.")
    monkeypatch.setattr(app, "app", failing(error))
    ran = run(capsys, "lab")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "No case <U+001B>[31m.\nAvailable: a\nHint: Look.\n"


def test_an_error_inside_ends_with_3_and_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(app, "app", failing(ZeroDivisionError("x")))
    ran = run(capsys, "lab")
    assert ran.code == 3
    assert "ZeroDivisionError: x" in ran.err
    assert "Traceback" not in ran.err


def test_interrupting_ends_with_130(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(app, "app", failing(KeyboardInterrupt()))  # type: ignore[arg-type]
    assert run(capsys, "lab").code == 130


def test_debug_lets_the_traceback_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "app", failing(CaseError("No case.")))
    with pytest.raises(CaseError):
        app.main(["lab", "--debug"])
