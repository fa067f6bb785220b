"""Scoreboards as files: what `kit evaluate` saves, and the one that comes with the kit."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl

from kit.errors import NotFoundError
from kit.practice.scoring.scoreboard import Scoreboard
from kit.practice.scoring.summary import summary

SHIPPED = Path(__file__).parent / "shipped"
ABOUT = "about.json"


def write(board: Scoreboard, folder: str | Path) -> list[Path]:
    """Write a scoreboard: each table as CSV, every market as Parquet, and a summary to read.

    Parameters
    ----------
    board : Scoreboard
    folder : path
        Made where it is missing; files of an earlier run are replaced.

    Returns
    -------
    list of Path
        What was written.
    """
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    paths = [place / ABOUT, place / "summary.md"]
    paths[0].write_text(json.dumps(board.about, indent=1) + "\n", "utf-8")
    paths[1].write_text(summary(board.about, board.tables), "utf-8")
    for name, table in board.tables.items():
        paths.append(place / f"{name}.csv")
        table.write_csv(paths[-1])
    for name, frame in (("namings", board.namings), ("rankings", board.rankings)):
        paths.append(place / f"{name}.parquet")
        frame.write_parquet(paths[-1])
    return paths


def read(folder: str | Path | None = None) -> tuple[dict[str, object], dict[str, pl.DataFrame]]:
    """Read the tables of a scoreboard.

    Parameters
    ----------
    folder : path, optional
        Where `write` put it; None reads the scoreboard that comes with the kit.

    Returns
    -------
    about : dict
        How it was made.
    tables : dict of str to polars.DataFrame

    Raises
    ------
    NotFoundError
        Where there is none.
    """
    place = SHIPPED if folder is None else Path(folder)
    if not (place / ABOUT).is_file():
        raise NotFoundError(
            f"{place} holds no scoreboard: it has no {ABOUT}.",
            hint="Make one with: kit evaluate --out DIR",
        )
    about = json.loads((place / ABOUT).read_text("utf-8"))
    return about, {file.stem: pl.read_csv(file) for file in sorted(place.glob("*.csv"))}
