"""A scoreboard as Markdown: the figures that people ask for first."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from kit.practice.scoring.one_market import PARTS_FDR

_PEOPLE = ("account", "product", "review", "group")


def summary(about: Mapping[str, object], tables: Mapping[str, pl.DataFrame]) -> str:
    """Return a scoreboard as a page of Markdown.

    Parameters
    ----------
    about : mapping
        How it was made: seeds, reviews, text.
    tables : mapping of str to polars.DataFrame
        As `kit.practice.scoring.tables.tables_of` returns them.
    """
    seeds = about["seeds"]
    assert isinstance(seeds, list)
    text = "with" if about["text"] else "without"
    parts = [
        f"# Scoreboard\n\n{_counted(len(seeds), 'seed')} from {seeds[0]}, {about['reviews']:,} "
        f"reviews each, {text} text. Each seed makes a market with paid reviews and one without; "
        f"both have every innocent look-alike. Named at fdr {PARTS_FDR}.",
        f"## Innocents named\n\n{_innocents(tables['innocents'])}",
        f"## Recall by archetype\n\n{markdown(_by_kind(tables['recall']))}",
        "## False-discovery proportion against nominal\n\n" + _discovery(tables["false_discovery"]),
        f"## Ranks\n\n{markdown(_by_metric(tables['ranking']))}",
        "## Each detector alone, each family left out\n\n" + markdown(tables["parts"]),
    ]
    return "\n\n".join(parts) + "\n"


def markdown(frame: pl.DataFrame) -> str:
    """Return a frame of our own names and figures as a Markdown table, numbers to the right."""
    heads = [name.replace("_", " ") for name in frame.columns]
    body = [heads, *([_cell(value) for value in row] for row in frame.iter_rows())]
    widths = [max(map(len, column)) for column in zip(*body, strict=True)]
    right = [dtype.is_numeric() for dtype in frame.dtypes]

    def line(cells: list[str]) -> str:
        aligned = (
            cell.rjust(width) if flush else cell.ljust(width)
            for cell, width, flush in zip(cells, widths, right, strict=True)
        )
        return f"| {' | '.join(aligned)} |"

    rule = "|".join(
        "-" * (width + 1) + (":" if flush else "-")
        for width, flush in zip(widths, right, strict=True)
    )
    return "\n".join([line(heads), f"|{rule}|", *(line(row) for row in body[1:])])


def _cell(value: object) -> str:
    if value is None:
        return "–"
    return f"{value:,}" if isinstance(value, int) else str(value)


def _innocents(table: pl.DataFrame) -> str:
    """Who was named, and a line that says how many were not."""
    people = table.filter(pl.col("entity_kind").is_in(_PEOPLE))
    lines = []
    for market in ("null", "guilty"):
        held = people.filter(pl.col("market") == market)
        markets = held["markets"].to_list()[0]
        for kind in _PEOPLE:
            of_kind = held.filter(pl.col("entity_kind") == kind)
            there = f" of {of_kind['there'].sum():,}" if kind != "group" else ""
            count = f"{of_kind['named'].sum():,}{there}"
            lines.append(f"- {count} innocent {kind}s in {_counted(markets, f'{market} market')}")
    named = table.filter(pl.col("named") > 0)
    return "\n".join(lines) + ("\n\n" + markdown(named) if named.height else "")


def _discovery(table: pl.DataFrame) -> str:
    """Proportions by kind and rate, with how many were named."""
    shown = table.with_columns(
        shown=pl.format("{} ({} of {})", pl.col("proportion").round(3), "false", "named"),
        rate=pl.format("fdr {}", "fdr"),
    )
    parts = []
    for market in ("guilty", "null"):
        held = shown.filter(pl.col("market") == market)
        if market == "null" and held["named"].sum() == 0:
            parts.append("No null market names anyone, at any of these rates.")
        else:
            wide = held.pivot("rate", index="entity_kind", values="shown")
            parts.append(
                f"In {market} markets, mean proportion (false of named):\n\n{markdown(wide)}"
            )
    return "\n\n".join(parts)


def _by_kind(recall: pl.DataFrame) -> pl.DataFrame:
    """Bring an archetype's kinds into one row: share, and found of planted."""
    shown = recall.with_columns(
        shown=pl.format("{} ({} of {})", pl.col("recall").round(2), "named", "there")
    )
    return shown.pivot("entity_kind", index="archetype", values="shown")


def _by_metric(ranking: pl.DataFrame) -> pl.DataFrame:
    """Bring a kind's measures into one row, each with its interval."""
    shown = ranking.with_columns(
        shown=pl.format("{} ({} to {})", *(pl.col(c).round(3) for c in ("value", "low", "high")))
    )
    return shown.pivot("metric", index="entity_kind", values="shown")


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
