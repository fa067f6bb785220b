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
    buys: Annotated[
        Path | None,
        typer.Option(help="Test buys: a table of gig or seller, product, date, what delivered."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Where to write.  [default: market, in the case's folder]")
    ] = None,
    q: Annotated[
        float,
        typer.Option(min=0.0001, max=0.5, help="Most of the leads that may be there by chance."),
    ] = 0.05,
) -> None:
    """Follow sellers of reviews to accounts, clients and reviews.

    Writes leads, clients, groups and listings, each as Parquet and as CSV, and a report with a
    section on them; the case's journal says what was read and written. Accounts that test buys have
    shown go into files of their own. A lead says where to look; it is no verdict.
    """
    if not files and roster is None:
        raise typer.BadParameter("give listings, or a roster with --roster")
    with opened([], case) as held:
        from kit.exhibit.gig_market import gig_market
        from kit.exhibit.market_folder import write_market_folder
        from kit.exhibit.publishing import described
        from kit.market import read_gigs, read_roster, test_buys
        from kit.sources.opening import expand

        scrapes = [path for path in expand(list(files)) if isinstance(path, Path)] if files else []
        gigs = read_gigs(scrapes) if scrapes else None
        inputs = []
        imports = gigs.imports.iter_rows(named=True) if gigs else ()
        for path, row in zip(scrapes, imports, strict=True):
            typer.echo(
                f"{visible(row['file'], 60)}: {row['rows_in']:,} rows in = {row['loaded']:,} "
                f"loaded + {row['duplicates']:,} duplicates + {row['rejects']:,} rejects",
                err=True,
            )
            inputs.append({"role": "listings", **row, **described(path)})
        names = None if roster is None else read_roster(roster)
        if names is not None and roster is not None:
            inputs.append({"role": "roster", "names": names.height, **described(roster)})
        known = None if buys is None else test_buys(held, buys, gigs)
        if known is not None and buys is not None:
            typer.echo(
                f"{visible(buys.name, 60)}: {known.buys.height:,} test buys, "
                f"{known.known.height:,} accounts known from them",
                err=True,
            )
            inputs.append({"role": "test buys", "rows_in": known.buys.height, **described(buys)})
        found = gig_market(held, gigs, names, q, known)
        with progress("Screening") as report:
            paths = write_market_folder(held, found, inputs, out=out, q=q, progress=report)
    typer.echo("\n".join(_lines(found, q)) + "\n")
    if known is not None:
        from kit.views.known_buys import score_told

        typer.echo(score_told(known, found.trail.leads) + "\n")
    for path in paths:
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
