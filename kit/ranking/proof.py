"""`suspects`: the entities that survive false-discovery control, with reasons and doubts."""

from __future__ import annotations

import polars as pl

from kit.case import Case
from kit.errors import ParameterError, check_rate
from kit.ranking.calibration import as_high, likest
from kit.ranking.families import (
    ALONE,
    SPEAKS,
    TOGETHER,
    Routes,
    of_accounts,
    population,
    routes,
)
from kit.ranking.reach import follow_members, follow_pairs, follow_windows, windows
from kit.ranking.reasons import DOSSIER, SUSPECTS, dossier, innocent, seen_of_accounts
from kit.ranking.strength import LEAST_BRANDS, strongest, tested
from kit.ranking.window_families import of_windows, window_routes
from kit.schema import ENTITY_KINDS
from kit.screening import screening

MEETING_DAYS = 7
"""Days within which a pair met, where its reviews are listed."""


def suspects(
    case: Case, of: str = "account", fdr: float = 0.05, findings: pl.DataFrame | None = None
) -> pl.DataFrame:
    """List the entities whose evidence survives false-discovery control.

    Parameters
    ----------
    case : Case
    of : {"account", "product", "review", "window", "pair", "group", "link"}
    fdr : float
        Share of the list that may be there by chance, 0 < fdr < 1.
    findings : pl.DataFrame, optional
        As from `kit.screen`; the case's screening by default.

    Returns
    -------
    pl.DataFrame
        Columns of `SUSPECTS`, the strongest first. `families` are the kinds of evidence that
        speak, `why` says what was seen and expected, `innocent` what else explains it.

    Raises
    ------
    ParameterError
        On an unknown kind or a rate outside (0, 1).

    Notes
    -----
    Timing and rating never name anyone alone: two kinds of evidence must agree. A ring may name
    alone, and the sentence then says that it rests on one kind of evidence. Benjamini-Hochberg
    over all entities of the kind; where timing and rating must agree on a product or window, over
    those of which one of the two speaks (`kit.ranking.agreement`). A window in a product's first
    four weeks names nobody, and no account is named for windows of a single brand.

    Accounts also have `innocents`, `as_high`, `as_high_low`, `as_high_high` and `cell`: of
    `innocents` accounts that no one paid, `as_high` score this high, with the exact 95 % interval
    of that share, in the practice markets most like the case, screened at a rate of 0.05
    (`kit.ranking.calibration`). They are NULL for other kinds.
    """
    if of not in ENTITY_KINDS:
        raise ParameterError(f"There are no suspects of {of!r}.", available=ENTITY_KINDS)
    check_rate("fdr", fdr)
    held = screening(case) if findings is None else findings
    if of == "account":
        named = _accounts(case, held, fdr)
    elif of == "product":
        named = _products(case, held, fdr)
    elif of == "window":
        named = _windows(case, held, fdr)
    elif of == "review":
        named = _reviews(case, held, fdr)
    else:
        named = _direct(held, of, fdr)
    return pl.concat([pl.DataFrame(schema=SUSPECTS), named], how="diagonal").sort(
        "q_value", "entity_id", maintain_order=True
    )


def _accounts(case: Case, findings: pl.DataFrame, fdr: float) -> pl.DataFrame:
    wide = of_accounts(case, findings, fdr, LEAST_BRANDS)
    ways = routes(wide, tested(findings))
    scored = wide.with_columns(p_value=pl.Series(strongest(ways), dtype=pl.Float64))
    named = _keep(scored, ways, population(case, "account_id"), fdr)
    listed = dossier(named, "account", seen_of_accounts(case, findings, fdr))
    if named.is_empty():
        return listed
    high = as_high(likest(case), named["p_value"].to_numpy())
    told = pl.concat([named.select("entity_id"), high], how="horizontal")
    return listed.join(told, on="entity_id", how="left")


def _products(case: Case, findings: pl.DataFrame, fdr: float) -> pl.DataFrame:
    """A product's p-value is that of its strongest window: windows are corrected for scanning."""
    wide = of_windows(findings)
    ways = window_routes(wide, tested(findings))
    by_route = pl.DataFrame(ways.p, schema=[f"by_{name}" for name in ways.names])
    of_all = [*by_route.columns, "strongest"]
    best = (
        pl.concat([wide, by_route], how="horizontal")
        .with_columns(p=pl.min_horizontal(by_route.columns), strongest=pl.Series(ways.strongest))
        .sort("product_id", "p", "entity_id")
        .group_by("product_id", maintain_order=True)
        .agg(pl.exclude(*of_all).first(), pl.col(of_all).min())
        .rename({"entity_id": "window", "product_id": "entity_id"})
    )
    best_ways = Routes(
        best.select(by_route.columns).to_numpy(), ways.names, best["strongest"].to_numpy()
    )
    named = _keep(best, best_ways, population(case, "product_id"), fdr)
    seen = findings.filter(pl.col("entity_kind") == "window").select(
        pl.col("entity_id").alias("window"), "detector", "family", "p_value", "why"
    )
    linked = named.select("entity_id", "window").join(seen, on="window").drop("window")
    return dossier(named, "product", linked)


def _windows(case: Case, findings: pl.DataFrame, fdr: float) -> pl.DataFrame:
    wide = of_windows(findings)
    ways = window_routes(wide, tested(findings))
    named = _keep(wide, ways, population(case, "product_id"), fdr)
    seen = findings.filter(pl.col("entity_kind") == "window").select(
        "entity_id",
        "detector",
        "family",
        "p_value",
        pl.format("On product {}: {}", "product_id", "why").alias("why"),
    )
    listed = dossier(named, "window", seen)
    members = findings.filter(pl.col("entity_kind") == "window").unique("entity_id")
    return (
        listed.drop("members")
        .join(members.select("entity_id", "members"), on="entity_id", how="left")
        .select(DOSSIER)
    )


def _reviews(case: Case, findings: pl.DataFrame, fdr: float) -> pl.DataFrame:
    """Reviews through which suspect accounts became suspects."""
    accounts = _accounts(case, findings, fdr)
    inside = follow_windows(case, windows(findings, fdr), within=True)
    columns = ("review_id", "account_id")
    reached = pl.concat(
        [
            inside.select(columns),
            follow_pairs(case, findings, fdr, MEETING_DAYS).select(columns),
            follow_members(case, findings, fdr).select(columns),
        ]
    ).unique()
    return (
        reached.join(accounts, left_on="account_id", right_on="entity_id")
        .with_columns(
            entity_kind=pl.lit("review"),
            entity_id=pl.col("review_id"),
            why=pl.format("By account {}. {}", "account_id", "why"),
        )
        .select(DOSSIER)
    )


def _direct(findings: pl.DataFrame, of: str, fdr: float) -> pl.DataFrame:
    """Pairs, groups and links: as their detectors proved them."""
    named = findings.filter((pl.col("entity_kind") == of) & (pl.col("q_value") <= fdr))
    return named.select(
        "entity_kind",
        "entity_id",
        "q_value",
        pl.concat_list("family").alias("families"),
        "why",
        pl.col("detector").map_elements(innocent, return_dtype=pl.String).alias("innocent"),
        "members",
    )


def _keep(entities: pl.DataFrame, ways: Routes, entities_in_all: int, fdr: float) -> pl.DataFrame:
    q = ways.survive(entities_in_all)
    return (
        entities.with_columns(q_value=pl.Series(q, dtype=pl.Float64).round_sig_figs(9))
        .filter(pl.col("q_value") <= fdr)
        .with_columns(
            families=pl.concat_list(
                pl.when(pl.col(family) <= SPEAKS).then(pl.lit(family))
                for family in (*TOGETHER, *ALONE)
            ).list.drop_nulls()
        )
    )
