"""Every format is listed by its name and first line."""

from __future__ import annotations

import pytest

from kit.sources.registry import formats
from tests.cli.running import run


def test_lists_every_format(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "formats")
    assert ran.code == 0
    listed = {line.split()[0]: line for line in ran.out.splitlines() if line}
    for name, source in formats().items():
        assert source.about.strip().splitlines()[0] in listed[name]
    assert ".gz or .zst" in ran.out
