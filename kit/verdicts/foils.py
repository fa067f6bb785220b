"""Accounts that are no suspects, mixed into a blind queue: who always says yes shows by them.

A word from the line-up of a police station: a foil stands there beside the suspect, and whoever is
asked does not know which is which.
"""

from __future__ import annotations

import hashlib
import hmac

import polars as pl

from kit.case import Case
from kit.statistics import clopper_pearson
from kit.verdicts.record import CONSISTENT, verdicts

SHARE = 0.25
"""Foils for each suspect."""

LEAST = 5
"""Foils beside a short list, where there are so many: fewer tell nothing."""

_ACCOUNTS = """
select account_id as entity_id, count(*) as reviews, floor(log2(count(*)))::bigint as size
from reviews
where account_id is not null
group by account_id
"""

FOILS = {
    "reviewer": pl.String,
    "foils": pl.Int64,
    "foils_consistent": pl.Int64,
    "share": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "suspects": pl.Int64,
    "suspects_consistent": pl.Int64,
    "suspects_share": pl.Float64,
}


def foils(case: Case, suspects: pl.Series) -> pl.DataFrame:
    """Draw accounts that are no suspects and wrote about as many reviews as suspects did.

    Parameters
    ----------
    case : Case
    suspects : polars.Series of str
        Accounts of the queue.

    Returns
    -------
    polars.DataFrame
        entity_id, reviews: one foil for each four suspects, and `LEAST` at least, spread over the
        suspects' numbers of reviews in powers of two, as far as there are so many others.

    Notes
    -----
    They are drawn at random, by a keyed hash of their ids. The key is the hash of the case's
    evidence, which the journal names in every verdict: whoever draws again draws the same. A foil
    is nobody who is known to be innocent. Some that no detector lists may have been paid, as many
    as `kit.base_rate` says, so that a share of a few in a hundred is no mistake of the reviewer.
    """
    accounts = case.sql(_ACCOUNTS)
    listed = accounts.filter(pl.col("entity_id").is_in(suspects.to_list()))
    wanted = max(listed.height * SHARE, min(LEAST, listed.height))
    quota = listed.group_by("size").agg(
        quota=(pl.len() / max(listed.height, 1) * wanted).ceil().cast(pl.Int64)
    )
    key = case.evidence_hash.encode()
    others = accounts.join(listed, on="entity_id", how="anti").join(quota, on="size")
    marks = [hmac.new(key, name.encode(), hashlib.sha256).digest() for name in others["entity_id"]]
    return (
        others.with_columns(mark=pl.Series(marks, dtype=pl.Binary))
        .sort("mark")
        .with_columns(turn=pl.int_range(pl.len()).over("size"))
        .filter(pl.col("turn") < pl.col("quota"))
        .select("entity_id", "reviews")
    )


def yes_to_foils(case: Case, suspects: pl.Series) -> pl.DataFrame:
    """Return for each reviewer what share of the foils they call consistent with paid.

    Parameters
    ----------
    case : Case
    suspects : polars.Series of str
        As for `foils`.

    Returns
    -------
    polars.DataFrame
        reviewer, foils (how many they judged blindly), foils_consistent, share, low, high (its
        exact 95 % interval; Clopper & Pearson), suspects, suspects_consistent, suspects_share
        beside it; by name. "Undecided" is no yes. Who says yes to foils as often as to suspects
        tells them apart by nothing.
    """
    drawn = foils(case, suspects)["entity_id"].to_list()
    blind = verdicts(case).filter(pl.col("blind"), pl.col("entity_kind") == "account")
    yes = pl.col("verdict") == CONSISTENT
    foil = pl.col("entity_id").is_in(drawn)
    suspect = pl.col("entity_id").is_in(suspects.to_list())
    counted = (
        blind.group_by("person")
        .agg(
            reviewer=pl.col("reviewer").first(),
            foils=foil.sum(),
            foils_consistent=(foil & yes).sum(),
            suspects=suspect.sum(),
            suspects_consistent=(suspect & yes).sum(),
        )
        .filter(pl.col("foils") > 0)
        .sort("person")
    )
    low, high = clopper_pearson(counted["foils_consistent"].to_numpy(), counted["foils"].to_numpy())
    return counted.with_columns(
        share=pl.col("foils_consistent") / pl.col("foils"),
        low=pl.Series(low, dtype=pl.Float64),
        high=pl.Series(high, dtype=pl.Float64),
        suspects_share=pl.when(pl.col("suspects") > 0).then(
            pl.col("suspects_consistent") / pl.col("suspects")
        ),
    ).select(pl.col(name).cast(kind) for name, kind in FOILS.items())
