"""Calendar arithmetic of periods: days, weeks, months, quarters, seasons, years, and their parts.

Every period is closed. Weeks run from Monday to Sunday, seasons are the northern ones by whole
months (winter is December to February, named for the year it starts in unless said otherwise).
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import msgspec

from detente.records import Precision

SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
UNIT_DAYS = {"hour": 1, "day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365}


class Period(msgspec.Struct, frozen=True):
    """Closed dates, both None when they cannot be resolved, with their precision."""

    start: date | None
    end: date | None
    precision: Precision


UNKNOWN = Period(None, None, "unknown")


def day_of(day: date) -> Period:
    """One day as a period."""
    return Period(day, day, "day")


def week_of(day: date) -> Period:
    """The Monday to Sunday that hold a day."""
    monday = day - timedelta(days=day.weekday())
    return Period(monday, monday + timedelta(days=6), "week")


def weekend_of(day: date) -> Period:
    """The Saturday and Sunday of a day's week."""
    saturday = day - timedelta(days=day.weekday() - 5)
    return Period(saturday, saturday + timedelta(days=1), "day")


def months(year: int, month: int, count: int, precision: Precision) -> Period:
    """Whole months from the first of one on."""
    return Period(
        date(year, month, 1), month_end(shift_months(date(year, month, 1), count - 1)), precision
    )


def month_of(year: int, month: int) -> Period:
    """A calendar month."""
    return months(year, month, 1, "month")


def year_of(year: int) -> Period:
    """A calendar year."""
    return months(year, 1, 12, "year")


def decade_of(year: int) -> Period:
    """The ten years that a year such as 1990 opens."""
    return months(year, 1, 120, "year")


def quarter_of(year: int, quarter: int) -> Period:
    """Quarter 1-4 of a year."""
    return months(year, 3 * quarter - 2, 3, "season")


def half_of(year: int, half: int) -> Period:
    """Half 1 or 2 of a year."""
    return months(year, 6 * half - 5, 6, "season")


def season_of(year: int, name: str) -> Period:
    """A season by its name; the winter of a year begins in its December."""
    return months(year, SEASONS[name], 3, "season")


def shift_months(day: date, count: int) -> date:
    """The same day of another month, or its last day where there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def month_end(day: date) -> date:
    """The last day of a day's month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def shift(day: date, unit: str, count: int) -> date:
    """A day so many units on (or back, where negative); an hour counts for a 24th, rounded up."""
    if unit in {"month", "year", "decade", "century"}:
        return shift_months(day, count * {"month": 1, "year": 12, "decade": 120}.get(unit, 1200))
    if unit == "hour":
        return day + timedelta(days=-(-abs(count) // 24) * (1 if count > 0 else -1))
    return day + timedelta(days=count * UNIT_DAYS[unit])


def unit_of(day: date, unit: str) -> Period:
    """The whole unit that holds a day."""
    match unit:
        case "week":
            return week_of(day)
        case "weekend":
            return weekend_of(day)
        case "month":
            return month_of(day.year, day.month)
        case "quarter":
            return quarter_of(day.year, (day.month + 2) // 3)
        case "decade":
            return decade_of(day.year - day.year % 10)
        case "century":
            return months(day.year - day.year % 100, 1, 1200, "year")
        case "year":
            return year_of(day.year)
    return day_of(day)


def precision_of(unit: str) -> Precision:
    """How exact a count of units is."""
    exact: dict[str, Precision] = {
        "hour": "day",
        "day": "day",
        "weekend": "day",
        "week": "week",
        "fortnight": "week",
        "month": "month",
        "quarter": "season",
        "season": "season",
    }
    return exact.get(unit, "year")


def part_of(period: Period, part: str) -> Period:
    """The early, mid or late third of a period, and its start, middle or end likewise.

    Thirds of a month end on the 10th and 20th; of a year, after April and August.
    """
    start, end = period.start, period.end
    if start is None or end is None:
        return period
    third = (end - start).days // 3
    cuts = (start + timedelta(days=third), start + timedelta(days=2 * third))
    if period.precision == "month":
        cuts = (start.replace(day=10), start.replace(day=20))
    elif period.precision == "year" and start.year == end.year:
        cuts = (date(start.year, 4, 30), date(start.year, 8, 31))
    first, last = (cuts[0] + timedelta(days=1), cuts[1] + timedelta(days=1))
    bounds = {"early": (start, cuts[0]), "mid": (first, cuts[1]), "late": (last, end)}
    return Period(*bounds[part], _finer(period.precision))


def _finer(precision: Precision) -> Precision:
    return "season" if precision == "year" else precision


def easter(year: int) -> date:
    """Western Easter Sunday by the anonymous Gregorian rule (Meeus, Astronomical Algorithms)."""
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (
        19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15
    ) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)
