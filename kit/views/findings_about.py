"""Which findings speak about one product or one account?"""

from __future__ import annotations

import polars as pl

from kit.case import Case
from kit.ranking.families import SPEAKS
from kit.ranking.reach import follow_windows, windows
from kit.screening import screening
from kit.views.look_up import KINDS, check

COLUMNS = (
    "detector", "family", "entity_kind", "entity_id", "product_id", "window_start", "window_end",
    "score", "p_value", "q_value", "why", "members",
)  # fmt: skip


def findings_about(
    case: Case, kind: str, name: str, findings: pl.DataFrame | None = None, fdr: float = 0.05
) -> pl.DataFrame:
    """Return the findings that name a product or an account, are about it, or reach it.

    A pair reaches its accounts. A window reaches its product, and the accounts whose reviews it
    means: those with its stars, for instance.

    Parameters
    ----------
    case : Case
    kind : {"product", "account"}
    name : str
        Its id.
    findings : polars.DataFrame, optional
        As `kit.screen` gives them; the case's screening by default.
    fdr : float
        Largest q-value. A finding that only ranks has none, and is always returned; so is one
        about the entity itself whose p-value is small enough to count as a kind of evidence.

    Returns
    -------
    polars.DataFrame
        detector, family, entity_kind, entity_id, product_id, window_start, window_end (exclusive),
        score, p_value, q_value, why, members; what is proved first.

    Raises
    ------
    NotFoundError
        When no review names the product or account.
    """
    check(case, kind, name)
    held = screening(case) if findings is None else findings
    named = (pl.col("entity_kind") == kind) & (pl.col("entity_id") == name)
    speaks = named & (pl.col("p_value") <= SPEAKS)
    held = held.filter((pl.col("q_value") <= fdr) | pl.col("q_value").is_null() | speaks)
    member = pl.col("members").list.eval(
        (pl.element().struct.field("kind") == kind) & (pl.element().struct.field("id") == name)
    )
    about = pl.col("product_id") == name if kind == "product" else pl.lit(False)
    reached = _reached(case, name, held, fdr) if kind == "account" else []
    return (
        held.filter(
            named
            | member.list.any().fill_null(False)
            | about.fill_null(False)
            | pl.struct("detector", "entity_id").is_in(reached)
        )
        .select(COLUMNS)
        .sort("p_value", "detector", "entity_id", nulls_last=True)
    )


def _reached(case: Case, account: str, held: pl.DataFrame, fdr: float) -> list[dict[str, str]]:
    """Return the windows in which an account's reviews are of the kind that is meant."""
    products = case.sql(
        f"select distinct product_id from reviews where {KINDS['account']} = $name",
        {"name": account},
    )["product_id"]
    near = windows(held.filter(pl.col("product_id").is_in(products.to_list())), fdr)
    inside = follow_windows(case, near, within=True).filter(pl.col("account_id") == account)
    return inside.select("detector", "entity_id").unique().to_dicts()
