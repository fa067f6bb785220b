"""What did one detector find, with every figure of its query as a column?"""

from __future__ import annotations

import json

import polars as pl

from kit.case import Case
from kit.screening import screening

PLAIN = (
    "product_id", "window_start", "window_end", "score", "p_value", "q_value", "why",
)  # fmt: skip


def findings_of(
    case: Case, detector: str, findings: pl.DataFrame | None = None, fdr: float = 0.05
) -> pl.DataFrame:
    """Return the findings of one detector that survive, strongest first.

    Parameters
    ----------
    case : Case
    detector : str
        Its name.
    findings : polars.DataFrame, optional
        As `kit.screen` gives them; the case's screening by default.
    fdr : float
        Largest q-value. Findings of a detector that only ranks have none, and all are returned.

    Returns
    -------
    polars.DataFrame
        entity_kind, entity_id, every figure of the detector's query (n_reviews, expected, ...),
        then those of product_id, window_start, window_end (exclusive), score, p_value, q_value and
        why that it fills.
    """
    held = screening(case) if findings is None else findings
    held = held.filter(
        pl.col("detector") == detector, (pl.col("q_value") <= fdr) | pl.col("q_value").is_null()
    ).sort("p_value", "score", "entity_id", descending=[False, True, False], nulls_last=True)
    filled = [name for name in PLAIN if held[name].null_count() < held.height]
    if held.is_empty():
        return held.select("entity_kind", "entity_id", *PLAIN)
    figures = pl.from_dicts([json.loads(row) for row in held["evidence"]], infer_schema_length=None)
    extra = [name for name in figures.columns if name not in held.columns]
    return (
        held.select("entity_kind", "entity_id")
        .hstack(figures.select(extra))
        .hstack(held.select(filled))
    )
