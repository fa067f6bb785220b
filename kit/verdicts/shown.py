"""What a reviewer is shown: the queue with verdicts, and reviews for and against."""

from __future__ import annotations

from typing import Any

import polars as pl

from kit.case import Case
from kit.errors import KitError
from kit.views.account_reviews import account_reviews
from kit.views.product_reviews import product_reviews

ENTITY = ["entity_kind", "entity_id"]
INSIDE, OUTSIDE = "in one", "in none"
MOST = 5_000
"""Reviews of one entity that are shown, those in findings first."""


def with_verdicts(
    listed: pl.DataFrame,
    given: pl.DataFrame,
    states: pl.DataFrame,
    person: str,
    *,
    blind: bool = False,
) -> pl.DataFrame:
    """Add to a queue what was judged.

    Parameters
    ----------
    listed : polars.DataFrame
        As from `kit.verdicts.queue`.
    given, states : polars.DataFrame
        As from `verdicts` and `outcomes`.
    person : str
        The reviewer's name without case.
    blind : bool
        Whether people is left out: whom others judged without foils is a suspect.

    Returns
    -------
    polars.DataFrame
        Also mine (the reviewer's own verdict, in words), people (how many judged it) and state. A
        state is NULL until the reviewer gave a verdict: it would tell that of others.
    """
    own = given.filter(pl.col("person") == person).select(
        *ENTITY, mine=pl.col("verdict").str.replace_all("_", " ")
    )
    people = given.group_by(ENTITY).agg(people=pl.len().cast(pl.Int64))
    told = (
        listed.join(own, on=ENTITY, how="left", maintain_order="left")
        .join(people, on=ENTITY, how="left", maintain_order="left")
        .join(states.select(*ENTITY, "state"), on=ENTITY, how="left", maintain_order="left")
        .with_columns(
            pl.col("people").fill_null(0),
            state=pl.when(pl.col("mine").is_not_null()).then("state"),
        )
    )
    return told.drop("people") if blind else told


def row_of(listed: pl.DataFrame, name: str | None) -> dict[str, Any]:
    """Return one entity's row of a queue.

    Raises
    ------
    KitError
        When it is not in the queue.
    """
    found = listed.filter(pl.col("entity_id").eq_missing(pl.lit(name)))
    if found.is_empty():
        raise KitError("Nothing is open.", hint="Choose a row of the queue first.")
    return found.row(0, named=True)


def own(given: pl.DataFrame, kind: str, name: str | None, person: str) -> dict[str, Any] | None:
    """Return the reviewer's own standing verdict about an entity, if there is one.

    Parameters
    ----------
    given : polars.DataFrame
        As from `verdicts`.
    kind, name : str
    person : str
        The reviewer's name without case.
    """
    mine = given.filter(
        pl.col("entity_kind") == kind,
        pl.col("entity_id").eq_missing(pl.lit(name)),
        pl.col("person") == person,
    )
    return mine.row(0, named=True) if mine.height else None


def others(given: pl.DataFrame, kind: str, name: str, person: str) -> pl.DataFrame:
    """Return what others said of an entity; nothing before the reviewer said something.

    Parameters
    ----------
    given : polars.DataFrame
        As from `verdicts`.
    kind, name : str
    person : str
        The reviewer's name without case.
    """
    about = given.filter(pl.col("entity_kind") == kind, pl.col("entity_id") == name)
    said = person in about["person"].to_list()
    return about.filter((pl.col("person") != person) & pl.lit(said))


def reviews_of(case: Case, kind: str, name: str, reached: pl.Series) -> pl.DataFrame:
    """Return an account's or product's reviews, those that findings are about first.

    Parameters
    ----------
    case : Case
    kind : {"account", "product"}
    name : str
    reached : polars.Series of str
        Ids of the reviews that findings are about.

    Returns
    -------
    polars.DataFrame
        As from `kit.views.account_reviews` or `product_reviews`, with `within`: `INSIDE` where a
        finding is about the review, else `OUTSIDE`.
    """
    found = account_reviews(case, name) if kind == "account" else product_reviews(case, name)
    inside = pl.col("review_id").is_in(reached.to_list())
    return (
        found.with_columns(within=pl.when(inside).then(pl.lit(INSIDE)).otherwise(pl.lit(OUTSIDE)))
        .sort("within", descending=True, maintain_order=True)
        .head(MOST)
    )
