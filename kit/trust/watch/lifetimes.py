"""How long each review was watched, and whether it went; which reviews are flagged."""

from __future__ import annotations

from typing import Any

import polars as pl

from kit.case import Case
from kit.engines.derived import provide
from kit.errors import CaseError
from kit.ranking import suspects
from kit.screening import screening
from kit.trust.meant import meant

LIFETIMES: dict[str, Any] = {
    "review_id": pl.String,
    "product_id": pl.String,
    "account_id": pl.String,
    "stars": pl.Float64,
    "verified": pl.Boolean,
    "posted_at": pl.Datetime("us"),
    "opened": pl.Int32,
    "first_seen": pl.Datetime("us"),
    "last_look": pl.Datetime("us"),
    "days": pl.Float64,
    "gone": pl.Boolean,
    "draw": pl.String,
}
"""Columns of `lifetimes`. `opened` counts the captures up to `first_seen`; `days`, whole and
rounded up, lie between `first_seen` and `last_look`, the look that missed the review or the last
one at which it was there; `draw` is a hash of the id, by which reviews are drawn at random, alike
in each run."""

_LIFETIMES = """
select
  review_id, any_value(product_id) as product_id, any_value(account_id) as account_id,
  any_value(stars)::double as stars, any_value(verified) as verified,
  any_value(posted_at) as posted_at,
  min(opened) as opened, min(from_at) as first_seen, max(to_at) as last_look,
  ceil(epoch(max(to_at) - min(from_at)) / 86400) as days,
  bool_or(gone and not returned) as gone,
  md5(review_id) as draw
from takedowns
group by review_id
order by review_id
"""


def lifetimes(case: Case) -> pl.DataFrame:
    """Return how long each review was watched; those that nobody looked for again are left out.

    Parameters
    ----------
    case : Case
        With captures.

    Returns
    -------
    polars.DataFrame
        Columns of `LIFETIMES`, sorted by id. A review that came back counts as there.

    Raises
    ------
    CaseError
        Where nothing was looked for again.
    """
    provide(case.connection, case.derived, case.evidence_hash, ["takedowns"], {})
    found = case.sql(_LIFETIMES)
    if found.is_empty():
        raise CaseError(
            "Nobody looked at these reviews again.",
            hint="kit.trust.watch.add_capture(case, files, captured_at=..., covers='all')",
        )
    return found.select(pl.col(name).cast(kind) for name, kind in LIFETIMES.items())


def flagged_reviews(case: Case, fdr: float = 0.05) -> pl.Series:
    """Return the ids of reviews that the evidence names, without what takedowns themselves say.

    They are named themselves, or lie in a window that is named and are of the kind that it is
    about. The other reviews of an account or of a product that is named are not meant.

    Parameters
    ----------
    case : Case
    fdr : float
        As for `kit.suspects`.
    """
    findings = screening(case).filter(pl.col("detector") != "take_back")
    named = [
        suspects(case, of=kind, fdr=fdr, findings=findings).select("entity_kind", "entity_id")
        for kind in ("review", "window")
    ]
    return meant(case, pl.concat(named), findings, fdr).alias("review_id")
