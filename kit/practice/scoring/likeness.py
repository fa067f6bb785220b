"""How often do accounts that no one paid score as high as this case's suspects?

Markets of the case's size are made in which nobody was paid, and screened like the case.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import polars as pl

from kit.case import Case, open_case
from kit.detector import Progress
from kit.errors import CaseError
from kit.practice.archetypes import Wanted
from kit.practice.market import write_parquet
from kit.practice.scoring.pool import run_all
from kit.practice.scoring.scoreboard import FIRST_SEED
from kit.ranking import suspects
from kit.ranking.strength import strengths
from kit.schema import REVIEWS
from kit.screening import screen, screening
from kit.statistics import clopper_pearson

SMALLEST = 100
NAMED_KINDS = ("account", "product", "review", "group")

_MADE = ("text", "title", "verified", "vine", "brand", "category", "helpful_votes", "account_name")
"""What the generator fills besides accounts, products, stars and dates."""


@dataclass(frozen=True)
class Shape:
    """What a null market has in common with a case.

    Parameters
    ----------
    reviews, products : int
    unknown : tuple of str
        Columns that the case does not have.
    by_day : bool
        Whether dates have no time of day.
    """

    reviews: int
    products: int
    unknown: tuple[str, ...]
    by_day: bool


@dataclass(frozen=True)
class Likeness:
    """What null markets of a case's shape say about its suspects.

    Parameters
    ----------
    shape : Shape
    seeds : list of int
        One null market each.
    suspects : polars.DataFrame
        The case's suspect accounts, strongest first: entity_id, q_value, p_value, as_high,
        innocents, share, low, high. "Of `innocents` accounts that no one paid, `as_high` score this
        high"; `low` and `high` are the exact 95 % interval of `share`.
    named : polars.DataFrame
        entity_kind, named, markets_naming, markets: innocents that `suspects` names in the null
        markets at the same rate.
    """

    shape: Shape
    seeds: list[int]
    suspects: pl.DataFrame
    named: pl.DataFrame


@dataclass(frozen=True)
class Null:
    """A null market to make: its seed, shape and the rate at which it is screened."""

    seed: int
    shape: Shape
    fdr: float

    def __str__(self) -> str:
        """Return what it is called while it runs."""
        return f"null market, seed {self.seed}"


def measure_like(
    case: Case,
    seeds: int = 20,
    fdr: float = 0.05,
    first_seed: int = FIRST_SEED,
    workers: int = 1,
    progress: Progress | None = None,
) -> Likeness:
    """Measure for one case how often innocents score as high as its suspects.

    Parameters
    ----------
    case : Case
        With 100 reviews or more.
    seeds : int
        Null markets to make, each of the case's number of reviews and products, with the innocent
        look-alikes.
    fdr : float
        Rate at which suspects are named.
    first_seed, workers, progress
        As for `kit.practice.scoring.evaluate`.

    Returns
    -------
    Likeness

    Raises
    ------
    CaseError
        When the case is too small, or has no accounts, products or dates.

    Notes
    -----
    The generator's customs are its own: it covers three years, and its accounts write as many
    reviews as those of the markets that it was fitted to.
    """
    shape = shape_of(case)
    findings = screening(case)
    named = suspects(case, "account", fdr, findings).select("entity_id", "q_value")
    high = named.join(strengths(case, findings, fdr), on="entity_id", how="left")
    chosen = list(range(first_seed, first_seed + seeds))
    nulls = run_all(_null, [Null(seed, shape, fdr) for seed in chosen], workers, progress)
    innocents = sum(accounts for _, accounts, _ in nulls)
    low_p = np.concatenate([p for p, _, _ in nulls])
    counted = how_often(high["p_value"].to_numpy(), low_p, innocents)
    counts = pl.concat([counts for _, _, counts in nulls])
    return Likeness(
        shape,
        chosen,
        pl.concat([high, counted], how="horizontal"),
        counts.group_by("entity_kind", maintain_order=True).agg(
            pl.col("named").sum(),
            (pl.col("named") > 0).sum().alias("markets_naming"),
            pl.len().alias("markets"),
        ),
    )


def how_often(p_values: np.ndarray, innocent: np.ndarray, innocents: int) -> pl.DataFrame:
    """Return how many innocents have a p-value as small as each of the given ones.

    Parameters
    ----------
    p_values : array of shape (n,)
        Of suspects.
    innocent : array
        P-values of innocents, at least all that are small.
    innocents : int
        How many innocents there are in all.

    Returns
    -------
    polars.DataFrame
        as_high, innocents, share, and low and high: the exact (Clopper-Pearson) 95 % interval.
    """
    as_high = np.searchsorted(np.sort(innocent), p_values, side="right")
    low, high = clopper_pearson(as_high.astype(float), np.full(len(as_high), float(innocents)))
    return pl.DataFrame(
        {
            "as_high": as_high.astype(np.int64),
            "innocents": np.full(len(as_high), innocents, np.int64),
            "share": as_high / max(innocents, 1),
            "low": low,
            "high": high,
        }
    ).with_columns(pl.col("share", "low", "high").round_sig_figs(3))


def shape_of(case: Case) -> Shape:
    """Return what a null market must have in common with a case.

    Raises
    ------
    CaseError
        When nothing like it can be made.
    """
    counts = case.sql(
        "select count(*) as reviews, count(distinct product_id) as products, "
        "count(account_id) as account_id, count(stars) as stars, count(posted_at) as posted_at, "
        "count(*) filter (where posted_precision is distinct from 'day') as timed, "
        + ", ".join(f"count({name}) as {name}" for name in _MADE)
        + " from reviews"
    ).row(0, named=True)
    needed = [name for name in ("account_id", "products", "posted_at") if not counts[name]]
    if counts["reviews"] < SMALLEST or needed:
        raise CaseError(
            f"No market can be made like this case of {counts['reviews']:,} reviews"
            + (f" without {', '.join(needed)}." if needed else "."),
            hint=f"It takes accounts, products, dates and {SMALLEST} reviews.",
        )
    unknown = tuple(name for name in ("stars", *_MADE) if not counts[name])
    products = min(counts["products"], counts["reviews"] // 2)
    return Shape(counts["reviews"], products, unknown, by_day=not counts["timed"])


def null_case(null: Null, folder: Path) -> Case:
    """Make a market like a case, without anyone paid, and open it."""
    return case_like(null.shape, null.seed, {}, folder)[0]


def case_like(
    shape: Shape, seed: int, guilty: Wanted | None, folder: Path
) -> tuple[Case, pl.DataFrame]:
    """Make a market of a shape and open it; return the case and the truth."""
    made = folder / "made.parquet"
    truth = write_parquet(
        made, seed, shape.reviews, guilty, text="text" not in shape.unknown,
        products=shape.products,
    )  # fmt: skip
    known = pl.scan_parquet(made).with_columns(
        pl.when(False).then(pl.col(name)).alias(name) for name in shape.unknown
    )
    if shape.by_day:
        known = known.with_columns(
            pl.col("posted_at").dt.truncate("1d"), posted_precision=pl.lit("day")
        )
    rows = folder / "reviews.parquet"
    known.select(REVIEWS.names).sink_parquet(rows)
    return open_case(rows, folder=folder / "case"), truth


def _null(null: Null, folder: str) -> tuple[np.ndarray, int, pl.DataFrame]:
    """P-values of accounts with evidence, how many accounts there are, and who is named."""
    with tempfile.TemporaryDirectory(dir=folder) as place:
        case = null_case(null, Path(place))
        try:
            findings = screen(case, save=False)
            accounts = case.sql("select count(distinct account_id) as n from reviews")["n"][0]
            name = partial(suspects, case, fdr=null.fdr, findings=findings)
            rows = [(kind, name(of=kind).height) for kind in NAMED_KINDS]
            schema = {"entity_kind": pl.String, "named": pl.Int64}
            counts = pl.DataFrame(rows, schema=schema, orient="row")
            p = strengths(case, findings, null.fdr)["p_value"].to_numpy()
            return p, int(accounts), counts
        finally:
            case.close()
