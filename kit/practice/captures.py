"""What becomes of a practice market's reviews, and what is seen of it on later days.

The market takes campaigns down together, some time after their last review, and finds a few of the
paid reviews of the others one by one. People take down their own reviews, those of one star more
often, and close accounts. By mistake the market takes down all reviews of some honest accounts,
and gives some back. Others change their texts.

The rates are our assumptions, fitted to no market; they are dials.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kit.practice.market import Market
from kit.practice.seeds import Random, stream

Days = NDArray[np.float64]
"""Days since the watch began, infinite where something never comes to pass."""

YEAR = 365.25
NEVER = np.inf
HORIZON = 10 * YEAR
"""Days after the beginning beyond which nothing is told."""


@dataclass(frozen=True)
class Fates:
    """Dials of what becomes of reviews.

    Parameters
    ----------
    caught : float
        Share of campaigns that the market takes down.
    reach : float
        Share of a caught campaign's reviews that go.
    delay : float
        Median days from a campaign's last review (or from when the watch began, if that is later)
        to its takedown; log-normal.
    spread : float
        Standard deviation of the logarithm of the delay.
    alone : float
        Share of other paid reviews that are found one by one, after an exponential delay of twice
        as many days in the mean.
    own : float
        Own deletions, a year and review; twice as many of those with one star.
    closed : float
        Closed accounts, a year; all reviews of an account go at once.
    mistakes : float
        Honest accounts taken down by mistake, a year.
    given_back : float
        Share of mistakes that are made good, within sixty days.
    edits : float
        Changed texts, a year and review.
    """

    caught: float = 0.7
    reach: float = 0.8
    delay: float = 40.0
    spread: float = 0.8
    alone: float = 0.1
    own: float = 0.03
    closed: float = 0.01
    mistakes: float = 0.005
    given_back: float = 0.5
    edits: float = 0.02


def fates(
    market: Market, seed: int, dials: Fates | None = None, begins: date | None = None
) -> pl.DataFrame:
    """Return what becomes of every review of a market.

    Parameters
    ----------
    market : Market
        As from `kit.practice.generate`.
    seed : int
        0 or more; the same seed gives the same fates.
    dials : Fates, optional
    begins : date, optional
        Nothing goes before this day, as when all reviews were collected before it. By default
        each review's time begins when it is posted.

    Returns
    -------
    polars.DataFrame
        review_id, gone_at, back_at, edited_at (moments, NULL: never), why ("campaign", "alone",
        "own", "closed", "mistake", NULL: it stays), in the market's order.
    """
    dials = dials or Fates()
    reviews = market.reviews
    start = reviews["posted_at"].min() if begins is None else datetime.combine(begins, time())
    since = (reviews["posted_at"] - pl.Series([start])).dt.total_seconds().to_numpy() / 86_400
    posted = since if begins is None else np.maximum(since, 0.0)
    paid = market.truth.filter(
        pl.col("guilty"), pl.col("entity_kind") == "review", pl.col("role") == "deed"
    ).select(review_id="entity_id", plan="plan")
    plan = reviews.select("review_id").join(
        paid.unique("review_id", keep="first", maintain_order=True),
        on="review_id",
        how="left",
        maintain_order="left",
    )["plan"]
    harsh = (reviews["stars"] <= 1.5).fill_null(False).to_numpy()
    account = reviews["account_id"].rank("dense").fill_null(0).to_numpy().astype(np.int64)
    honest = np.ones(account.max() + 1, np.bool_)
    honest[account[plan.is_not_null().to_numpy()]] = False
    causes = {
        "campaign": _campaigns(stream(seed, "fates", "campaign"), dials, plan, posted),
        "alone": _alone(stream(seed, "fates", "alone"), dials, plan, posted),
        "own": posted
        + _waits(stream(seed, "fates", "own"), np.where(harsh, 2 * dials.own, dials.own)),
        "closed": _of_accounts(
            stream(seed, "fates", "closed"), dials.closed, account, posted, None
        ),
        "mistake": _of_accounts(
            stream(seed, "fates", "mistake"), dials.mistakes, account, posted, honest
        ),
    }
    when = np.stack(list(causes.values()))
    first = when.argmin(axis=0)
    gone = when.min(axis=0)
    random = stream(seed, "fates", "back")
    # A mistake is made good for an account: all of its reviews come back on one day.
    stay = np.where(
        random.random(honest.size) < dials.given_back, random.uniform(5, 60, honest.size), NEVER
    )[account]
    back = np.where(first == list(causes).index("mistake"), gone + stay, NEVER)
    edited = posted + _waits(stream(seed, "fates", "edits"), np.full(posted.size, dials.edits))
    names = pl.Series(list(causes)).gather(first)
    return pl.DataFrame(
        {
            "review_id": reviews["review_id"],
            "gone_at": _moments(start, gone),
            "back_at": _moments(start, back),
            "edited_at": _moments(start, np.where(edited < gone, edited, NEVER)),
        }
    ).with_columns(why=pl.when(pl.col("gone_at").is_not_null()).then(names))


def seen_on(market: Market, fate: pl.DataFrame, day: date) -> pl.DataFrame:
    """Return the reviews that the market shows at the end of a day, as its export has them.

    Parameters
    ----------
    market : Market
    fate : polars.DataFrame
        As from `fates`.
    day : date

    Returns
    -------
    polars.DataFrame
        Columns of `kit.schema.REVIEWS`. Helpful votes are those of the market's end; before, in
        proportion to the days since posting.
    """
    at = datetime.combine(day, time(23, 59, 59))
    told = pl.concat([market.reviews, fate.drop("review_id", "why")], how="horizontal")
    gone = (pl.col("gone_at") <= at) & ~(pl.col("back_at") <= at).fill_null(False)
    edited = (pl.col("edited_at") <= at).fill_null(False)
    stood = (pl.lit(at) - pl.col("posted_at")) / (pl.col("posted_at").max() - pl.col("posted_at"))
    changed = pl.concat_str(pl.col("text").fill_null(""), pl.lit(" (Changed later.)"))
    return (
        told.filter(pl.col("posted_at") <= at, ~gone.fill_null(False))
        .with_columns(
            pl.when(edited).then(changed).otherwise("text").alias("text"),
            (pl.col("helpful_votes") * stood.fill_nan(1.0).clip(0, 1)).floor().cast(pl.Int32),
        )
        .select(market.reviews.columns)
    )


def write_captures(
    folder: Path, market: Market, fate: pl.DataFrame, days: Iterable[date]
) -> list[tuple[Path, date]]:
    """Write what the market shows on each day to a Parquet file; return file and day of each."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for day in days:
        path = folder / f"reviews_{day}.parquet"
        seen_on(market, fate, day).write_parquet(path)
        written.append((path, day))
    return written


def _campaigns(random: Random, dials: Fates, plan: pl.Series, posted: Days) -> Days:
    """Return when each review goes with its campaign: most of a campaign goes on one day."""
    gone = np.full(posted.size, NEVER)
    names = plan.drop_nulls().unique().sort()
    number = plan.replace_strict(names, list(range(len(names))), default=-1, return_dtype=pl.Int64)
    of_plan = number.to_numpy()
    last = np.full(len(names), -NEVER)
    mine = of_plan >= 0
    np.maximum.at(last, of_plan[mine], posted[mine])
    delay = dials.delay * np.exp(dials.spread * random.standard_normal(len(names)))
    when = np.where(random.random(len(names)) < dials.caught, last + delay, NEVER)
    reached = random.random(posted.size) < dials.reach
    gone[mine & reached] = when[of_plan[mine & reached]]
    return gone


def _alone(random: Random, dials: Fates, plan: pl.Series, posted: Days) -> Days:
    found = (random.random(posted.size) < dials.alone) & plan.is_not_null().to_numpy()
    return np.where(found, posted + random.exponential(2 * dials.delay, posted.size), NEVER)


def _waits(random: Random, a_year: Days) -> Days:
    """Return days until something comes to pass that does so at a steady rate a year."""
    with np.errstate(divide="ignore"):
        return random.standard_exponential(a_year.size) * YEAR / a_year


def _of_accounts(
    random: Random,
    a_year: float,
    account: NDArray[np.int64],
    posted: Days,
    among: NDArray[np.bool_] | None,
) -> Days:
    """Return when each review goes with its account, some time after the account's last review."""
    size = int(account.max()) + 1
    last = np.zeros(size)
    np.maximum.at(last, account, posted)
    when = last + _waits(random, np.full(size, a_year))
    when[0] = NEVER  # Reviews without an account.
    if among is not None:
        when[~among] = NEVER
    gone: Days = when[account]
    return gone


def _moments(start: object, days: Days) -> pl.Series:
    """Return moments, NULL where it is never."""
    seconds = np.where(days < HORIZON, days * 86_400, 0.0).astype(np.int64)
    after = pl.DataFrame({"s": seconds, "ever": days < HORIZON})
    return after.select(
        pl.when("ever").then(pl.lit(start, pl.Datetime("us")) + pl.duration(seconds=pl.col("s")))
    ).to_series()
