"""Measure how much each term of the evidence says, on practice markets.

It is what `kit/trust/calibration.csv` holds. Only seeds below 1000 are meant for it; those from
1000 on are for reports.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from scipy.optimize import minimize
from scipy.special import expit, logsumexp

from kit.detector import Progress
from kit.practice.case import make_case
from kit.practice.scoring.pool import run_all
from kit.practice.scoring.standing import PAID, planted
from kit.screening import screen
from kit.statistics import Array
from kit.trust.calibration import FILE, SCHEMA, SHARE, SPREAD, START
from kit.trust.evidence import ALWAYS, TERMS, evidence

FIRST_SEED = 200
REVIEWS = 40_000
"""As many as hold one plan of each archetype."""

SPREADS = np.arange(0.0, 4.01, 0.2)
NODES = 15

RIDGE = 1.0
"""Penalty on the squares of the weights, for terms in units of their standard deviation."""


@dataclass(frozen=True)
class Market:
    """A market to measure on."""

    seed: int
    reviews: int

    def __str__(self) -> str:
        """Return what it is called while it runs."""
        return f"market of {self.reviews:,}, seed {self.seed}"


def fit_trust(
    seeds: int = 20,
    reviews: int = REVIEWS,
    first_seed: int = FIRST_SEED,
    workers: int = 1,
    progress: Progress | None = None,
) -> pl.DataFrame:
    """Make markets, and measure how much each term says about who paid.

    Parameters
    ----------
    seeds, reviews, first_seed, workers, progress
        As for `kit.practice.scoring.evaluate`.

    Returns
    -------
    polars.DataFrame
        Columns of `kit.trust.calibration.SCHEMA`.

    Notes
    -----
    Logistic regression with a small ridge penalty, each weight zero or more: every term is turned
    so that more is more unusual, and evidence against anybody that came out negative would be an
    accident of these markets.
    """
    markets = [Market(seed, reviews) for seed in range(first_seed, first_seed + seeds)]
    return calibrated(run_all(told_and_paid, markets, workers, progress))


def told_and_paid(market: Market, folder: str) -> pl.DataFrame:
    """Make a market; return each review's evidence and `paid`, whether it was paid for."""
    with tempfile.TemporaryDirectory(dir=folder) as here:
        case = make_case(market.seed, market.reviews, folder=Path(here) / "case")
        try:
            told = evidence(case, screen(case, save=False))
            truth = case.truth
        finally:
            case.close()
    paid = planted(truth, "review").filter(pl.col("standing") == PAID)["entity_id"]
    return told.with_columns(paid=pl.col("review_id").is_in(paid.implode()))


def calibrated(markets: list[pl.DataFrame]) -> pl.DataFrame:
    """Return the calibration of markets, each as from `told_and_paid`."""
    names = [term.name for term in TERMS]
    honest = pl.concat([one.filter(~pl.col("paid")) for one in markets])
    # What is proved of no review adds nothing to it; what every review shows, nothing at its mean.
    means = dict(zip(ALWAYS, honest.select(pl.col(ALWAYS).mean()).row(0), strict=True))
    ordinary = [means.get(name, 0.0) for name in names]
    x = [np.nan_to_num(one.select(names).to_numpy() - ordinary) for one in markets]
    y = [one["paid"].to_numpy().astype(np.float64) for one in markets]
    start, weights = _regression(np.concatenate(x), np.concatenate(y))
    odds = [start + one @ weights for one in x]
    rows = [
        (SHARE, None, float(np.concatenate(y).mean())),
        (START, None, start),
        (SPREAD, None, _spread(markets, odds)),
        *zip(names, ordinary, weights.tolist(), strict=True),
    ]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row").with_columns(
        pl.col("ordinary", "weight").round_sig_figs(5)
    )


def _regression(x: Array, y: Array) -> tuple[float, Array]:
    """Return the start and the weights of a logistic regression, no weight below zero."""
    scale = np.maximum(x.std(axis=0), 1e-9)
    z = np.column_stack([x / scale, np.ones(len(x))])

    def loss(w: Array) -> tuple[float, Array]:
        odds = z @ w
        held = np.append(w[:-1], 0.0) * RIDGE
        off = expit(odds) - y
        value = (np.logaddexp(0, odds) - y * odds).sum() + held @ w / 2
        return float(value), z.T @ off + held

    first = np.zeros(z.shape[1])
    bounds = [(0.0, None)] * (len(first) - 1) + [(None, None)]
    found = minimize(loss, first, jac=True, method="L-BFGS-B", bounds=bounds).x
    return float(found[-1]), found[:-1] / scale


def _spread(markets: list[pl.DataFrame], odds: list[Array]) -> float:
    """Return the standard deviation by which log-odds err for a product's reviews alike.

    The most likely one of `SPREADS`, were what is added to all log-odds of a product normal: each
    product's likelihood is integrated by Gauss and Hermite.
    """
    nodes, mass = np.polynomial.hermite_e.hermegauss(NODES)
    best = np.zeros(len(SPREADS))
    for one, log_odds in zip(markets, odds, strict=True):
        held = one.select("paid", product=pl.col("product_id").rank("dense") - 1, odds=log_odds)
        product, paid = held["product"].to_numpy(), held["paid"].to_numpy()
        for n, spread in enumerate(SPREADS):
            at_node = [
                np.bincount(
                    product, -np.logaddexp(0, np.where(paid, -1, 1) * (log_odds + spread * z))
                )
                for z in nodes
            ]
            best[n] += logsumexp(np.array(at_node), axis=0, b=(mass / mass.sum())[:, None]).sum()
    return float(SPREADS[best.argmax()])


def write_calibration(rows: pl.DataFrame, folder: Path) -> Path:
    """Write a calibration as the file that the kit ships in `kit/trust`."""
    folder.mkdir(parents=True, exist_ok=True)
    rows.write_csv(folder / FILE)
    return folder / FILE
