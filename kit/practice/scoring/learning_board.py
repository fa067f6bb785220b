"""What learning came to on many markets: the curve, the marks, and what poison does."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from kit.detector import Progress
from kit.errors import ParameterError
from kit.practice.scoring.learning import POISON, Played, play, snapshots
from kit.practice.scoring.pool import run_all
from kit.practice.scoring.summary import markdown
from kit.practice.scoring.team import Team
from kit.practice.shifting import make_shifting_case

ORDERS = ("rules", "frozen", "adapting")
SIZE = 100_000
"""Reviews of a market, as in the other scoreboards."""

ALLOWED = 0.02
"""What the adapting order may lie below the rules in a quarter."""


@dataclass(frozen=True)
class LearningTask:
    """A market to play."""

    seed: int
    reviews: int
    text: bool
    team: Team

    def __str__(self) -> str:
        """Return what it is called while it runs."""
        return f"shifting market, seed {self.seed}"


@dataclass(frozen=True)
class LearningBoard:
    """What all markets came to.

    Parameters
    ----------
    about : dict
        How it was made.
    curve : polars.DataFrame
        quarter, tactic, order, ap (mean over the markets), low, high (the worst and the best).
    marks : polars.DataFrame
        mark, value, low, high: shares and means over the markets, with 95 % intervals over markets
        drawn with replacement where that says something.
    markets : polars.DataFrame
        Columns of `kit.practice.scoring.learning.CURVE`.
    poisoned : polars.DataFrame
        seed, difference, low, high, promoted: of the poisoned challengers.
    """

    about: dict[str, Any]
    curve: pl.DataFrame
    marks: pl.DataFrame
    markets: pl.DataFrame
    poisoned: pl.DataFrame


def evaluate_learning(
    seeds: int = 20,
    reviews: int = SIZE,
    first_seed: int = 1_000,
    text: bool = True,
    team: Team | None = None,
    workers: int = 1,
    progress: Progress | None = None,
) -> LearningBoard:
    """Play 24 shifting months on many markets.

    Parameters
    ----------
    seeds, reviews, first_seed, text
        Markets, as for `kit.practice.shifting.make_shifting_case`.
    team : Team, optional
        One that has grown with the market by default.
    workers : int
        Processes; the figures do not depend on it.
    progress : callable, optional

    Returns
    -------
    LearningBoard

    Raises
    ------
    ParameterError
        Without seeds, or where markets are too small for plans.
    """
    if seeds < 1:
        raise ParameterError(f"seeds = {seeds}: one market or more is needed.")
    chosen = range(first_seed, first_seed + seeds)
    team = team or Team.of_market(reviews)
    tasks = [LearningTask(seed, reviews, text, team) for seed in chosen]
    played = run_all(play_market, tasks, workers, progress)
    about = {
        "seeds": list(chosen),
        "reviews": reviews,
        "text": text,
        "team": vars(team),
    }
    return summed_up(about, list(chosen), played)


def play_market(task: LearningTask, folder: str) -> Played:
    """Make a market in a folder of its own, play it, and delete it."""
    with tempfile.TemporaryDirectory(prefix="kit-market-", dir=folder) as place:
        case = make_shifting_case(task.seed, task.reviews, task.text, Path(place) / "case")
        try:
            return play(snapshots(case, case.truth), task.seed, task.team)
        finally:
            case.close()


def summed_up(about: dict[str, Any], seeds: list[int], played: list[Played]) -> LearningBoard:
    """Return the board of markets that were played."""
    markets = pl.concat([one.curve for one in played])
    poisoned = pl.DataFrame(
        [
            (seed, p.difference, p.low, p.high, p.promoted)
            for seed, p in zip(seeds, (one.poisoned for one in played), strict=True)
        ],
        schema={
            "seed": pl.Int64,
            "difference": pl.Float64,
            "low": pl.Float64,
            "high": pl.Float64,
            "promoted": pl.Boolean,
        },
        orient="row",
    )
    return LearningBoard(about, curve_of(markets), _marks(markets, poisoned), markets, poisoned)


def curve_of(markets: pl.DataFrame) -> pl.DataFrame:
    """Return the curve of several markets, as `kit.charts.learning_curve` takes it."""
    return (
        markets.unpivot(
            ORDERS, index=["quarter", "tactic"], variable_name="order", value_name="value"
        )
        .group_by("quarter", "tactic", "order")
        .agg(
            ap=pl.col("value").mean().round(4),
            low=pl.col("value").min().round(4),
            high=pl.col("value").max().round(4),
        )
        .sort("order", "quarter")
    )


def _marks(markets: pl.DataFrame, poisoned: pl.DataFrame) -> pl.DataFrame:
    by_seed = markets.group_by("seed").agg(
        pl.col(*ORDERS, "calibration_error").mean(),
        below=(pl.col("adapting") - pl.col("rules")).min(),
        promotions=pl.col("promoted").sum(),
    )
    by_quarter = markets.group_by("quarter").agg(pl.col(ORDERS).mean())
    draws = [by_seed.sample(fraction=1.0, with_replacement=True, seed=n) for n in range(500)]

    def interval(value: pl.Expr) -> tuple[float, float, float]:
        values = pl.Series([draw.select(value).item() for draw in draws])
        low, high = (float(values.quantile(q) or 0.0) for q in (0.025, 0.975))
        return float(by_seed.select(value).item()), low, high

    ratio = pl.col("adapting").mean() / pl.col("rules").mean()
    rows = [
        *((f"AP of {order}", *interval(pl.col(order).mean())) for order in ORDERS),
        ("AP of adapting / rules", *interval(ratio)),
        ("calibration error", *interval(pl.col("calibration_error").mean())),
        ("promotions in 8 quarters", *interval(pl.col("promotions").mean().cast(pl.Float64))),
        (
            "least of adapting - rules in a quarter, mean of markets",
            float((by_quarter["adapting"] - by_quarter["rules"]).to_numpy().min()),
            None,
            None,
        ),
        (
            f"share of markets with a quarter more than {ALLOWED} below the rules",
            float((by_seed["below"] < -ALLOWED).to_numpy().mean()),
            None,
            None,
        ),
        (
            f"share of challengers with {POISON:.0%} poisoned verdicts that were promoted",
            float(poisoned["promoted"].to_numpy().mean()),
            None,
            None,
        ),
    ]
    schema = {"mark": pl.String, "value": pl.Float64, "low": pl.Float64, "high": pl.Float64}
    return pl.DataFrame(rows, schema=schema, orient="row").with_columns(
        pl.selectors.float().round(4)
    )


def write_learning(board: LearningBoard, folder: str | Path) -> list[Path]:
    """Write a board: tables as CSV, how it was made, and a summary to read."""
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    paths = [place / "about.json", place / "summary.md"]
    paths[0].write_text(json.dumps(board.about, indent=1) + "\n", "utf-8")
    wide = board.curve.pivot("order", index=["quarter", "tactic"], values="ap").sort("quarter")
    seeds = board.about["seeds"]
    paths[1].write_text(
        f"# Learning over 24 shifting months\n\nSeeds {seeds[0]} to {seeds[-1]}, {len(seeds)} "
        f"markets of {board.about['reviews']:,} reviews.\n\n{markdown(board.marks)}\n\n"
        f"## Average precision by quarter\n\n{markdown(wide)}\n",
        "utf-8",
    )
    for name in ("curve", "marks", "markets", "poisoned"):
        paths.append(place / f"{name}.csv")
        getattr(board, name).write_csv(paths[-1])
    return paths


def read_learning(folder: str | Path | None = None) -> tuple[dict[str, Any], pl.DataFrame]:
    """Return how a stored board was made, and its curve; None is the one that comes with the kit.

    Parameters
    ----------
    folder : path, optional
    """
    place = SHIPPED if folder is None else Path(folder)
    about = json.loads((place / "about.json").read_text("utf-8"))
    return about, pl.read_csv(place / "curve.csv")


SHIPPED = Path(__file__).parent / "shipped_learning"
