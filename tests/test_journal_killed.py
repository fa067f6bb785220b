"""Processes on one journal that are killed while they write lose nothing that was written."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from kit import journal

# What was acknowledged is printed: only that must be found again.
WRITER = """
import sys
from pathlib import Path
from kit import journal
for n in range(10_000):
    journal.append(Path(sys.argv[1]), "note", by=sys.argv[2], n=n, text="x" * 300)
    print(n, flush=True)
"""
KILLS = 6


def test_no_line_that_was_acknowledged_is_lost(tmp_path: Path) -> None:
    hand = random.Random(6)
    journal.append(tmp_path, "note", by="first", n=0)
    told: dict[str, int] = {}
    for kill in range(0, KILLS, 2):
        names = [str(kill), str(kill + 1)]
        writers = [
            subprocess.Popen(
                [sys.executable, "-c", WRITER, str(tmp_path), name], stdout=subprocess.PIPE
            )
            for name in names
        ]
        for writer in writers:
            assert writer.stdout is not None
            writer.stdout.readline()
        time.sleep(hand.random() / 10)
        for name, writer in zip(names, writers, strict=True):
            writer.send_signal(signal.SIGKILL)
            rest = writer.communicate()[0].split()
            told[name] = int(rest[-1]) + 1 if rest else 1
    journal.append(tmp_path, "note", by="last", n=0)
    lines = [entry.data for entry in journal.read(tmp_path, "note")]
    for name, count in told.items():
        theirs = [line["n"] for line in lines if line["by"] == name]
        assert theirs == list(range(len(theirs)))
        assert len(theirs) >= count
    assert journal.check(tmp_path).holds
