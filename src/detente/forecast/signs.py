"""What a daily series shows on a day, as the additive model reads it: signs with one meaning each.

All are in units of the pair's own scale (`sc` of `storms`), so that a pair with much news and a
pair with little can be compared, and none knows which pair it is.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from detente.forecast.daily import DailySeries, Floats
from detente.forecast.storms import SEVERE, YEAR, Index, rolling_mean

MEANINGS: Mapping[str, str] = {
    "month": "mean of the last weeks (half-life 10 days), above the severe threshold",
    "season": "mean of the last months (half-life 25 days), above the severe threshold",
    "week": "mean of the last days (half-life 4 days), above the usual week",
    "hours": "mean of the last days (half-life 36 hours), above the usual week",
    "today": "value of the day itself",
    "hostility": "sum of all negative days of the trailing year, logarithm",
    "usual": "the usual week",
    "storms": "share of the trailing year's 24-day windows with a severe week",
    "size": "the pair's scale itself, logarithm: how much is reported about it",
    "drift": "usual week of the last 90 days, above that of the year",
    "since": "days since the last severe week, logarithm",
    "rate": "how often the pair's settled questions came true, shrunk to the rate of all",
}
"""Every sign of a daily series, in words."""

WINDOW = 24
HALF_LIVES: Mapping[str, float] = {"hours": 1.5, "week": 4.0, "month": 10.0, "season": 25.0}


def read_signs(series: DailySeries, index: Index) -> dict[str, Floats]:
    """Compute the signs of each pair on each of the index's days: name → pairs x days.

    Only the day itself and earlier ones are looked at. `rate` is not among them: it needs
    outcomes.
    """
    threshold = index.threshold(SEVERE)
    recent = {name: recent_mean(series, life)[:, index.days] for name, life in HALF_LIVES.items()}
    past = [_year(index, series, column) for column in range(len(index.days))]
    columns = {
        name: np.stack([day[name] for day in past], axis=1) if past else np.empty((0, 0))
        for name in ("hostility", "storms", "since", "drift")
    }
    return {
        "month": (recent["month"] - threshold) / index.scale,
        "season": (recent["season"] - threshold) / index.scale,
        "week": (recent["week"] - index.median) / index.scale,
        "hours": (recent["hours"] - index.median) / index.scale,
        "today": series.values[:, index.days] / index.scale,
        "usual": index.median / index.scale,
        "size": np.log(index.scale),
        **columns,
    }


def recent_mean(series: DailySeries, half_life: float) -> Floats:
    """Seven times the mean of a pair's days so far, each worth half of one `half_life` later."""
    keep = 0.5 ** (1.0 / half_life)
    present = series.present.astype(np.float64)
    values = np.nan_to_num(series.values)
    means = np.empty_like(values)
    total, weight = np.zeros(len(values)), 0.0
    for day in range(values.shape[1]):
        total = total * keep + values[:, day]
        weight = weight * keep + present[day]
        means[:, day] = 7.0 * total / weight if weight else np.nan
    return means


def _year(index: Index, series: DailySeries, column: int) -> dict[str, Floats]:
    """What the trailing year of one day shows: severity is judged by that day's threshold."""
    day = index.days[column]
    span = slice(max(0, day - YEAR + 1), day + 1)
    weeks, scale = index.week[:, span], index.scale[:, column]
    severe = weeks < index.threshold(SEVERE)[:, [column]]
    negative = -np.nansum(np.minimum(series.values[:, span], 0.0), axis=1)
    ago = np.argmax(severe[:, ::-1], axis=1)
    return {
        "hostility": np.log1p(negative / scale),
        "storms": _share_of_windows(severe),
        "since": np.log1p(np.where(severe.any(axis=1), ago, YEAR)),
        "drift": (_median(weeks[:, -90:]) - index.median[:, column]) / scale,
    }


def _share_of_windows(severe: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> Floats:
    if severe.shape[1] < WINDOW:
        return np.full(len(severe), np.nan)
    counts = rolling_mean(severe.astype(np.float64), WINDOW, WINDOW)[:, WINDOW - 1 :]
    return np.asarray((counts > 0).mean(axis=1))


def _median(weeks: Floats) -> Floats:
    """Median by row; NaN where a row has no value."""
    found = np.full(len(weeks), np.nan)
    known = ~np.isnan(weeks).all(axis=1)
    if known.any():
        found[known] = np.nanmedian(weeks[known], axis=1)
    return found
