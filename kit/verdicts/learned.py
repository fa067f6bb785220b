"""A queue in the order of a learned score: it says where to look, not what is there."""

from __future__ import annotations

import polars as pl

from kit.errors import ParameterError

MOST = 100
"""Accounts that a learned score adds to a queue, beside the suspects."""

LEANS_ON = "learned score"
WHY = "First by a score learned from earlier verdicts; that is no evidence"
INNOCENT = (
    "A learned score knows whom people judged before, and repeats their mistakes. Read the reviews."
)


def scored(listed: pl.DataFrame, score: pl.DataFrame) -> pl.DataFrame:
    """Give listed accounts the probability of a learned score, and list those that it puts first.

    Parameters
    ----------
    listed : polars.DataFrame
        Suspects, as a queue lists them.
    score : polars.DataFrame
        account_id, probability.

    Returns
    -------
    polars.DataFrame
        The suspects with the score's probability, where it has one, and at most `MOST` accounts
        more, without q-value.

    Raises
    ------
    ParameterError
        Where the score lacks a column, or names an account twice.
    """
    missing = {"account_id", "probability"} - set(score.columns)
    if missing:
        raise ParameterError(
            f"The score has no {', '.join(sorted(missing))}.",
            available=score.columns,
            hint="Give the frame of kit.trust.learn.score(case).",
        )
    if score["account_id"].is_duplicated().any():
        raise ParameterError("The score names an account more than once.")
    told = score.select(entity_id=pl.col("account_id").cast(pl.String), learned="probability")
    known = (
        listed.join(told, on="entity_id", how="left", maintain_order="left")
        .with_columns(
            leans_on=pl.when(pl.col("learned").is_null())
            .then("leans_on")
            .otherwise(pl.lit(LEANS_ON)),
            probability=pl.coalesce("learned", "probability"),
        )
        .drop("learned")
    )
    more = (
        told.join(listed.select("entity_id"), on="entity_id", how="anti")
        .sort("learned", "entity_id", descending=[True, False])
        .head(MOST)
        .with_columns(
            entity_kind=pl.lit("account"),
            label="entity_id",
            leans_on=pl.lit(LEANS_ON),
            as_high=pl.lit(""),
            why=pl.lit(WHY),
            innocent=pl.lit(INNOCENT),
        )
        .rename({"learned": "probability"})
    )
    return pl.concat([known, more], how="diagonal")
