"""What follows from several people's verdicts about one entity?"""

from __future__ import annotations

import polars as pl

from kit.case import Case
from kit.verdicts.record import CONSISTENT, NOT_CONSISTENT, UNDECIDED, verdicts

SETTLED, OPEN, DISPUTED = "settled", "open", "disputed"


def outcomes(case: Case, two_person: bool = False) -> pl.DataFrame:
    """Sum up the standing verdicts about each entity.

    Parameters
    ----------
    case : Case
    two_person : bool
        Whether two people must have decided the same.

    Returns
    -------
    polars.DataFrame
        entity_kind, entity_id, state, verdict (what it is settled as, else NULL), consistent,
        not_consistent and undecided (how many people say so), reviewers; in the order in which they
        were first judged.

    Notes
    -----
    An entity is "settled" once one person, or two under the two-person rule, decided and nobody
    decided otherwise; "disputed" where two decided differently; else "open". "Undecided" is an
    answer that settles nothing and stands in nobody's way.
    """
    counted = (
        verdicts(case)
        .group_by("entity_kind", "entity_id", maintain_order=True)
        .agg(
            consistent=(pl.col("verdict") == CONSISTENT).sum().cast(pl.Int64),
            not_consistent=(pl.col("verdict") == NOT_CONSISTENT).sum().cast(pl.Int64),
            undecided=(pl.col("verdict") == UNDECIDED).sum().cast(pl.Int64),
            reviewers=pl.col("reviewer"),
        )
    )
    most = pl.max_horizontal("consistent", "not_consistent")
    least = pl.min_horizontal("consistent", "not_consistent")
    state = (
        pl.when(least > 0)
        .then(pl.lit(DISPUTED))
        .when(most >= (2 if two_person else 1))
        .then(pl.lit(SETTLED))
        .otherwise(pl.lit(OPEN))
    )
    side = (
        pl.when(pl.col("consistent") > 0).then(pl.lit(CONSISTENT)).otherwise(pl.lit(NOT_CONSISTENT))
    )
    return counted.with_columns(state=state).select(
        "entity_kind",
        "entity_id",
        "state",
        pl.when(pl.col("state") == SETTLED).then(side).alias("verdict"),
        "consistent",
        "not_consistent",
        "undecided",
        "reviewers",
    )


def settled(case: Case, two_person: bool = False) -> pl.DataFrame:
    """Return the entities about which the verdict is settled; columns as in `outcomes`."""
    return outcomes(case, two_person).filter(pl.col("state") == SETTLED)
