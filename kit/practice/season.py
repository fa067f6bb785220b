"""When a market is busy: growth, the holiday peak, weekdays and hours."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from kit.practice.seeds import Random
from kit.practice.wheel import Floats, Ints, Wheel

FIRST_DAY = dt.date(2021, 1, 1)
DAYS = 1095
WEEKS = (DAYS + 6) // 7
DAY_SECONDS = 86_400

# Monday to Sunday: people write at the start of the week, least on Saturday.
_WEEKDAYS = np.array([1.10, 1.09, 1.05, 1.00, 0.94, 0.88, 0.95])
# Share of a day's reviews by hour, UTC: quiet before dawn, a long evening.
_HOURS = np.array(
    [34, 26, 20, 16, 14, 15, 20, 28, 36, 42, 46, 48, 50, 52, 52, 51, 51, 52, 55, 59, 62, 60, 52, 43]
)


@dataclass(frozen=True)
class Season:
    """The market's rhythm over `DAYS` days from `FIRST_DAY`.

    Parameters
    ----------
    by_day : Wheel
        One item for each day.
    by_hour : Wheel
        One item for each hour of a day, UTC.
    """

    by_day: Wheel
    by_hour: Wheel

    def days_between(self, random: Random, first: Ints, last: Ints) -> Ints:
        """Draw one day from each stretch first to last (exclusive), busy days more often."""
        return self.by_day.draw_between(random, first, last)

    def moments(self, random: Random, days: Ints) -> Ints:
        """Return seconds since the start of `FIRST_DAY`, one within each given day."""
        hour = self.by_hour.draw(random, days.size)
        return days * DAY_SECONDS + hour * 3600 + random.integers(0, 3600, days.size)


def make_season(random: Random) -> Season:
    """Return a season: growth, holiday peak and weekdays, with some week-to-week wandering."""
    day = np.arange(DAYS)
    date = FIRST_DAY.toordinal() + day
    weekday = (date - 1) % 7
    year_day = np.array([dt.date.fromordinal(int(d)).timetuple().tm_yday for d in date])
    growth = 1.0 + 0.12 * day / 365.0
    # Gifts are bought from late November and reviewed until mid January.
    distance = np.minimum((year_day - 352) % 365, (352 - year_day) % 365)
    peak = 1.0 + 0.55 * np.exp(-((distance / 20.0) ** 2))
    summer = 1.0 + 0.06 * np.cos(2 * np.pi * (year_day - 200) / 365.0)
    wander = np.repeat(np.exp(random.normal(0.0, 0.05, WEEKS)), 7)[:DAYS]
    weights: Floats = growth * peak * summer * wander * _WEEKDAYS[weekday]
    return Season(Wheel(weights), Wheel(_HOURS.astype(np.float64)))


def day_date(day: int) -> dt.date:
    """Return the date of a day's number; 0 is `FIRST_DAY`."""
    return FIRST_DAY + dt.timedelta(days=int(day))
