"""Review and export in a process that is killed at a random moment, and what it must have left.

A worker gives a verdict, exports the case, and begins again; what it was told to be done it notes
in a file. It is killed by the clock, or at one of its own steps on files (`sys.addaudithook`), so
that the short moments between two of them have their turn as well.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import sys
import time
from collections import Counter
from pathlib import Path

import kit
from kit import journal
from kit.disk import sha256
from kit.exhibit import bag
from kit.exhibit.case_bundle import write_case_bundle
from kit.exhibit.verifying import verify
from kit.verdicts import VERDICTS, record

STEPS = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree"}
ROUNDS = 2
"""Rounds of a worker that nobody kills."""

DONE = "done.txt"
PRELOADED = ["tests.exhibit.killing", "altair", "typst", "scipy.stats"]


def work(folder: Path, place: Path, turn: int, last_step: int) -> None:
    """Review and export, until `last_step` steps on files were taken; 0 for no such end."""
    case = kit.open_case(folder=folder)
    accounts = kit.suspects(case)["entity_id"].to_list()
    taken = 0

    def hook(event: str, _: object) -> None:
        nonlocal taken
        if event not in STEPS:  # The kill is audited, too.
            return
        taken += 1
        if taken == last_step:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)
    done = os.open(place / DONE, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    for n in range(ROUNDS):
        note = f"{turn}.{n}"
        account, verdict = accounts[turn % len(accounts)], VERDICTS[n % len(VERDICTS)]
        record(case, "account", account, verdict, note, "Anna")
        os.write(done, f"verdict {note}\n".encode())
        bundle = write_case_bundle(case, place / f"bundle {note}")
        os.write(done, f"bundle {note} {bundle.sha256}\n".encode())
    os.write(done, f"steps {taken}\n".encode())
    os._exit(0)


def started(folder: Path, place: Path, turn: int, last_step: int) -> multiprocessing.Process:
    """Start a worker from a process that has everything loaded."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    process = context.Process(target=work, args=(folder, place, turn, last_step))
    process.start()
    return process  # type: ignore[return-value]


def kills(folder: Path, place: Path, times: int, seed: int) -> Counter[str]:
    """Kill `times` workers at work, and return how many were at what."""
    hand = random.Random(seed)
    place.mkdir()
    began = time.monotonic()
    started(folder, place, 0, 0).join()
    lasted = time.monotonic() - began
    steps = int((place / DONE).read_text().split()[-1])
    found: Counter[str] = Counter()
    turn = 0
    while found.total() < times:
        turn += 1
        by_clock = turn % 2 == 0
        worker = started(folder, place, turn, 0 if by_clock else hand.randint(1, steps))
        worker.join(hand.uniform(0, lasted) if by_clock else None)
        worker.kill()
        worker.join()
        if worker.exitcode == -signal.SIGKILL:  # Others were done before the clock ran out.
            mine = [line for line in lines(place) if line.split()[1].split(".")[0] == str(turn)]
            found[_doing(mine)] += 1
    return found


def _doing(mine: list[str]) -> str:
    if not mine:
        return "before its first verdict was acknowledged"
    return "in an export" if mine[-1].startswith("verdict") else "in a later verdict"


def lines(place: Path) -> list[str]:
    """Return what was acknowledged."""
    return [
        line for line in (place / DONE).read_text().splitlines() if not line.startswith("steps")
    ]


def lost(folder: Path, place: Path) -> list[str]:
    """Return what is not as it must be after kills: verdicts lost, half bundles that verify."""
    journal.append(folder, "note", text="the last line after all kills")
    if not journal.check(folder).holds:
        return ["the journal's chain does not hold"]
    given = {entry.data["note"] for entry in journal.read(folder, "verdict")}
    told = [line.split() for line in lines(place)]
    missing = [" ".join(line) for line in told if line[0] == "verdict" and line[1] not in given]
    for _, note, seal in (line for line in told if line[0] == "bundle"):
        if sha256(place / f"bundle {note}" / bag.TAG_MANIFEST) != seal:
            missing.append(f"bundle {note}")
    whole = len(bag.payload(place / "bundle 0.0"))
    for bundle in sorted(path for path in place.iterdir() if path.is_dir()):
        # What has its name must be whole and noted; a stage that was left, whole or no bundle.
        named = not bundle.name.startswith(".")
        wrong = verify(bundle, case=folder if named else None)
        if (named and wrong) or (not wrong and len(bag.payload(bundle)) != whole):
            missing.append(f"{bundle.name} is no whole bundle")
    return missing
