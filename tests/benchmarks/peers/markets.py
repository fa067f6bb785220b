"""A market of four reviews, written by hand."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from benchmarks.peers.market import Market

REVIEWS = """review,account,product,stars,day
r0,a0,p0,5.0,10
r1,a0,p1,5.0,10
r2,a1,p0,1.0,12
r3,a2,p1,3.0,50
"""


def tiny(folder: Path) -> Market:
    """Return a market in which a0 was paid, and its review r1 is honest."""
    folder.mkdir()
    (folder / "reviews.csv").write_text(REVIEWS)
    (folder / "priors.csv").write_text("kind,id,prior\naccount,a0,0.9\nreview,r0,0.25\n")
    truth = {
        "account": pl.DataFrame(
            {
                "id": ["a0", "a1", "a2"],
                "paid": [True, False, False],
                "innocent": [False, True, True],
            }
        ),
        "review": pl.DataFrame(
            {
                "id": ["r0", "r1", "r2", "r3"],
                "paid": [True, False, False, False],
                "innocent": [False, False, True, True],
            }
        ),
    }
    return Market("tiny", 3, folder, truth, whole=False)
