"""Run the command line inside the test's process."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from kit.cli import main


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


def run(capsys: pytest.CaptureFixture[str], *args: object) -> Ran:
    """Run `kit ARGS`; a traceback is the test's failure only with --debug."""
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in args])
    said = capsys.readouterr()
    code = ended.value.code
    return Ran(code if isinstance(code, int) else 0, said.out, said.err)
