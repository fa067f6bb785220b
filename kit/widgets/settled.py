"""Work that waits until a hand has stopped moving."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

PAUSE = 0.25
"""Seconds."""


class Settled:
    """Calls a function once, when calls have paused; at once where no event loop runs.

    Parameters
    ----------
    work : callable
        What is too slow for every step of a brush, and needed only at its end.
    """

    def __init__(self, work: Callable[[], None]) -> None:
        self._work = work
        self._waiting: asyncio.TimerHandle | None = None

    def __call__(self) -> None:
        """Do the work later, or now."""
        if self._waiting is not None:
            self._waiting.cancel()
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self._work()
        else:
            self._waiting = loop.call_later(PAUSE, self._work)
