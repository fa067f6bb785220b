"""Random streams: one for each part of a market, so that no part disturbs another."""

from __future__ import annotations

import zlib

import numpy as np

Random = np.random.Generator


def stream(seed: int, *part: str | int) -> Random:
    """Return the generator of one part of the market.

    Parameters
    ----------
    seed : int
        The market's seed, 0 or more.
    *part : str or int
        Names the part, for example ``("plan", "broker_pool", 2)``. The same seed and part give
        the same stream, whatever else is drawn before, after or beside it.

    Returns
    -------
    numpy.random.Generator
        A PCG64 stream, independent of the streams of other parts.
    """
    key = tuple(zlib.crc32(p.encode()) if isinstance(p, str) else p for p in part)
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed, spawn_key=key)))
