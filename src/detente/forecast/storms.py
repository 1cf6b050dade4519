"""News storms in a daily dyad series: how hostile a week is by the pair's own trailing year.

Definitions (w is the daily value of a pair, t a day):
S7(t) = 7 x mean of w over [t-6, t], with at least 4 days present;
med(t) = median of S7 over [t-364, t], with at least 180 values; sc(t) = max(25, 1.4826 x median
absolute deviation from med over the same days);
z7(t) = (S7(t) - med) / sc, and z30(t) = (7 x mean of w over [t-29, t] - med) / sc.
severe: S7 < min(med - 3.5 sc, -300); shock: S7 < min(med - 6 sc, -2000), with med and sc of the
day of the forecast. Tense: z30 < -1.5 or severe. Calm: not severe.
The outcome of a forecast made on t is settled by the windows that end on t+7 ... t+30.
"""

from __future__ import annotations

import msgspec
import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import sliding_window_view

from detente.forecast.daily import DailySeries, Floats

Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.intp]

WEEK, MONTH, YEAR = 7, 30, 365
WEEK_DAYS, MONTH_DAYS, YEAR_DAYS = 4, 15, 180
"""Days that must be there for a mean over a week, a month, and a median over a year."""
FIRST, LAST = 7, 30
"""The windows that settle a forecast end so many days after it."""
MAD = 1.4826
SMALLEST_SCALE = 25.0


class Level(msgspec.Struct, frozen=True):
    """A threshold: `S7 < min(med - scales x sc, floor)`."""

    scales: float
    floor: float

    def threshold(self, median: Floats, scale: Floats) -> Floats:
        """Give the threshold by each median and scale."""
        return np.minimum(median - self.scales * scale, self.floor)


SEVERE = Level(3.5, -300.0)
SHOCK = Level(6.0, -2000.0)


class Index(msgspec.Struct, frozen=True):
    """The index on the days at `days` (places in the series): each array is pairs x those days."""

    days: Places
    week: Floats
    """S7 on every day of the series (pairs x all days)."""
    median: Floats
    scale: Floats
    z7: Floats
    z30: Floats

    def threshold(self, level: Level) -> Floats:
        """Give the level's threshold as of each day."""
        return level.threshold(self.median, self.scale)

    @property
    def severe(self) -> Flags:
        """Tell where the week that ends on the day is severe."""
        return self.week[:, self.days] < self.threshold(SEVERE)

    @property
    def tense(self) -> Flags:
        """Tell where the pair is tense."""
        return (self.z30 < -1.5) | self.severe


def rolling_mean(values: Floats, days: int, least: int) -> Floats:
    """Mean over the `days` days that end on each day; NaN with fewer than `least` present."""
    known = ~np.isnan(values)
    total = _trailing_sum(np.where(known, values, 0.0), days)
    count = _trailing_sum(known.astype(np.float64), days)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(count >= least, total / count, np.nan)


def _trailing_sum(values: Floats, days: int) -> Floats:
    """Sum over the window that ends on each day.

    Not by differences of running sums: rounding would carry into a window what lies before it.
    """
    padded = np.concatenate([np.zeros((*values.shape[:-1], days - 1)), values], axis=-1)
    return np.asarray(sliding_window_view(padded, days, axis=-1).sum(axis=-1))


def measure(series: DailySeries, days: Places) -> Index:
    """Compute the index on `days`, from those days and earlier ones only."""
    week = WEEK * rolling_mean(series.values, WEEK, WEEK_DAYS)
    month = WEEK * rolling_mean(series.values, MONTH, MONTH_DAYS)
    median = np.full((len(series.pairs), len(days)), np.nan)
    scale = median.copy()
    for column, day in enumerate(days):
        window = week[:, max(0, day - YEAR + 1) : day + 1]
        enough = (~np.isnan(window)).sum(axis=1) >= YEAR_DAYS
        if enough.any():
            rows = window[enough]
            middle = np.nanmedian(rows, axis=1)
            spread = MAD * np.nanmedian(np.abs(rows - middle[:, None]), axis=1)
            median[enough, column] = middle
            scale[enough, column] = np.maximum(SMALLEST_SCALE, spread)
    return Index(
        days=days,
        week=week,
        median=median,
        scale=scale,
        z7=(week[:, days] - median) / scale,
        z30=(month[:, days] - median) / scale,
    )


def ahead(index: Index) -> Floats:
    """Weeks that settle each forecast: pairs x days x 24; NaN where the series has ended."""
    pairs, length = index.week.shape
    tail = np.full((pairs, LAST), np.nan)
    extended = np.concatenate([index.week, tail], axis=1)
    places = index.days[:, None] + np.arange(FIRST, LAST + 1)
    return extended[:, places] if length else np.empty((pairs, 0, LAST - FIRST + 1))


def any_below(index: Index, level: Level) -> Flags:
    """Tell whether any settling week is below the level's threshold of the day of the forecast."""
    return np.asarray((ahead(index) < index.threshold(level)[:, :, None]).any(axis=2))


def abated(index: Index) -> Flags:
    """Tell whether no settling week is severe and their mean is med - sc or more."""
    weeks = ahead(index)
    known = ~np.isnan(weeks)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(known, weeks, 0.0).sum(axis=2) / known.sum(axis=2)
    return np.asarray(~any_below(index, SEVERE) & (mean >= index.median - index.scale))
