"""A roster ("Exhibit A"): usernames of sellers, as a court filing or an investigator lists them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl

from kit.case import Case
from kit.errors import ParameterError, SourceError
from kit.market.handles import handles
from kit.market.records import records_of
from kit.sources.names import normal
from kit.sources.opening import missing

USERNAME = ("username", "user", "name", "seller", "sellername", "account", "handle", "nickname")
MARKET = ("market", "site", "marketplace", "platform", "source")

LEAST_NAMES = 20
"""A case with fewer names is no market: its few may well all be listed."""

ROSTER: dict[str, Any] = {
    "username": pl.String,
    "market": pl.String,
    "n_listed": pl.Int64,
    "key": pl.String,
    "base": pl.String,
}
"""Columns of a roster: the name as it was first written, the site where one is given, how often it
is listed, and what `kit.market.handles.handles` makes of it."""


def read_roster(file: str | Path) -> pl.DataFrame:
    """Read a list of usernames.

    Parameters
    ----------
    file : path
        One username a line, or a table with a column of usernames and perhaps one of markets.

    Returns
    -------
    polars.DataFrame
        Columns of `ROSTER`, in the file's order. Names that are equal but for case, on one market,
        are one entry; a name may hold blanks, emoji or 300 letters.

    Raises
    ------
    SourceError
        Where the file is missing, empty, or no line of it holds a name.
    """
    path = Path(file).expanduser()
    missing(path)
    rows = _table(path) if path.suffix.lower() not in (".txt", ".list", "") else _lines(path)
    named = [(name.strip(), market) for name, market in rows if name.strip()]
    if not named:
        raise SourceError(
            f"{path.name} lists no username.",
            hint="Give one username a line, or a CSV with a column called username.",
        )
    frame = (
        pl.DataFrame(named, schema={"username": pl.String, "market": pl.String}, orient="row")
        .with_columns(lower=pl.col("username").str.to_lowercase())
        .group_by("lower", "market", maintain_order=True)
        .agg(pl.col("username").first(), n_listed=pl.len())
    )
    return pl.concat([frame, handles(frame["username"])], how="horizontal").select(
        pl.col(name).cast(kind) for name, kind in ROSTER.items()
    )


def check_roster(case: Case, roster: pl.DataFrame) -> None:
    """Refuse a roster of the whole market: it says of nobody that they sell.

    Parameters
    ----------
    case : Case
    roster : polars.DataFrame
        As from `read_roster`.

    Raises
    ------
    ParameterError
        Where most of the case's names are on it. A rare name is a lead because a stranger would not
        have it; where the list was made of the accounts' own names, each of them has.
    """
    there, listed = case.connection.select(
        """
        with names as (
          select distinct lower(account_name) as name from reviews
          where account_id is not null and account_name is not null
        )
        select count(*) as there, count(lower) as listed
        from names left join (select distinct lower from roster) on lower = name
        """,
        frames={"roster": roster.select(lower=pl.col("username").str.to_lowercase())},
    ).row(0)
    if there >= LEAST_NAMES and listed > there / 2:
        raise ParameterError(
            f"The roster lists {listed:,} of the {there:,} names in this case, which is most of "
            "the market: that somebody is on it says nothing.",
            hint="Give names that come from elsewhere: a court filing, or gigs that offer reviews.",
        )


def _lines(path: Path) -> list[tuple[str, str | None]]:
    text = path.read_bytes().decode("utf-8-sig", "replace")
    return [(line, None) for line in text.splitlines()]


def _table(path: Path) -> list[tuple[str, str | None]]:
    rows: list[tuple[str, str | None]] = []
    for _, record in records_of(path):
        if isinstance(record, str):
            continue
        fields = {normal(name): value for name, value in record.items()}
        name = next((fields[key] for key in USERNAME if fields.get(key)), None)
        market = next((fields[key] for key in MARKET if fields.get(key)), None)
        if name is not None:
            rows.append((str(name), None if market is None else str(market)))
    return rows
