"""The gig market as files: each frame as Parquet and as CSV, what is known apart from leads."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from kit.exhibit.csv_table import write_csv
from kit.exhibit.gig_market import GigMarket
from kit.views.known_buys import known_reached

INFERRED = ("leads", "clients", "groups", "listings")
"""Written always."""

BOUGHT = ("test_buys", "known_accounts", "known_score", "seeded_accounts", "seeded_clients")
"""Written with test buys. The first two were seen; the last two are inferred, and start at accounts
that are known. No file mixes both."""


def frames(found: GigMarket) -> dict[str, pl.DataFrame]:
    """Return what is written, by the file's name without its ending.

    Parameters
    ----------
    found : GigMarket

    Returns
    -------
    dict of str to polars.DataFrame
        The names of `INFERRED`, and with test buys those of `BOUGHT`.
    """
    told = {
        "leads": found.leads.leads,
        "clients": found.trail.clients.drop("seller"),
        "groups": found.trail.hands,
        "listings": found.offers,
    }
    if found.buys is None or found.known is None:
        return told
    return told | {
        "test_buys": found.buys.buys,
        "known_accounts": found.buys.known,
        "known_score": found.buys.score(found.trail.leads),
        "seeded_accounts": known_reached(found.known).drop("seller"),
        "seeded_clients": found.known.clients.drop("seller"),
    }


def write_gig_market(found: GigMarket, out: Path) -> tuple[Path, ...]:
    """Write each frame as Parquet and as CSV.

    Parameters
    ----------
    found : GigMarket
    out : Path
        A folder that is there.

    Returns
    -------
    tuple of Path
    """
    paths: list[Path] = []
    for name, frame in frames(found).items():
        frame.write_parquet(out / f"{name}.parquet")
        paths += [out / f"{name}.parquet", write_csv(frame, out / f"{name}.csv")]
    return tuple(paths)
