"""What speaks for an account, as sentences and rows of its sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from kit.charts import plain
from kit.plain_text import visible

MOST = 8
"""Reviews that a sheet shows; the table `speaking_for` holds all."""

WIDTH = 120
EXCERPT = 240
"""Characters of a text among the reviews that speak for an account; the whole stands below."""

CHOSEN = (
    "No finding is about these reviews, and each has at least two of: a verified purchase, two to "
    "four stars, a text longer than three quarters of the case's, a day at least 180 days before "
    "the first review that a finding is about."
)


def resembles(row: Mapping[str, Any]) -> str:
    """Return which innocents an account resembles and how often they score so high, as a sentence.

    Parameters
    ----------
    row : mapping
        A row of `kit.exhibit.counter_evidence.resembling`.
    """
    if not row["innocents"]:
        return ""
    counted = (
        f"of {row['innocents']:,} of them, {row['as_high']:,} "
        f"score{'s' if row['as_high'] == 1 else ''} as high as this account "
        f"(95 %: {row['as_high_low']:.2g} to {row['as_high_high']:.2g} of them)."
    )
    if row["looks_like"] is None:
        return (
            "On practice markets without paid reviews, innocents of no kind show any of these "
            f"signs. All kinds that leave signs together: {counted}"
        )
    kind = row["looks_like"].replace("_", " ")
    return (
        f"The innocent look-alike that it resembles most, by the detectors that speak about it: "
        f"“{kind}”. On practice markets without paid reviews, {counted} Of {row['every']:,} "
        f"innocents of every kind that leaves signs, {row['every_as_high']:,} do."
    )


def carried(without: pl.DataFrame, seen: pl.DataFrame) -> str:
    """Return which kind of evidence carries the conclusion, and its strongest finding.

    Parameters
    ----------
    without : polars.DataFrame
        The account's rows of `left_out`.
    seen : polars.DataFrame
        Its rows of `seen`, the strongest first.

    Notes
    -----
    Those kinds without which the account is not listed; where there is none, the one without which
    its q-value rises most. The finding is the one of these kinds with the smallest p-value.
    """
    if without.is_empty():
        return ""
    fallen = without.filter(~pl.col("listed"))["family"].to_list()
    kinds = fallen or without.sort("q_value", "family")["family"].to_list()[-1:]
    told = seen.filter(pl.col("family").is_in(kinds))
    strongest = f" Its strongest finding is of {told['detector'][0]}." if told.height else ""
    if fallen:
        return f"The {' and the '.join(kinds)} evidence carries the conclusion.{strongest}"
    q = max(without["q_value"].to_list())
    return (
        "No single kind of evidence carries the conclusion; most rests on the "
        f"{kinds[0]} evidence, without which q = {q:.2g}.{strongest}"
    )


def reviews(rows: pl.DataFrame, written: pl.DataFrame) -> dict[str, Any]:
    """Return the reviews that speak for an account.

    Parameters
    ----------
    rows : polars.DataFrame
        The account's rows of `kit.exhibit.counter_evidence.speaking_for`.
    written : polars.DataFrame
        Its rows of `reviews`.

    Returns
    -------
    dict
        told (a sentence), chosen (how), rows (at, product, stars, points, text) and more.
    """
    outside = written.height - int(written["in_finding"].sum())
    texts = dict(written.select("review_id", "text").iter_rows())
    told = (
        f"No finding is about {outside:,} of its {written.height:,} reviews; "
        f"{rows.height:,} of those speak for it."
        if outside
        else f"A finding is about every one of its {written.height:,} reviews."
    )
    return {
        "told": told,
        "chosen": CHOSEN if outside else "",
        "rows": list(_rows(rows.head(MOST), texts)),
        "more": max(rows.height - MOST, 0),
    }


def _rows(rows: pl.DataFrame, texts: Mapping[str, str | None]) -> Iterator[dict[str, str]]:
    for row in rows.iter_rows(named=True):
        yield {
            "at": plain.cell(row["posted_at"]),
            "product": visible(row["product_id"] or "–", WIDTH),
            "stars": "–" if row["stars"] is None else f"{row['stars']:g}",
            "points": ", ".join(row["points"]),
            "text": visible(texts.get(row["review_id"]) or "", EXCERPT),
        }
