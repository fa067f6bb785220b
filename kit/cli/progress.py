"""Progress: a bar on a terminal, plain lines elsewhere; on stderr, so that stdout stays clean."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from kit.detector import Progress


@contextmanager
def progress(what: str) -> Iterator[Progress]:
    """Give a function to call with a step's name, the steps done and the steps in all.

    Parameters
    ----------
    what : str
        What is going on, as "Screening".
    """
    if not sys.stderr.isatty():
        yield lambda step, done, total: typer.echo(f"{what} {done}/{total}: {step}", err=True)
        return
    from tqdm import tqdm

    with tqdm(desc=what, unit="step", leave=False, file=sys.stderr) as bar:

        def report(step: str, done: int, total: int) -> None:
            bar.total = total
            bar.n = done
            bar.set_postfix_str(step)

        yield report
