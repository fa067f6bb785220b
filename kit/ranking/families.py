"""The p-value of each entity under each family of evidence, and how families combine."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from kit.case import Case
from kit.cauchy import cauchy_combine
from kit.ranking.agreement import agreed_q_values
from kit.ranking.reach import follow_windows, windows
from kit.statistics import Array, poisson_sf, q_values

TOGETHER = ("timing", "rating", "account")
"""Families that never name alone: a launch bursts, a good product gets five stars."""

ALONE = ("ring", "text", "compensation", "market")
"""Families that may name alone; such a suspect is marked."""

SHARES = {"joint": 0.25, "ring": 0.45, "text": 0.15, "compensation": 0.1, "market": 0.05}
"""How a false-discovery rate is shared out between two kinds of evidence that agree and each that
may name alone, among those that were tested. Rings have the largest part: most accounts that work
together can be told by nothing else."""

OWN_SHARE = 0.8

SPEAKS = 0.05
"""Largest p-value at which a family is listed as a kind of evidence about a suspect."""

REPORTED = 0.1
"""Detectors report p-values up to this one."""

UNREPORTED = 0.5
"""What a p-value counts as that was too large to be reported: it speaks neither for nor against."""


def of_accounts(
    case: Case, findings: pl.DataFrame, fdr: float, least_brands: int = 1
) -> pl.DataFrame:
    """Return accounts with evidence: entity_id and a p-value for each family (NULL: none).

    Parameters
    ----------
    case : Case
    findings : pl.DataFrame
        As from `kit.screen`.
    fdr : float
        Windows that survive at this rate count.
    least_brands : int
        Brands in whose windows an account must have reviewed for windows to speak about it.

    Returns
    -------
    pl.DataFrame
        Also `<family>_alone` for each family that may name alone: its p-value, weighted.

    Notes
    -----
    Windows. An ordinary account reviews a product in one of its flagged windows with the
    probability that an ordinary review of that product lies there. So the number of brands on
    which it did is at most Poisson, with the sum of these probabilities over its reviews as mean.
    One flagged window therefore says little about an account, five of five brands a lot.

    Pairs. An account's p-value is its smallest over pairs, times the accounts it could have met.
    Groups. A group's p-value is corrected for the search that found it and is that of its members,
    unless its detector speaks about these accounts itself. Such findings count as they are, times
    the detectors of their family that speak about accounts.
    """
    held = windows(findings, fdr)
    reached = follow_windows(case, held).filter(pl.col("account_id").is_not_null())
    by_family = (
        reached.group_by("account_id", "family")
        .agg(
            pl.col("maker").filter(pl.col("inside")).n_unique().alias("k"),
            pl.col("chance").sum().alias("mean"),
        )
        .filter(pl.col("k") >= least_brands)
        .sort("account_id", "family")
    )
    tails = poisson_sf(by_family["k"].to_numpy().astype(float), by_family["mean"].to_numpy())
    timed = by_family.select("account_id", "family", p=pl.Series(tails, dtype=pl.Float64))
    ringed = _of_members(findings, _accounts_that_meet(case))
    direct = findings.filter(
        (pl.col("entity_kind") == "account") & pl.col("p_value").is_not_null()
    ).select(
        pl.col("entity_id").alias("account_id"),
        "family",
        # Several detectors of a family that speak about accounts: the smallest, times their number.
        p=pl.col("p_value") * pl.col("detector").n_unique().over("family"),
        tests=pl.col("evidence").str.json_path_match("$.n_tests").cast(pl.Float64),
    )
    ways = pl.concat(
        [
            part.rename({"account_id": "entity_id"}).with_columns(own=pl.lit(own))
            for part, own in ((timed, False), (ringed, False), (direct, True))
        ],
        how="diagonal",
    )
    # Several ways to a p-value in one family: the smallest, times the number of ways.
    several = pl.col("own").n_unique().over("family")
    long = ways.with_columns((pl.col("p") * several).clip(upper_bound=1.0))
    return in_columns(long).join(
        _by_itself(ways, population(case, "account_id")), on="entity_id", how="left"
    )


def _by_itself(ways: pl.DataFrame, accounts: int) -> pl.DataFrame:
    """Return p-values for families that may name alone, weighted: entity_id, <family>_alone.

    A detector that speaks about accounts tests fewer than there are, which it says: its hypotheses
    weigh more, and accounts that could not be tested nothing. Its own p-values get most of the
    family's share, pairs and groups the rest (Genovese, Roeder & Wasserman, Biometrika 93, 2006).
    """
    both = pl.col("own").n_unique().over("family") > 1
    share = pl.when(~both).then(1.0).when("own").then(OWN_SHARE).otherwise(1 - OWN_SHARE)
    weight = share * accounts / pl.col("tests").fill_null(accounts)
    weighted = (
        ways.with_columns((pl.col("p") / weight).clip(upper_bound=1.0))
        .filter(pl.col("family").is_in(ALONE))
        .with_columns(pl.format("{}_alone", "family").alias("family"))
    )
    wide = weighted.pivot("family", index="entity_id", values="p", aggregate_function="min")
    missing = [f"{family}_alone" for family in ALONE if f"{family}_alone" not in wide.columns]
    return wide.with_columns(pl.lit(None, pl.Float64).alias(name) for name in missing)


def _of_members(findings: pl.DataFrame, partners: int) -> pl.DataFrame:
    """The smallest p-value of pairs, times the accounts that could have been met, or of groups.

    Where several detectors of a family speak about pairs or groups, times their number.
    """
    held = findings.filter(pl.col("p_value").is_not_null())
    speaks = held.filter(pl.col("entity_kind") == "account")["detector"].unique()
    members = (
        held.filter(
            (pl.col("entity_kind") == "pair")
            | ((pl.col("entity_kind") == "group") & ~pl.col("detector").is_in(speaks.to_list()))
        )
        .explode("members")
        .select(
            pl.col("members").struct.field("kind"),
            pl.col("members").struct.field("id").alias("account_id"),
            "family",
            "detector",
            p=pl.when(pl.col("entity_kind") == "pair")
            .then(pl.col("p_value") * partners)
            .otherwise("p_value"),
        )
        .filter(pl.col("kind") == "account")
    )
    corrected = pl.col("p") * pl.col("detector").n_unique().over("family")
    return (
        members.with_columns(p=corrected.clip(upper_bound=1.0))
        .group_by("account_id", "family")
        .agg(pl.col("p").min())
    )


def population(case: Case, column: str) -> int:
    """Return how many accounts or products a case has, by their column of `reviews`."""
    return int(case.sql(f"select count(distinct {column}) as n from reviews")["n"][0])


def _accounts_that_meet(case: Case) -> int:
    return int(
        case.sql(
            "select count(distinct account_id) as n from reviews where product_id is not null"
        )["n"][0]
    )


def in_columns(long: pl.DataFrame) -> pl.DataFrame:
    """Return a row for each entity, with its smallest p-value in each family (NULL: none)."""
    wide = long.pivot("family", index="entity_id", values="p", aggregate_function="min")
    for family in (*TOGETHER, *ALONE):
        if family not in wide.columns:
            wide = wide.with_columns(pl.lit(None, pl.Float64).alias(family))
    return wide.select("entity_id", *TOGETHER, *ALONE).sort("entity_id")


def routes(wide: pl.DataFrame, tested: set[str]) -> Routes:
    """Return the p-values by which each row may be named.

    Parameters
    ----------
    wide : pl.DataFrame
        A column for each family; NULL where there is no evidence. Where there is a column
        `<family>_alone`, its weighted p-values count for the family by itself.
    tested : set of str
        Families of which a detector with p-values ran.

    Returns
    -------
    Routes
        First the partial conjunction (Cauchy over all families but the strongest: at least two
        families must speak), then one for each family that may name alone.

    Notes
    -----
    Benjamini & Heller, Biometrics 64 (2008), for partial conjunctions.
    """
    families = [family for family in (*TOGETHER, *ALONE) if family in tested]
    alone = [family for family in ALONE if family in tested]
    names = ("joint", *alone)
    if wide.is_empty() or not families:
        return Routes(np.ones((wide.height, len(names))), names)
    p = wide.select(pl.col(families).fill_null(UNREPORTED)).to_numpy()
    joint = cauchy_combine(np.sort(p, axis=1)[:, 1:]) if len(families) > 1 else np.ones(len(p))
    columns = [f"{name}_alone" if f"{name}_alone" in wide.columns else name for name in alone]
    single = wide.select(pl.col(columns).fill_null(1.0)).to_numpy().reshape(len(p), len(alone))
    return Routes(np.column_stack((joint, single)), names)


@dataclass(frozen=True)
class Routes:
    """Ways in which entities may be named.

    Parameters
    ----------
    p : array of shape (entities, routes)
        P-values.
    names : tuple of str
        The routes, "joint" first.
    strongest : array of shape (entities,), optional
        The p-value of each entity's strongest family, where families are independent: then those
        of which no family speaks are no tests of whether two agree.
    """

    p: Array
    names: tuple[str, ...]
    strongest: Array | None = None

    def survive(self, population: int) -> Array:
        """Return one q-value for each entity.

        Parameters
        ----------
        population : int
            Entities in all.

        Returns
        -------
        array of shape (entities,)
            The smallest of its routes' q-values, each divided by the route's share: a list that
            joins several lists, each at its share of a false-discovery rate, holds their sum.
        """
        if not len(self.p):
            return np.empty(0)
        share = np.array([SHARES[name] for name in self.names])
        by_route = np.column_stack([q_values(column, population) for column in self.p.T])
        if self.strongest is not None:
            by_route[:, 0] = agreed_q_values(self.p[:, 0], self.strongest, population, REPORTED)
        joined: Array = np.minimum((by_route / (share / share.sum())).min(axis=1), 1.0)
        return joined
