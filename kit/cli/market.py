"""`kit market`: from gig listings and a roster to leads, groups of accounts and clients."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kit.cli.leading import first_sentence
from kit.cli.opening import opened
from kit.cli.progress import progress
from kit.plain_text import visible

if TYPE_CHECKING:
    from kit.exhibit.gig_market import GigMarket

OUT = Path("out")
MOST = 10
NAME_WIDTH = 40


def market(
    case: Annotated[Path, typer.Option(help="The case's folder, as `kit investigate` made it.")],
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="Scrapes of gig sites: JSON, JSON lines, CSV, TSV or Parquet."),
    ] = None,
    roster: Annotated[
        Path | None, typer.Option(help="Usernames of sellers, one a line, or a table of them.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Where to write.  [default: out/<case's name>]")
    ] = None,
    q: Annotated[
        float,
        typer.Option(min=0.0001, max=0.5, help="Most of the leads that may be there by chance."),
    ] = 0.05,
) -> None:
    """Follow sellers of reviews to accounts, clients and reviews.

    Writes leads, clients, groups and listings, each as Parquet and as CSV, and a report with a
    section on them. A lead says where to look; it is no verdict.
    """
    if not files and roster is None:
        raise typer.BadParameter("give listings, or a roster with --roster")
    with opened([], case) as held:
        from kit.exhibit.bundle import write_bundle
        from kit.exhibit.gig_market import gig_market, write_gig_market
        from kit.market import read_gigs, read_roster

        gigs = read_gigs([str(path) for path in files]) if files else None
        for row in gigs.imports.iter_rows(named=True) if gigs else ():
            typer.echo(
                f"{visible(row['file'], 60)}: {row['rows_in']:,} rows in = {row['loaded']:,} "
                f"loaded + {row['duplicates']:,} duplicates + {row['rejects']:,} rejects",
                err=True,
            )
        names = None if roster is None else read_roster(roster)
        place = out or OUT / case.resolve().name
        found = gig_market(held, gigs, names, q)
        with progress("Screening") as report:
            bundle = write_bundle(held, place, fdr=q, progress=report, market=found)
        paths = write_gig_market(found, place)
    typer.echo("\n".join(_lines(found, q)) + "\n")
    for path in (*paths, *bundle.paths):
        typer.echo(path)


def _lines(found: GigMarket, q: float) -> list[str]:
    """Return a heading and a line for each of the ten strongest leads."""
    leads = found.trail.leads
    rate = f"at most {q:.0%} of them by chance"
    if leads.is_empty():
        return [f"No lead is stronger than those of strangers' names ({rate})."]
    first = leads.head(MOST)
    lines = [f"The {first.height} strongest of {leads.height:,} leads ({rate}):"]
    for place, row in enumerate(first.iter_rows(named=True), start=1):
        seller, account = (visible(row[name], NAME_WIDTH) for name in ("seller", "account_id"))
        lines.append(
            f"{place:>3}  {seller} → {account}: {visible(first_sentence(row['why']), 240)}"
        )
    return lines
