"""A gig market on disk: one site's scrapes as JSON, the other's as CSV, and a roster."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

import polars as pl

from kit.practice.gigs.captures import Capture
from kit.practice.gigs.cast import SITES

ROSTER_FILE = "exhibit_a.txt"


def write_scrapes(captured: Iterable[Capture], folder: Path) -> list[Path]:
    """Write each capture to a file of its own, such as ``gigs_taskpond_2023-11-06.csv``."""
    paths = []
    for capture in captured:
        as_json = capture.site == SITES[0]
        stem = f"gigs_{capture.site}_{capture.captured_at}"
        path = folder / f"{stem}.{'json' if as_json else 'csv'}"
        (_write_json if as_json else _write_csv)(capture, path)
        paths.append(path)
    return paths


def write_roster(usernames: Sequence[str], folder: Path) -> Path:
    """Write usernames, one a line."""
    path = folder / ROSTER_FILE
    path.write_text("".join(f"{name}\n" for name in usernames), "utf-8")
    return path


def _write_json(capture: Capture, path: Path) -> None:
    """Write a capture as a scraper's JSON: lists of gigs by category, empty fields left out."""
    rows = sorted((one.fields for one in capture.listings), key=lambda row: str(row["category_id"]))
    listings = [
        {
            "category_id": category,
            "gigs": [
                {
                    name: value
                    for name, value in row.items()
                    if value is not None and name != "category_id"
                }
                for row in held
            ],
        }
        for category, held in groupby(rows, key=lambda row: str(row["category_id"]))
    ]
    scrape = {
        "site": capture.site,
        "captured_at": capture.captured_at,
        "coverage": capture.coverage,
        "listings": listings,
    }
    path.write_text(json.dumps(scrape, indent=0, ensure_ascii=False) + "\n", "utf-8")


def _write_csv(capture: Capture, path: Path) -> None:
    """Write a capture as a table, prices as the site shows them."""
    frame = pl.DataFrame([one.fields for one in capture.listings], infer_schema_length=None)
    frame.drop("currency").with_columns(
        pl.format("from ${}", pl.col("price_i").cast(pl.Int64)).alias("price_i"),
        site=pl.lit(capture.site),
        captured_at=pl.lit(capture.captured_at),
        coverage=pl.lit(capture.coverage),
    ).write_csv(path)
