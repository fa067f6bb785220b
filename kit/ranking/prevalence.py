"""What share of a market looks paid at all? Mostly very little, which a list of names hides.

P-values of accounts are careful and pile up at 1, so Storey's estimator sees nothing. Their known
distribution among innocents, from the calibration grid, takes the place of the uniform one.
"""

from __future__ import annotations

from itertools import count

import numpy as np
import polars as pl

from kit.case import Case
from kit.ranking.calibration import SHOWS, Grid, likest, shipped
from kit.ranking.strength import scores, strengths
from kit.screening import screening
from kit.statistics import Array, clopper_pearson, negbinom_sf

ERROR = 0.025
"""Each end of the interval is missed this often."""

LOOKED_AT = (1.0, 2.0, SHOWS, 4.0, 6.0)
"""Scores at which the lower end is sought. They share its error: a bound that is to hold at all."""

DRAWS = 2_000

MINORITY = 0.25
"""Below this share of paid accounts the others are called the vast majority."""

BASE_RATE = pl.Schema(
    {
        "of": pl.String,
        "there": pl.Int64,
        "low": pl.Float64,
        "share": pl.Float64,
        "high": pl.Float64,
        "cell": pl.String,
    }
)


def base_rate(
    case: Case, findings: pl.DataFrame | None = None, grid: Grid | None = None
) -> pl.DataFrame:
    """Estimate what share of a market looks paid, with an interval.

    Parameters
    ----------
    case : Case
    findings : polars.DataFrame, optional
        As from `kit.screen`; the case's screening by default.
    grid : Grid, optional
        Innocents and paid accounts of practice markets; those that come with the kit by default.

    Returns
    -------
    polars.DataFrame
        A row of "account" and one of "review" (those that such accounts wrote, also for looks):
        there (how many in all), low, share, high (shares of them; a 95 % interval), cell (the
        practice markets that it leans on). No rows where the case knows no accounts.

    Notes
    -----
    An account shows when its score reaches `SHOWS`. `low` holds whatever paid accounts are like: it
    is what shows beyond all that a market of innocents would bring (Meinshausen & Rice, Ann. Stat.
    34, 2006, with the grid's innocents as null). The bound foretells a market from the grid's: the
    number of circles of innocents is Poisson, with Jeffreys' prior on its mean, and a circle is as
    large as the grid's, met by the account.

    `share` and `high` lean on practice: they divide what shows by the share of paid accounts that
    shows there. For `high`, `DRAWS` draws of archetypes with replacement say how seldom it may
    be, since a real market has its own mix. Paid accounts of a kind that never shows, and is most
    of the market's, are not in it: no data can bound those.
    """
    accounts = case.sql(
        "select account_id as entity_id, count(*) as reviews from reviews "
        "where account_id is not null group by account_id order by account_id"
    )
    if accounts.is_empty():
        return pl.DataFrame(schema=BASE_RATE)
    held = screening(case) if findings is None else findings
    whole = shipped() if grid is None else grid
    cell = likest(case, whole)
    scored = accounts.join(strengths(case, held), on="entity_id", how="left").with_columns(
        pl.col("p_value").fill_null(1.0)
    )
    score = scores(scored["p_value"].to_numpy())
    reviews = scored["reviews"].to_numpy().astype(np.float64)
    least = [_least(score, reviews, level, cell.grid, whole) for level in LOOKED_AT]
    low = np.max(least, axis=0)
    share, high = _leaning(score, reviews, cell.grid)
    rows = [
        (of, there, below, min(max(guess, below), above), max(above, below), cell.words)
        for of, there, below, guess, above in zip(
            ("account", "review"), (len(score), int(reviews.sum())), low, share, high, strict=True
        )
    ]
    return pl.DataFrame(rows, schema=BASE_RATE, orient="row").with_columns(
        pl.col("low", "share", "high").round_sig_figs(3)
    )


def _least(score: Array, reviews: Array, level: float, cell: Grid, whole: Grid) -> Array:
    """Return the shares of accounts and reviews that show beyond any market of innocents."""
    shows = np.sort(reviews[score >= level])
    most = innocents_at_most(level, len(score), cell, whole, ERROR / len(LOOKED_AT))
    # As if the innocents among them had written the most.
    beyond = shows[: max(len(shows) - most, 0)]
    rest = len(score) - min(most, len(shows))
    return np.array([len(beyond) / max(rest, 1), beyond.sum() / reviews.sum()])


def innocents_at_most(level: float, accounts: int, cell: Grid, whole: Grid, error: float) -> int:
    """Return how many of so many innocents reach a level at most, but for an error.

    Parameters
    ----------
    level : float
    accounts : int
        Innocents in the market that is foretold.
    cell, whole : Grid
        The market's own cell, for how often circles come; all cells with brands known like it, for
        how large they are.
    error : float
    """
    alike = whole.innocents.join(cell.innocents.select("brands").unique(), on="brands").filter(
        pl.col("score") == level
    )
    found = cell.innocents.filter(pl.col("score") == level)
    # Large circles are met by more of their members: the mean size as a member sees it.
    circle = max(_total(alike, "squares") / max(_total(alike, "as_high"), 1.0), 1.0)
    shape = _total(found, "as_high") / circle + 0.5
    mean = shape * accounts / _total(found, "innocents")
    tail = (float(negbinom_sf(*map(np.array, (n + 1.0, mean, 1 / shape)))) for n in count())
    return int(np.ceil(circle * next(n for n, p in enumerate(tail) if p <= error)))


def _leaning(score: Array, reviews: Array, cell: Grid) -> tuple[Array, Array]:
    """Return the shares of accounts and reviews that practice suggests, and their upper ends."""
    n, shows = float(len(score)), score >= SHOWS
    k = float(shows.sum())
    seen = cell.innocents.filter(pl.col("score") == SHOWS)
    innocent = _total(seen, "as_high") / _total(seen, "innocents")
    paid = cell.paid.select("accounts", "showing", "reviews_by", "showing_reviews").to_numpy()
    random = np.random.default_rng(0)
    kinds = len(paid)
    times = random.multinomial(kinds, np.full(kinds, 1 / kinds), size=DRAWS)
    drawn = np.maximum(times @ paid, 1e-9)
    shown = paid[:, [1, 3]].sum(axis=0) / paid[:, [0, 2]].sum(axis=0)
    seldom = np.quantile(drawn[:, [1, 3]] / drawn[:, [0, 2]], ERROR, axis=0)
    each = float(reviews[shows].mean() if k else reviews.mean())
    scale = np.array([1.0, each * n / reviews.sum()])
    most = clopper_pearson(np.array(k), np.array(n), 1 - 2 * ERROR)[1]
    share = max(k / n - innocent, 0.0) * scale / np.maximum(shown, 1e-9)
    high = most * scale / np.maximum(seldom, 1e-9)
    return np.minimum(share, 1.0), np.minimum(high, 1.0)


def _total(frame: pl.DataFrame, column: str) -> float:
    return float(frame[column].to_numpy().sum())


def in_words(found: pl.DataFrame, of: str = "account") -> str:
    """Return one row of a base rate as a sentence; nothing where there is none.

    Parameters
    ----------
    found : polars.DataFrame
        As from `base_rate`.
    of : {"account", "review"}
    """
    for row in found.filter(pl.col("of") == of).iter_rows(named=True):
        low, high, whole = row["low"], row["high"], f"of the {row['there']:,} {of}s look paid"
        if high >= 1:
            return f"At least {low:.2%} {whole}; from so few it cannot be told how many more."
        ends = (
            f"At least {low:.2%} {whole}, and at most about {high:.2%}"
            if low
            else f"At most about {high:.2%} {whole},"
        )
        honest = ": the vast majority looks honest" if high < MINORITY else ""
        return f"{ends} if what is paid shows as often as in practice{honest}."
    return ""
