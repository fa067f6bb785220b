"""What a case file rests on, as frames: who is listed, what was seen, reviews and sources."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

import polars as pl

from kit.exhibit.counter_evidence import reached, resembling, speaking_for
from kit.exhibit.reach import moved, reach
from kit.ranking import suspects
from kit.ranking.families import SPEAKS
from kit.ranking.reasons import seen_of_accounts
from kit.schema import FAMILIES, REVIEWS

if TYPE_CHECKING:
    from kit.case import Case

OBSERVED = (
    "n_meant", "n_meetings", "n_seen", "n_close", "n_star", "n_of_brand", "n_repeats", "n_accounts",
)  # fmt: skip
"""What a detector counted, in the order in which to look: it stands beside `expected`."""

_FACTS = """
select
  account_id,
  min(account_name) as account_name,
  count(*) as reviews,
  count(distinct product_id) as products,
  min(posted_at)::date as first_day,
  max(posted_at)::date as last_day,
  round(avg(stars::double), 4) as mean_stars,
  sum(helpful_votes)::bigint as helpful_votes
from reviews
where account_id in (select account_id from listed)
group by account_id
"""

_REVIEWS = f"""
select {", ".join(REVIEWS.names)}
from reviews
where account_id in (select account_id from listed)
order by account_id, posted_at, review_id
"""

_REJECTS = """
select
  file,
  regexp_replace(reason, '(?s)".*"', '“…”') as reason,
  nullif(regexp_extract(reason, '(?s)"(.*)"', 1), '') as unread,
  count(*) as rows
from rejects
group by all
order by all
"""
"""A value that could not be read stands apart from the reason: it may be anybody's name."""


def tables(case: Case, findings: pl.DataFrame, fdr: float) -> dict[str, pl.DataFrame]:
    """Return the tables of a case file, each in an order of its own that never varies.

    Parameters
    ----------
    case : Case
    findings : polars.DataFrame
        `kit.screen`, with the sentences of the edition that the tables are for.
    fdr : float
        Most of those listed that may be there by chance, on average.

    Returns
    -------
    dict of str to polars.DataFrame
        exhibit_a (a row for each account, numbered by strength), seen (each finding about one),
        left_out (each account with one kind of evidence left out), reviews (all that they wrote,
        with `review_hash`), look_alikes and speaking_for (counter-evidence), moved (products and
        their stars), reach, products (suspects of that kind), sources, rejects, not_tested.
    """
    named = suspects(case, of="account", fdr=fdr, findings=findings)
    order = named.select(pl.col("entity_id").alias("account_id")).with_row_index("number", 1)
    order = order.with_columns(pl.col("number").cast(pl.Int64))
    about = reached(case, findings, fdr)
    products = moved(case, about, findings, fdr)
    return {
        "exhibit_a": _exhibit_a(case, named, order),
        "seen": _seen(case, findings, order, fdr),
        "left_out": left_out(case, findings, order, fdr),
        "reviews": _reviews(case, order, about),
        "look_alikes": resembling(case, findings, order, fdr),
        "speaking_for": speaking_for(case, order, about),
        "moved": products,
        "reach": reach(case, order, about, products),
        "products": _products(case, findings, fdr),
        "sources": case.imports,
        "rejects": case.sql(_REJECTS),
        "not_tested": case.not_tested,
    }


def _exhibit_a(case: Case, named: pl.DataFrame, order: pl.DataFrame) -> pl.DataFrame:
    facts = case.connection.select(_FACTS, frames={"listed": order})
    known = named.rename({"entity_id": "account_id"}).drop("entity_kind", "members")
    return order.join(known, on="account_id").join(facts, on="account_id").sort("number")


def _seen(case: Case, findings: pl.DataFrame, order: pl.DataFrame, fdr: float) -> pl.DataFrame:
    """Return the findings that speak about each account, with what was expected beside them."""
    speaks = (pl.col("q_value") <= fdr) | (
        (pl.col("entity_kind") == "account") & (pl.col("p_value") <= SPEAKS)
    )
    strong = findings.filter(speaks)
    about = (
        seen_of_accounts(case, strong, fdr)
        .rename({"entity_id": "account_id"})
        .join(order, on="account_id")
        .join(
            strong.select(
                "detector",
                pl.col("entity_id").alias("finding"),
                pl.col("entity_kind").alias("finding_kind"),
                "q_value",
                "evidence",
            ),
            on=["detector", "finding"],
        )
        .sort("number", "p_value", "detector", "finding", nulls_last=True)
    )
    beside = [counted(json.loads(text or "{}")) for text in about["evidence"]]
    return about.with_columns(
        observed=pl.Series([pair[0] for pair in beside], dtype=pl.Float64),
        expected=pl.Series([pair[1] for pair in beside], dtype=pl.Float64),
    ).select(
        "number", "account_id", "family", "detector", "finding_kind", "finding", "observed",
        "expected", "p_value", "q_value", "why",
    )  # fmt: skip


def counted(evidence: Mapping[str, Any]) -> tuple[float | None, float | None]:
    """Return what a finding counted and what was expected; None where it compares no counts."""
    expected = evidence.get("expected")
    observed = next((evidence[name] for name in OBSERVED if evidence.get(name) is not None), None)
    if expected is None or observed is None:
        return None, None
    return float(observed), float(f"{float(expected):.6g}")


def left_out(case: Case, findings: pl.DataFrame, order: pl.DataFrame, fdr: float) -> pl.DataFrame:
    """Draw the list again without each kind of evidence: who would still be on it?

    Returns
    -------
    polars.DataFrame
        number, account_id, family, q_value (NULL where the account is no longer listed), listed.
    """
    frames = []
    for family in (name for name in FAMILIES if name in findings["family"].unique().to_list()):
        without = suspects(
            case, of="account", fdr=fdr, findings=findings.filter(pl.col("family") != family)
        )
        still = without.select(pl.col("entity_id").alias("account_id"), "q_value")
        frames.append(
            order.join(still, on="account_id", how="left")
            .with_columns(family=pl.lit(family), listed=pl.col("q_value").is_not_null())
            .select("number", "account_id", "family", "q_value", "listed")
        )
    return pl.concat([_NOBODY, *frames]).sort("number", "family")


_NOBODY = pl.DataFrame(
    schema={
        "number": pl.Int64,
        "account_id": pl.String,
        "family": pl.String,
        "q_value": pl.Float64,
        "listed": pl.Boolean,
    }
)


def _products(case: Case, findings: pl.DataFrame, fdr: float) -> pl.DataFrame:
    """Return the products that are suspects, numbered by strength."""
    named = suspects(case, of="product", fdr=fdr, findings=findings)
    numbered = named.with_row_index("number", 1).with_columns(pl.col("number").cast(pl.Int64))
    return numbered.select(
        "number", pl.col("entity_id").alias("product_id"), "q_value", "families", "why", "innocent"
    )


def _reviews(case: Case, order: pl.DataFrame, about: pl.DataFrame) -> pl.DataFrame:
    rows = case.connection.select(_REVIEWS, frames={"listed": order})
    hashes = [review_hash(row) for row in rows.iter_rows(named=True)]
    return (
        rows.with_columns(
            review_hash=pl.Series(hashes, dtype=pl.String),
            in_finding=pl.col("review_id").is_in(about["review_id"].to_list()),
        )
        .join(order, on="account_id", maintain_order="left")
        .sort("number", "posted_at", "review_id", nulls_last=True)
        .select("number", *REVIEWS.names, "review_hash", "in_finding")
    )


def review_hash(review: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a review: of its columns as JSON, sorted by name, without blanks.

    Parameters
    ----------
    review : mapping
        The columns of `kit.schema.REVIEWS`; moments are written as ISO 8601, unknown as null.
    """
    plain = {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in review.items()
    }
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
