"""Captures over time: what is new, changed and gone on a gig site, and who came back renamed.

"Missing" is not "taken down": a listing is gone only where both captures were complete.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any

import polars as pl
from rapidfuzz import fuzz, process

from kit.errors import ParameterError
from kit.market.gigs import Gigs

WATCHED = ("title", "description", "seller_name", "listed_price", "listed_currency")
"""Columns whose change is a change of the listing."""

CHANGES: dict[str, Any] = {
    "site": pl.String,
    "gig_id": pl.String,
    "seller_name": pl.String,
    "title": pl.String,
    "before": pl.String,
    "after": pl.String,
    "status": pl.String,
    "changed": pl.List(pl.String),
}
"""Columns of changes. `before` and `after` are captures; `status` is "new", "same", "changed",
"gone", or "missing" where one of the two captures was not complete."""

RETURNS: dict[str, Any] = {
    "site": pl.String,
    "gone": pl.String,
    "new": pl.String,
    "words": pl.Float64,
    "prices": pl.Boolean,
    "pictures": pl.List(pl.String),
    "why": pl.String,
}
"""Columns of returns: a seller that is gone, a new one, how alike their words are (0 to 1), whether
all prices are the same, and names of picture files that both use."""

ALIKE = 85.0
"""Least likeness of words, in percent of rapidfuzz's ratio of sorted words."""

LEAST_WORDS = 60
"""Characters of a seller's listings below which words alike are no evidence."""


def captures(gigs: Gigs) -> pl.DataFrame:
    """Return the captures of each site: site, captured_at, coverage, listings, in order of time.

    Coverage is "complete" only where the scrape says so of every listing.
    """
    said = pl.col("coverage").fill_null("unknown")
    return (
        gigs.listings.group_by("site", "captured_at")
        .agg(
            coverage=pl.when((said == "complete").all())
            .then(pl.lit("complete"))
            .otherwise(said.filter(said != "complete").first()),
            listings=pl.len().cast(pl.Int64),
        )
        .sort("site", "captured_at")
    )


def changes(gigs: Gigs) -> pl.DataFrame:
    """Compare every capture of a site with the one before.

    Parameters
    ----------
    gigs : Gigs

    Returns
    -------
    polars.DataFrame
        Columns of `CHANGES`, a row for each listing of either capture.

    Raises
    ------
    ParameterError
        Where no site was captured twice, or captures have no dates.
    """
    told = captures(gigs)
    frames = []
    for (site,), of_site in told.group_by("site", maintain_order=True):
        dates = of_site["captured_at"].drop_nulls().to_list()
        covered = dict(of_site.select("captured_at", "coverage").iter_rows())
        for before, after in pairwise(dates):
            whole = covered[before] == covered[after] == "complete"
            frames.append(_between(gigs.listings, str(site), before, after, whole))
    if not frames:
        raise ParameterError(
            "No site was captured twice.",
            available=[
                f"{site} {date}" for site, date in told.select("site", "captured_at").rows()
            ],
            hint="Read two captures of one site, each with its captured_at.",
        )
    return pl.concat(frames).sort("site", "after", "gig_id")


def _between(
    listings: pl.DataFrame, site: str, before: str, after: str, whole: bool
) -> pl.DataFrame:
    columns = ["gig_id", *WATCHED]
    one, other = (
        listings.filter((pl.col("site") == site) & (pl.col("captured_at") == date))
        .select(columns)
        .drop_nulls("gig_id")
        .unique("gig_id", keep="first", maintain_order=True)
        for date in (before, after)
    )
    met = one.with_columns(was=True).join(
        other.with_columns(is_now=True), on="gig_id", how="full", coalesce=True, suffix="_after"
    )
    differs = [
        pl.when(pl.col(name).ne_missing(pl.col(f"{name}_after"))).then(pl.lit(name))
        for name in WATCHED
    ]
    both = pl.col("was").is_not_null() & pl.col("is_now").is_not_null()
    changed = pl.when(both).then(pl.concat_list(differs).list.drop_nulls())
    return met.with_columns(changed=changed).select(
        pl.lit(site).alias("site"),
        "gig_id",
        pl.coalesce("seller_name_after", "seller_name").alias("seller_name"),
        pl.coalesce("title_after", "title").alias("title"),
        pl.lit(before).alias("before"),
        pl.lit(after).alias("after"),
        pl.when(pl.col("was").is_null())
        .then(pl.lit("new"))
        .when(pl.col("is_now").is_null())
        .then(pl.lit("gone" if whole else "missing"))
        .when(pl.col("changed").list.len() > 0)
        .then(pl.lit("changed"))
        .otherwise(pl.lit("same"))
        .alias("status"),
        pl.col("changed").fill_null([]).cast(pl.List(pl.String)),
    )


def returns(gigs: Gigs) -> pl.DataFrame:
    """Find new sellers who look like sellers that are gone: the same words, prices and pictures.

    Returns
    -------
    polars.DataFrame
        Columns of `RETURNS`, the likest first. It takes two of the three, or words that are nearly
        the same; a template that many sellers use names nobody.

    Raises
    ------
    ParameterError
        As `changes`.
    """
    seen = changes(gigs)
    frames = []
    for (site,), of_site in seen.group_by("site", maintain_order=True):
        before, after = of_site["before"].min(), of_site["after"].max()
        listings = gigs.listings.filter(pl.col("site") == site)
        old = _profiles(listings.filter(pl.col("captured_at") == before))
        new = _profiles(listings.filter(pl.col("captured_at") == after))
        left = old.filter(~pl.col("seller_name").is_in(new["seller_name"].to_list()))
        come = new.filter(~pl.col("seller_name").is_in(old["seller_name"].to_list()))
        stay = old.filter(pl.col("seller_name").is_in(new["seller_name"].to_list()))
        frames += [_alike(str(site), left, come, stay)]
    return pl.concat(frames).sort("words", "gone", "new", descending=[True, False, False])


def _profiles(listings: pl.DataFrame) -> pl.DataFrame:
    """Return what each seller's listings say together: words, prices, pictures."""
    return (
        listings.drop_nulls("seller_name")
        .sort("gig_id")
        .group_by("seller_name", maintain_order=True)
        .agg(
            said=pl.concat_str(["title", "description"], separator=" ", ignore_nulls=True).str.join(
                " "
            ),
            ladder=pl.col("listed_price").drop_nulls().sort(),
            pictures=pl.col("pictures").drop_nulls(),
        )
        .sort("seller_name")
    )


def _alike(site: str, left: pl.DataFrame, come: pl.DataFrame, stay: pl.DataFrame) -> pl.DataFrame:
    """Return pairs of a seller gone and a seller new that look alike."""
    rows = []
    if left.height and come.height:
        ratio = fuzz.token_sort_ratio
        score = process.cdist(left["said"], come["said"], scorer=ratio, score_cutoff=ALIKE)
        common = (
            process.cdist(left["said"], stay["said"], scorer=ratio, score_cutoff=ALIKE).max(axis=1)
            if stay.height
            else [0.0] * left.height
        )
        for i, one in enumerate(left.iter_rows(named=True)):
            for j, other in enumerate(come.iter_rows(named=True)):
                pictures = sorted(_files(one["pictures"]) & _files(other["pictures"]))
                ladder = len(one["ladder"]) > 1 and one["ladder"] == other["ladder"]
                long = min(len(one["said"]), len(other["said"])) >= LEAST_WORDS
                words = float(score[i, j]) / 100 if long and common[i] < ALIKE else 0.0
                if words >= 0.95 or sum((words > 0, ladder, bool(pictures))) >= 2:
                    rows.append(_return(site, one, other, words, ladder, pictures))
    return pl.DataFrame(rows, schema=RETURNS)


def _return(
    site: str,
    one: dict[str, Any],
    other: dict[str, Any],
    words: float,
    ladder: bool,
    files: list[str],
) -> dict[str, Any]:
    parts = []
    if words:
        parts.append(f"{words:.0%} of the words of their listings are the same")
    if ladder:
        parts.append("all their prices are the same")
    if files:
        parts.append(f"both use the picture file {files[0]}")
    return {
        "site": site,
        "gone": one["seller_name"],
        "new": other["seller_name"],
        "words": words,
        "prices": ladder,
        "pictures": files,
        "why": "; ".join(parts),
    }


def _files(pictures: list[str]) -> set[str]:
    """Return the names of picture files, without their folders."""
    parts = {part for written in pictures for part in written.replace(",", " ").split()}
    return {PurePosixPath(part.split("?")[0]).name for part in parts} - {""}
