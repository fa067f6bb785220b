"""Who is behind a pseudonym, on the command line, with a line in the journal."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit import journal
from kit.exhibit.key_file import ensure_key
from kit.exhibit.pseudonyms import pseudonym
from tests.case_rows import case_of, review
from tests.cli.running import run

WHO, WHY = ("--by", "Ada Example"), ("--reason", "asked for by the court")


def test_tells_and_writes_down(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = case_of([review("ann\u202e", "p1", 0), review("bob", "p2", 1)], tmp_path)
    given = pseudonym(ensure_key(case.folder), "account", "ann\u202e")
    case.close()
    ran = run(capsys, "unseal", case.folder, given, *WHO, *WHY)
    assert (ran.code, ran.out) == (0, "ann<U+202E>\n")
    (entry,) = journal.read(case.folder, "unseal")
    assert entry.data == {"pseudonym": given, "by": WHO[1], "reason": WHY[1]}
    ran = run(capsys, "unseal", case.folder, given, *WHO, "--reason", "the fraud trial")
    assert ran.code == 1
    assert "no neutral word" in ran.err
    ran = run(capsys, "unseal", case.folder, "ann", *WHO, *WHY)
    assert ran.code == 1
    assert "is no pseudonym" in ran.err
    assert len(journal.read(case.folder, "unseal")) == 1
