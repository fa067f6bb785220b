"""`suspects`: the entities that survive false-discovery control, with reasons and doubts."""

from __future__ import annotations

import polars as pl

from kit.case import Case
from kit.detectors import DETECTORS
from kit.errors import ParameterError
from kit.ranking.families import ALONE, TOGETHER, combine, of_accounts, of_windows
from kit.ranking.reach import follow_pairs, follow_windows, windows
from kit.schema import ENTITY_KINDS
from kit.screening import MEMBERS, screening
from kit.statistics import q_values

SUSPECTS: dict[str, pl.DataType | type[pl.DataType]] = {
    "entity_kind": pl.String,
    "entity_id": pl.String,
    "q_value": pl.Float64,
    "families": pl.List(pl.String),
    "why": pl.String,
    "innocent": pl.String,
    "members": MEMBERS,
}
"""Columns of a suspects frame."""

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
    over all entities of the kind. A window in a product's first four weeks names nobody, and no
    account is named for windows of a single brand.
    """
    if of not in ENTITY_KINDS:
        raise ParameterError(f"There are no suspects of {of!r}.", available=ENTITY_KINDS)
    if not 0 < fdr < 1:
        raise ParameterError(f"fdr = {fdr} is no rate.", hint="Choose fdr between 0 and 1.")
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
    return pl.concat([pl.DataFrame(schema=SUSPECTS), named]).sort(
        "q_value", "entity_id", maintain_order=True
    )


def _tested(findings: pl.DataFrame) -> set[str]:
    """Families in which a p-value could have been found."""
    ran = {d.family for d in DETECTORS.values() if not d.ranks_only}
    return ran | set(findings.filter(pl.col("p_value").is_not_null())["family"])


def _accounts(case: Case, findings: pl.DataFrame, fdr: float) -> pl.DataFrame:
    wide = of_accounts(case, findings, fdr, least_brands=2)
    population = int(case.sql("select count(distinct account_id) as n from reviews")["n"][0])
    named = _survivors(wide, _tested(findings), population, fdr)
    seen = _seen_of_accounts(case, findings, fdr)
    return _dossier(named, "account", seen)


def _seen_of_accounts(case: Case, findings: pl.DataFrame, fdr: float) -> pl.DataFrame:
    """Return what speaks about each account: account, detector, sentence, strongest first."""
    inside = (
        follow_windows(case, windows(findings, fdr))
        .filter(pl.col("inside"))
        .select("account_id", "detector", "entity_id")
        .unique()
    )
    pairs = (
        findings.filter(pl.col("entity_kind").is_in(["pair", "group"]))
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
        .select(pl.col("account_id").alias("entity_id"), "detector", "family", "p_value", "why")
    )


def _products(case: Case, findings: pl.DataFrame, fdr: float) -> pl.DataFrame:
    """A product's p-value is that of its strongest window: windows are corrected for scanning."""
    wide = of_windows(findings)
    tested = _tested(findings) & set(TOGETHER)
    best = (
        wide.with_columns(p=pl.Series(combine(wide, tested), dtype=pl.Float64))
        .sort("product_id", "p", "entity_id")
        .group_by("product_id", maintain_order=True)
        .first()
    )
    population = int(case.sql("select count(distinct product_id) as n from reviews")["n"][0])
    named = _keep(best.rename({"entity_id": "window", "product_id": "entity_id"}), population, fdr)
    seen = findings.filter(pl.col("entity_kind") == "window").select(
        pl.col("entity_id").alias("window"), "detector", "family", "p_value", "why"
    )
    linked = named.select("entity_id", "window").join(seen, on="window").drop("window")
    return _dossier(named, "product", linked)


def _windows(case: Case, findings: pl.DataFrame, fdr: float) -> pl.DataFrame:
    population = int(case.sql("select count(distinct product_id) as n from reviews")["n"][0])
    named = _survivors(of_windows(findings), _tested(findings) & set(TOGETHER), population, fdr)
    seen = findings.filter(pl.col("entity_kind") == "window").select(
        "entity_id",
        "detector",
        "family",
        "p_value",
        pl.format("On product {}: {}", "product_id", "why").alias("why"),
    )
    listed = _dossier(named, "window", seen)
    members = findings.filter(pl.col("entity_kind") == "window").unique("entity_id")
    return (
        listed.drop("members")
        .join(members.select("entity_id", "members"), on="entity_id", how="left")
        .select(list(SUSPECTS))
    )


def _reviews(case: Case, findings: pl.DataFrame, fdr: float) -> pl.DataFrame:
    """Reviews through which suspect accounts became suspects."""
    accounts = _accounts(case, findings, fdr)
    inside = follow_windows(case, windows(findings, fdr)).filter(pl.col("inside"))
    met = follow_pairs(case, findings, fdr, MEETING_DAYS)
    columns = ("review_id", "account_id")
    reached = pl.concat([inside.select(columns), met.select(columns)]).unique()
    return (
        reached.join(accounts, left_on="account_id", right_on="entity_id")
        .with_columns(
            entity_kind=pl.lit("review"),
            entity_id=pl.col("review_id"),
            why=pl.format("By account {}. {}", "account_id", "why"),
        )
        .select(list(SUSPECTS))
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
        pl.col("detector").map_elements(_innocent, return_dtype=pl.String).alias("innocent"),
        "members",
    )


def _survivors(wide: pl.DataFrame, tested: set[str], population: int, fdr: float) -> pl.DataFrame:
    return _keep(
        wide.with_columns(p=pl.Series(combine(wide, tested), dtype=pl.Float64)), population, fdr
    )


def _keep(entities: pl.DataFrame, population: int, fdr: float) -> pl.DataFrame:
    q = q_values(entities["p"].to_numpy(), population)
    return (
        entities.with_columns(q_value=pl.Series(q, dtype=pl.Float64).round_sig_figs(9))
        .filter(pl.col("q_value") <= fdr)
        .with_columns(
            families=pl.concat_list(
                pl.when(pl.col(family) <= 0.05).then(pl.lit(family))
                for family in (*TOGETHER, *ALONE)
            ).list.drop_nulls()
        )
    )


def _dossier(named: pl.DataFrame, kind: str, seen: pl.DataFrame) -> pl.DataFrame:
    """Add to named entities the sentences of their three strongest findings, and the doubts."""
    told = (
        named.select("entity_id")
        .join(seen, on="entity_id")
        .sort("entity_id", "p_value", "why", nulls_last=True)
        .group_by("entity_id", maintain_order=True)
        .agg(pl.col("why").unique(maintain_order=True), pl.col("detector").unique().sort())
    )
    return (
        named.join(told, on="entity_id", how="left")
        .with_columns(
            why=pl.struct("why", "families").map_elements(_account_of, return_dtype=pl.String),
            innocent=pl.col("detector").map_elements(
                lambda names: " ".join(_innocent(name) for name in names), return_dtype=pl.String
            ),
            entity_kind=pl.lit(kind),
            members=pl.lit(None, MEMBERS),
        )
        .select(list(SUSPECTS))
    )


def _account_of(row: dict[str, list[str]]) -> str:
    sentences = row["why"] or []
    text = ". ".join(sentences[:3]) + "."
    if len(sentences) > 3:
        text += f" And {len(sentences) - 3:,} more of this kind."
    if len(row["families"]) == 1:
        text += f" Rests on one kind of evidence: {row['families'][0]}."
    return text


def _innocent(detector: str) -> str:
    """The innocent explanation of a detector; of one that is not ours, a plain reminder."""
    known = DETECTORS.get(detector)
    return known.section("Innocent explanation") if known else f"See {detector}."
