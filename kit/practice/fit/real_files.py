"""The real files that practice markets are compared with, and their shapes.

The shapes come with the kit; the files do not. ``python -m kit.practice.fit DATA`` measures them
again where they are.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from importlib.resources import files
from io import StringIO
from pathlib import Path

import polars as pl

from kit.case import open_case
from kit.practice.fit.shapes import (
    ACCOUNTS,
    COLUMNS,
    DISPERSION,
    GAPS,
    PRODUCTS,
    SHAPES,
    TWICE,
    shapes_of,
)

STORED = "real_shapes.csv"
_DIGITS = 4


@dataclass(frozen=True)
class RealFile:
    """A public file of reviews, and what it cannot tell about a market.

    Parameters
    ----------
    market : str
        What it is called beside others.
    file : str
        Its path in the folder of real files.
    about : str
        What it is.
    silent : mapping of str to str
        Shapes that the file holds but not the market, each with its reason.
    mapping : mapping of str to str, optional
        As for `kit.open_case`.
    """

    market: str
    file: str
    about: str
    silent: Mapping[str, str] = field(default_factory=dict)
    mapping: Mapping[str, str | None] | None = None


_CORE = "only accounts and products with five or more reviews are in it"
_VARIANTS = "variants of one product share their reviews, which come once for each"
_THINNED = "it is a part of a larger set, row by row"
_ONE_APP = "it holds one product"

REAL_FILES = (
    RealFile(
        "Yelp Chicago",
        "yelpchi_labelled.parquet",
        "hotels and restaurants, 2004 to 2012 (Rayana & Akoglu, KDD 2015)",
        mapping={
            "account_id": "reviewer_id",
            "product_id": "product_id",
            "stars": "rating",
            "posted_at": "ts",
        },
    ),
    RealFile(
        "Yelp, 10,000 rows",
        "raw/yelp_10k.csv",
        "businesses of the Yelp Open data set, 2005 to 2013",
        silent=dict.fromkeys((ACCOUNTS, PRODUCTS, GAPS, DISPERSION), _THINNED),
    ),
    RealFile(
        "Amazon instruments",
        "raw/amazon2014_musical_instruments_5core.json.gz",
        "Musical Instruments, 5-core of 2014",
        silent=dict.fromkeys((ACCOUNTS, PRODUCTS), _CORE),
    ),
    RealFile(
        "Amazon beauty",
        "raw/amazon2018_all_beauty_5core.json.gz",
        "All Beauty, 5-core of 2018",
        silent=dict.fromkeys((ACCOUNTS, PRODUCTS), _CORE)
        | dict.fromkeys((GAPS, DISPERSION, TWICE), _VARIANTS),
    ),
    RealFile(
        "Amazon microwaves",
        "raw/aws_layout_reexported_microwave.tsv",
        "microwave ovens in the layout of AWS Customer Reviews, 2004 to 2015",
        silent=dict.fromkeys((ACCOUNTS, GAPS), "people review one microwave oven"),
    ),
    RealFile(
        "App store export",
        "raw/google_play_reviews.csv",
        "one app on Google Play, five months of 2025",
        silent=dict.fromkeys((PRODUCTS, DISPERSION), _ONE_APP),
    ),
)


def real_files() -> pl.DataFrame:
    """Return the files: market, file, about, and cannot_tell, their silent shapes with reasons."""
    rows = [
        (real.market, real.file, real.about, "; ".join(f"{s}: {why}" for s, why in _silent(real)))
        for real in REAL_FILES
    ]
    return pl.DataFrame(rows, ["market", "file", "about", "cannot_tell"], orient="row")


def real_shapes(folder: str | Path | None = None) -> pl.DataFrame:
    """Return the shapes of the real files: market, and the columns of `kit.practice.fit.shapes`.

    Parameters
    ----------
    folder : path, optional
        Where the files are, to measure them now; None reads what comes with the kit.

    Raises
    ------
    SourceError
        When a file is not in the folder.
    """
    if folder is None:
        text = files("kit.practice.fit").joinpath(STORED).read_bytes()
        return pl.read_csv(text, schema={"market": pl.String, **COLUMNS})
    return pl.concat(_measured(real, Path(folder)) for real in REAL_FILES)


def write_real_shapes(folder: str | Path, out: str | Path | None = None) -> Path:
    """Measure the real files in a folder and write their shapes as CSV, four digits each.

    Parameters
    ----------
    folder : path
        Where the files are.
    out : path, optional
        None replaces the table that comes with the kit.
    """
    place = Path(__file__).with_name(STORED) if out is None else Path(out)
    real_shapes(folder).with_columns(pl.col("value").round_sig_figs(_DIGITS)).write_csv(place)
    return place


def _measured(real: RealFile, folder: Path) -> pl.DataFrame:
    with tempfile.TemporaryDirectory() as scratch:
        # How a file without a known format was read is said to whoever opens it, not here.
        with redirect_stdout(StringIO()):
            case = open_case(
                folder / real.file, folder=Path(scratch) / "case", mapping=real.mapping
            )
        try:
            found = shapes_of(case)
        finally:
            case.close()
    told = found.filter(pl.col("shape").is_in(list(real.silent)).not_())
    return told.select(pl.lit(real.market).alias("market"), *COLUMNS)


def _silent(real: RealFile) -> list[tuple[str, str]]:
    """Return the silent shapes in the order of `SHAPES`, those of one reason together."""
    reasons: dict[str, list[str]] = {}
    for shape in SHAPES:
        if shape in real.silent:
            reasons.setdefault(real.silent[shape], []).append(shape)
    return [(", ".join(shapes), why) for why, shapes in reasons.items()]
