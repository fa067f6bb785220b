"""What is seen of innocents of each kind, and how they score: markets in which nobody was paid.

Case files read it: for each account that they list, the kind of innocent it resembles most.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from kit.detector import Progress
from kit.detectors import DETECTORS
from kit.practice.case import make_case
from kit.practice.scoring.pool import run_all
from kit.practice.scoring.scoreboard import FIRST_SEED
from kit.practice.scoring.standing import planted
from kit.ranking.calibration import LEVELS
from kit.ranking.look_alikes import KINDS_SEEN, NULL_FINDINGS, ORDINARY, LookAlikes, signs
from kit.ranking.strength import scores, strengths
from kit.screening import screen

MARKETS: Mapping[int, int] = {100_000: 16, 40_000: 24, 10_000: 32}
"""How many markets of each size, the largest first. Smaller ones hold fewer innocents."""

FDR = 0.05


@dataclass(frozen=True)
class Null:
    """A market in which nobody was paid."""

    seed: int
    reviews: int

    def __str__(self) -> str:
        """Return what it is called while it runs."""
        return f"null market of {self.reviews:,}, seed {self.seed}"


def measure_look_alikes(
    first_seed: int = 3 * FIRST_SEED,
    workers: int = 1,
    progress: Progress | None = None,
    markets: Mapping[int, int] = MARKETS,
) -> LookAlikes:
    """Make and screen null markets with the default mix of innocents, and count.

    Parameters
    ----------
    first_seed, workers, progress
        As for `kit.practice.scoring.evaluate`.
    markets : mapping of int to int
        Reviews of a market, and how many markets there are of that size.
    """
    return summed(run_all(_market, list(_nulls(first_seed, markets)), workers, progress))


def summed(counted: list[LookAlikes]) -> LookAlikes:
    """Return the counts of several markets, by size."""
    seen = pl.concat([pl.DataFrame(schema=KINDS_SEEN), *(one.seen for one in counted)])
    found = pl.concat([pl.DataFrame(schema=NULL_FINDINGS), *(one.findings for one in counted)])
    kinds = ["reviews", "looks_like", "signs", "score"]
    detectors = ["reviews", "detector"]
    # Not every market holds every kind: `markets` are those of the size.
    markets = pl.DataFrame(
        [(one.seen["reviews"][0], 1) for one in counted],
        schema={"reviews": pl.Int64, "markets": pl.Int64},
        orient="row",
    )
    return LookAlikes(
        seen.group_by(kinds)
        .agg(pl.col("accounts").sum())
        .join(markets.group_by("reviews").sum(), on="reviews")
        .sort(kinds)
        .select(list(KINDS_SEEN)),
        found.group_by(detectors).sum().sort(detectors).select(list(NULL_FINDINGS)),
    )


def write_look_alikes(found: LookAlikes, folder: Path) -> list[Path]:
    """Write both tables as the CSV files that the kit ships in `kit/ranking`."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / "look_alikes_seen.csv", folder / "look_alikes_findings.csv"]
    for frame, path in zip((found.seen, found.findings), paths, strict=True):
        frame.write_csv(path)
    return paths


def _nulls(first_seed: int, markets: Mapping[int, int]) -> Iterator[Null]:
    for reviews, many in markets.items():
        yield from (Null(seed, reviews) for seed in range(first_seed, first_seed + many))


def _market(null: Null, folder: str) -> LookAlikes:
    with tempfile.TemporaryDirectory(dir=folder) as place:
        case = make_case(null.seed, null.reviews, {}, folder=Path(place) / "case")
        try:
            findings = screen(case, save=False)
            seen, held = signs(case, findings), strengths(case, findings, FDR)
            accounts = case.sql(
                "select distinct account_id from reviews where account_id is not null"
            )
            kinds = planted(case.truth, "account").select(
                account_id="entity_id", looks_like="archetype"
            )
        finally:
            case.close()
    size = pl.lit(null.reviews).alias("reviews")
    kinds_of = kinds_seen(accounts, kinds, seen, held).with_columns(size, markets=pl.lit(1))
    found = null_findings(findings).with_columns(size)
    return LookAlikes(_in(kinds_of, KINDS_SEEN), _in(found, NULL_FINDINGS))


def _in(frame: pl.DataFrame, schema: pl.Schema) -> pl.DataFrame:
    return frame.select(pl.col(name).cast(kind) for name, kind in schema.items())


def kinds_seen(
    accounts: pl.DataFrame, kinds: pl.DataFrame, seen: pl.DataFrame, held: pl.DataFrame
) -> pl.DataFrame:
    """Count a null market's accounts by kind, signs and score.

    Parameters
    ----------
    accounts : polars.DataFrame
        account_id of every account.
    kinds : polars.DataFrame
        account_id, looks_like of those that were planted; one of two kinds counts with both.
    seen : polars.DataFrame
        `kit.ranking.look_alikes.signs`.
    held : polars.DataFrame
        `kit.ranking.strength.strengths`.

    Returns
    -------
    polars.DataFrame
        looks_like, signs, score, accounts.
    """
    told = seen.group_by("account_id").agg(pl.col("detector").sort().str.join(" ").alias("signs"))
    whole = (
        accounts.join(kinds.unique(), on="account_id", how="left")
        .join(told, on="account_id", how="left")
        .join(held, left_on="account_id", right_on="entity_id", how="left")
        .with_columns(
            pl.col("looks_like").fill_null(ORDINARY),
            pl.col("signs").fill_null(""),
            pl.col("p_value").fill_null(1.0),
        )
    )
    levels = np.array(LEVELS)
    at = np.searchsorted(levels, scores(whole["p_value"].to_numpy()), side="right") - 1
    return (
        whole.with_columns(score=pl.Series(levels[at], dtype=pl.Float64))
        .group_by("looks_like", "signs", "score")
        .agg(pl.len().alias("accounts"))
    )


def null_findings(findings: pl.DataFrame) -> pl.DataFrame:
    """Count a null market's findings that survive, for every detector.

    Returns
    -------
    polars.DataFrame
        detector, markets (1), markets_with (0 or 1), findings.
    """
    survive = findings.filter(pl.col("q_value") <= FDR).group_by("detector").len("findings")
    return (
        pl.DataFrame({"detector": sorted(DETECTORS)})
        .join(survive, on="detector", how="left")
        .with_columns(pl.col("findings").fill_null(0), markets=pl.lit(1))
        .with_columns(markets_with=(pl.col("findings") > 0).cast(pl.Int64))
    )
