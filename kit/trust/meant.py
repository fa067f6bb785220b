"""Which reviews are meant where suspects are named."""

from __future__ import annotations

import polars as pl

from kit.case import Case
from kit.errors import ParameterError
from kit.verdicts.harm import in_windows

KINDS = ("account", "product", "window", "review", "pair", "group")


def meant(case: Case, suspects: pl.DataFrame, findings: pl.DataFrame, fdr: float) -> pl.Series:
    """Return the ids of the reviews that are meant where suspects are named.

    Parameters
    ----------
    case : Case
    suspects : polars.DataFrame
        entity_kind, entity_id, and members where pairs or groups are among them, as from
        `kit.suspects`.
    findings : polars.DataFrame
        As from `kit.screen`; products and windows need it.
    fdr : float
        Windows that survive at this rate count.

    Returns
    -------
    polars.Series of str
        Sorted; each once. Of accounts, pairs and groups all reviews that their accounts wrote; of
        products and windows the reviews in their windows that are of the kind which is meant (five
        stars, one star, thin accounts, verified), so that an ordinary review among them is counted
        too; reviews themselves.

    Raises
    ------
    ParameterError
        On a frame without these columns, or a kind that means no review.
    """
    missing = sorted({"entity_kind", "entity_id"} - set(suspects.columns))
    if missing:
        raise ParameterError(
            f"The suspects have no column {', '.join(missing)}.",
            available=suspects.columns,
            hint="Give a frame as from kit.suspects(case).",
        )
    unknown = sorted(set(suspects["entity_kind"]) - set(KINDS))
    if unknown:
        raise ParameterError(
            f"No reviews follow from a suspect of kind {unknown[0]!r}.", available=KINDS
        )
    members = _members(suspects)
    ids = {
        kind: pl.concat(
            [
                suspects.filter(pl.col("entity_kind") == kind)["entity_id"].cast(pl.String),
                members.filter(pl.col("kind") == kind)["id"],
            ]
        )
        for kind in KINDS
    }
    near = findings.filter(
        pl.col("product_id").is_in(ids["product"].to_list())
        | pl.col("entity_id").is_in(ids["window"].to_list())
    )
    wrote = case.connection.select(
        """
        select review_id from reviews
        where account_id in (select id from suspect_accounts)
          or review_id in (select id from suspect_reviews)
        """,
        frames={
            "suspect_accounts": pl.DataFrame({"id": ids["account"]}, schema={"id": pl.String}),
            "suspect_reviews": pl.DataFrame({"id": ids["review"]}, schema={"id": pl.String}),
        },
    )
    return pl.concat([wrote["review_id"], in_windows(case, near, fdr)]).unique().sort()


def _members(suspects: pl.DataFrame) -> pl.DataFrame:
    """Return whom pairs and groups are made of: kind, id."""
    compound = suspects.filter(pl.col("entity_kind").is_in(["pair", "group"]))
    if compound.is_empty() or "members" not in suspects.columns:
        return pl.DataFrame(schema={"kind": pl.String, "id": pl.String})
    return (
        compound.select("members")
        .explode("members", empty_as_null=False)
        .select(pl.col("members").struct.field("kind"), pl.col("members").struct.field("id"))
    )
