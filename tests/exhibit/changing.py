"""One byte of a bundle changed at random, and whether `verify` names the file."""

from __future__ import annotations

from pathlib import Path
from random import Random

from kit.exhibit import bag
from kit.exhibit.verifying import verify


def change(bundle: Path, hand: Random, turn: int) -> str | None:
    """Flip one bit of one file, verify, and put it back.

    Tag files are small: they get a turn of their own in three.

    Returns
    -------
    str or None
        What was changed, where no problem names its file.
    """
    tags = [bundle / name for name in (*bag.TAGGED, bag.TAG_MANIFEST)]
    paths = sorted(path for path in bundle.rglob("*") if path.is_file())
    path = hand.choice(paths if turn % 3 else tags)
    before = path.read_bytes()
    at = hand.randrange(len(before))
    path.write_bytes(
        before[:at] + bytes([before[at] ^ (1 << hand.randrange(8))]) + before[at + 1 :]
    )
    said = [f"{problem.path} {problem.told}" for problem in verify(bundle)]
    path.write_bytes(before)
    name = path.relative_to(bundle).as_posix()
    return None if any(name in line for line in said) else f"{name}, byte {at}"
