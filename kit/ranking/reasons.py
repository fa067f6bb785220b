"""What speaks about a suspect, in sentences, and what else would explain it."""

from __future__ import annotations

import polars as pl

from kit.case import Case
from kit.detectors import DETECTORS
from kit.ranking.calibration import AS_HIGH
from kit.ranking.reach import follow_windows, windows
from kit.screening import MEMBERS

SUSPECTS: dict[str, pl.DataType | type[pl.DataType]] = {
    "entity_kind": pl.String,
    "entity_id": pl.String,
    "q_value": pl.Float64,
    "families": pl.List(pl.String),
    "why": pl.String,
    "innocent": pl.String,
    "members": MEMBERS,
    **AS_HIGH,
}
"""Columns of a suspects frame; those of `AS_HIGH` are NULL but for accounts."""

DOSSIER = tuple(name for name in SUSPECTS if name not in AS_HIGH)


def seen_of_accounts(case: Case, findings: pl.DataFrame, fdr: float) -> pl.DataFrame:
    """Return what speaks about each account: entity_id, detector, finding, family, p_value, why.

    `finding` is the `entity_id` of the finding.
    """
    inside = (
        follow_windows(case, windows(findings, fdr), within=True)
        .select("account_id", "detector", "entity_id")
        .unique()
    )
    speaks = findings.filter(pl.col("entity_kind") == "account")["detector"].unique().to_list()
    pairs = (
        findings.filter(
            pl.col("entity_kind").is_in(["pair", "group"]) & ~pl.col("detector").is_in(speaks)
        )
        .explode("members")
        .select(pl.col("members").struct.field("id").alias("account_id"), "detector", "entity_id")
    )
    own = findings.filter(
        (pl.col("entity_kind") == "account") & pl.col("p_value").is_not_null()
    ).select(pl.col("entity_id").alias("account_id"), "detector", "entity_id")
    return (
        pl.concat([inside, pairs, own])
        .join(
            findings.select("detector", "entity_id", "family", "p_value", "why", "product_id"),
            on=["detector", "entity_id"],
        )
        .with_columns(
            why=pl.when(pl.col("product_id").is_not_null())
            .then(pl.format("On product {}: {}", "product_id", "why"))
            .otherwise("why")
        )
        .select(
            pl.col("account_id").alias("entity_id"),
            "detector",
            pl.col("entity_id").alias("finding"),
            "family",
            "p_value",
            "why",
        )
    )


def dossier(named: pl.DataFrame, kind: str, seen: pl.DataFrame) -> pl.DataFrame:
    """Add to named entities the sentences of their three strongest findings, and the doubts."""
    # Ties by the finding where it is known: with pseudonyms in the words the order stays the same.
    ties = ("detector", "finding") if "finding" in seen.columns else ("why",)
    told = (
        named.select("entity_id")
        .join(seen, on="entity_id")
        .sort("entity_id", "p_value", *ties, nulls_last=True)
        .group_by("entity_id", maintain_order=True)
        .agg(pl.col("why").unique(maintain_order=True), pl.col("detector").unique().sort())
    )
    return (
        named.join(told, on="entity_id", how="left")
        .with_columns(
            why=pl.struct("why", "families").map_elements(_account_of, return_dtype=pl.String),
            innocent=pl.col("detector").map_elements(
                lambda names: " ".join(innocent(name) for name in names), return_dtype=pl.String
            ),
            entity_kind=pl.lit(kind),
            members=pl.lit(None, MEMBERS),
        )
        .select(DOSSIER)
    )


def _account_of(row: dict[str, list[str]]) -> str:
    sentences = row["why"] or []
    text = ". ".join(sentences[:3]) + "."
    if len(sentences) > 3:
        text += f" And {len(sentences) - 3:,} more of this kind."
    if len(row["families"]) == 1:
        text += f" Rests on one kind of evidence: {row['families'][0]}."
    return text


def innocent(detector: str) -> str:
    """The innocent explanation of a detector; of one that is not ours, a plain reminder."""
    known = DETECTORS.get(detector)
    return known.section("Innocent explanation") if known else f"See {detector}."
