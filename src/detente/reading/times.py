"""When: dates and periods in a text, resolved against the day it was published.

Each pattern is one row of a table: a regular expression and a function from the match and the
publication date to closed dates. Without a publication date only absolute dates are resolved.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

import msgspec

from detente.reading.attribution import NUMBERS as SMALL_NUMBERS
from detente.records import Anchor, Precision, Time, TimeRelation

MONTHS = {m.lower(): i for i, m in enumerate(calendar.month_name) if m} | {
    m.lower(): i for i, m in enumerate(calendar.month_abbr) if m
}
MONTHS["sept"] = 9
DAYS = {d.lower(): i for i, d in enumerate(calendar.day_name)}
NUMBERS = SMALL_NUMBERS | {
    "a": 1,
    "an": 1,
    "eleven": 11,
    "twelve": 12,
    "a few": 3,
    "few": 3,
    "several": 3,
}
UNIT_DAYS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365}
MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|"
    r"December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
)
NUMBER = rf"(?P<n>\d{{1,3}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
UNIT = r"(?P<unit>hour|day|week|fortnight|month|year)s?"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
YEAR = r"(?P<year>1[89]\d\d|20\d\d)"


class Period(msgspec.Struct, frozen=True):
    """Closed dates, both None when they cannot be resolved, with their precision."""

    start: date | None
    end: date | None
    precision: Precision


class TimeSpan(msgspec.Struct, frozen=True):
    """A time expression at text[start:end]; `future` and `past` are what its words say."""

    start: int
    end: int
    period: Period
    lean: TimeRelation | None = None
    deadline: bool = False


Resolver = Callable[[re.Match[str], date | None], Period]
UNKNOWN = Period(None, None, "unknown")


def find_times(text: str, start: int, end: int, published: date | None) -> tuple[TimeSpan, ...]:
    """Every time expression in text[start:end], in order, longest first where they overlap."""
    found: list[TimeSpan] = []
    for pattern, resolve, lean in PATTERNS:
        for match in pattern.finditer(text, start, end):
            if not any(s.start < match.end() and match.start() < s.end for s in found):
                period = _safely(resolve, match, published)
                if period is not None:
                    deadline = bool(
                        re.match(r"(?i)by\b|before\b|within\b|until\b|no later", match.group())
                    )
                    found.append(TimeSpan(match.start(), match.end(), period, lean, deadline))
    return tuple(sorted(found, key=lambda s: s.start))


def to_time(text: str, span: TimeSpan, published: date | None, relation: TimeRelation) -> Time:
    """A `Time` record for a span; its relation is that of the dates where they are known."""
    period = span.period
    if period.start and period.end and published:
        relation = relation_of(period, published)
    elif span.lean:
        relation = span.lean
    return Time(
        text[span.start : span.end],
        period.start.isoformat() if period.start else None,
        period.end.isoformat() if period.end else None,
        period.precision,
        relation,
        Anchor.of(text, span.start, span.end),
    )


def relation_of(period: Period, published: date) -> TimeRelation:
    """Past, present or future of a resolved period against the day of publication."""
    if period.end is not None and period.end < published:
        return "past"
    if period.start is not None and period.start > published:
        return "future"
    return "present"


def lean_weekday(span: TimeSpan, text: str, published: date | None, *, future: bool) -> TimeSpan:
    """A bare weekday or month ("on Friday", "in May") lies ahead if its verb does, else behind."""
    if published is None:
        return span
    match = BARE_WEEKDAY.fullmatch(text, span.start, span.end)
    if match is not None:
        day = _weekday(match.group("weekday"), published, future=future)
        return msgspec.structs.replace(span, period=Period(day, day, "day"))
    period = span.period
    ahead = period.start is not None and period.start > published
    if future or not ahead or not BARE_MONTH.fullmatch(text, span.start, span.end):
        return span
    return msgspec.structs.replace(span, period=_year_before(period))


def _year_before(period: Period) -> Period:
    back = [day and _same_day(day, day.year - 1) for day in (period.start, period.end)]
    return Period(back[0], back[1], period.precision)


def _same_day(day: date, year: int) -> date:
    """The same day of another year; 29 February becomes the 28th where there is none."""
    last = calendar.monthrange(year, day.month)[1]
    return date(year, day.month, min(day.day, last))


def _safely(resolve: Resolver, match: re.Match[str], published: date | None) -> Period | None:
    try:
        return resolve(match, published)
    except (ValueError, OverflowError):  # "February 30", "tomorrow" on the last day there is
        return None


def _weekday(name: str, published: date, *, future: bool) -> date:
    ahead = (DAYS[name.lower()] - published.weekday()) % 7
    if future:
        return published + timedelta(days=ahead or 7)
    return published - timedelta(days=(7 - ahead) % 7)


def _day(match: re.Match[str], published: date | None) -> Period:
    month, day = MONTHS[match.group("month").lower().rstrip(".")], int(match.group("day"))
    year = match.groupdict().get("year")
    if year:
        exact = date(int(year), month, day)
    elif published is None:
        return UNKNOWN
    else:
        exact = _nearest(published, month, day)
    return Period(exact, exact, "day")


def _nearest(published: date, month: int, day: int) -> date:
    """A day without a year is the one nearest to publication."""
    years = (published.year - 1, published.year, published.year + 1)
    days = [date(y, month, day) for y in years if day <= calendar.monthrange(y, month)[1]]
    if not days:
        raise ValueError(f"no day {day} in month {month}")
    return min(days, key=lambda d: abs((d - published).days))


def _month(match: re.Match[str], published: date | None) -> Period:
    month, year = MONTHS[match.group("month").lower().rstrip(".")], match.groupdict().get("year")
    if year is None and published is None:
        return UNKNOWN
    chosen = int(year) if year else _nearest(published or date.min, month, 1).year
    return Period(date(chosen, month, 1), _month_end(chosen, month), "month")


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _year(match: re.Match[str], _: date | None) -> Period:
    year = int(match.group("year"))
    return Period(date(year, 1, 1), date(year, 12, 31), "year")


def _near_day(match: re.Match[str], published: date | None) -> Period:
    word = match.group("near").lower()
    shift = {"yesterday": -1, "tomorrow": 1}.get(word, 0)
    if published is None:
        return UNKNOWN
    day = published + timedelta(days=shift)
    return Period(day, day, "day")


def _bare_weekday(match: re.Match[str], published: date | None) -> Period:
    if published is None:
        return UNKNOWN
    which = (match.groupdict().get("which") or "").lower()
    day = _weekday(match.group("weekday"), published, future=which == "next")
    if which == "last" and day == published:
        day -= timedelta(days=7)
    return Period(day, day, "day")


def _near_unit(match: re.Match[str], published: date | None) -> Period:
    if published is None:
        return UNKNOWN
    shift = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(
        match.group("which").lower().split()[-1], 0
    )
    return _unit_period(match.group("unit").lower(), shift, published)


def _unit_period(unit: str, shift: int, published: date) -> Period:
    if unit == "week":
        monday = published - timedelta(days=published.weekday()) + timedelta(weeks=shift)
        return Period(monday, monday + timedelta(days=6), "week")
    if unit == "month":
        index = published.year * 12 + published.month - 1 + shift
        year, month = divmod(index, 12)
        return Period(date(year, month + 1, 1), _month_end(year, month + 1), "month")
    year = published.year + shift
    return Period(date(year, 1, 1), date(year, 12, 31), "year")


def _end_of(match: re.Match[str], published: date | None) -> Period:
    if published is None:
        return UNKNOWN
    period = _unit_period(match.group("unit").lower(), 0, published)
    return Period(published, period.end, period.precision)


def _ago(match: re.Match[str], published: date | None) -> Period:
    return _shifted(match, published, -1)


def _ahead(match: re.Match[str], published: date | None) -> Period:
    return _shifted(match, published, 1)


def _shifted(match: re.Match[str], published: date | None, sign: int) -> Period:
    if published is None:
        return UNKNOWN
    unit = match.group("unit").lower()
    days = _count(match.group("n")) * UNIT_DAYS.get(unit, 0)
    day = published + timedelta(days=sign * days)
    precision: Precision = "day" if unit in {"hour", "day"} else _unit_precision(unit)
    return Period(day, day, precision)


def _within(match: re.Match[str], published: date | None) -> Period:
    if published is None:
        return UNKNOWN
    unit, n = match.group("unit").lower(), _count(match.group("n"))
    days = -(-n // 24) if unit == "hour" else n * UNIT_DAYS[unit]
    return Period(published, published + timedelta(days=days), "day")


def _coming(match: re.Match[str], published: date | None) -> Period:
    if published is None:
        return UNKNOWN
    days = {"hour": 2, "day": 7, "week": 30, "month": 180, "year": 1095}[
        match.group("unit").lower()
    ]
    return Period(published, published + timedelta(days=days), _unit_precision(match.group("unit")))


def _unit_precision(unit: str) -> Precision:
    names: dict[str, Precision] = {"week": "week", "fortnight": "week", "month": "month"}
    return names.get(unit.lower(), "year" if unit.lower() == "year" else "day")


def _count(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS[word.lower()]


def _iso(match: re.Match[str], _: date | None) -> Period:
    day = date.fromisoformat(match.group("iso"))
    return Period(day, day, "day")


def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(rf"(?i:\b{source})(?!\w)")


WEEKDAY = rf"(?P<weekday>{'|'.join(d.capitalize() for d in DAYS)})"
BARE_MONTH = re.compile(
    rf"(?i:(?:(?:in|since|by|on)\s+)?(?:early |late |mid-)?{MONTH}(?:\s+{DAY})?)"
)
BARE_WEEKDAY = re.compile(rf"(?i:(?:(?:on|by|before|until|late|early)\s+)?{WEEKDAY})")
PATTERNS: tuple[tuple[re.Pattern[str], Resolver, TimeRelation | None], ...] = (
    (_pattern(r"(?P<iso>\d{4}-\d\d-\d\d)"), _iso, None),
    (_pattern(rf"(?:on |by |before |until )?{MONTH}\s+{DAY}(?:,)?\s+{YEAR}"), _day, None),
    (_pattern(rf"(?:on |by |before |until )?{DAY}\s+(?:of\s+)?{MONTH},?\s+{YEAR}"), _day, None),
    (_pattern(rf"(?:in |by |since )?{MONTH}\s+(?:of\s+)?{YEAR}"), _month, None),
    (_pattern(rf"(?:on |by |before |until )?{MONTH}\s+{DAY}"), _day, None),
    (_pattern(rf"(?:on |by |before |until )?{DAY}\s+(?:of\s+)?{MONTH}"), _day, None),
    (
        _pattern(
            r"(?P<near>yesterday|today|tonight|tomorrow|this morning|this afternoon|this evening)"
        ),
        _near_day,
        None,
    ),
    (_pattern(rf"(?P<which>last|next|this)\s+{WEEKDAY}"), _bare_weekday, None),
    (_pattern(rf"(?:(?:on|by|before|until|late|early)\s+)?{WEEKDAY}"), _bare_weekday, None),
    (
        _pattern(r"(?:by |at |before )the end of (?:the|this) (?P<unit>week|month|year)"),
        _end_of,
        "future",
    ),
    (
        _pattern(
            r"(?P<which>(?:earlier |later )?(?:last|next|this|the past|the previous|the coming|"
            r"the next)) (?P<unit>week|month|year)"
        ),
        _near_unit,
        None,
    ),
    (_pattern(rf"{NUMBER}\s+{UNIT}\s+(?:ago|earlier|before)"), _ago, "past"),
    (
        _pattern(rf"(?:within|over the next|in the next) (?:the next )?{NUMBER}\s+{UNIT}"),
        _within,
        "future",
    ),
    (_pattern(rf"in\s+{NUMBER}\s+{UNIT}(?:'s? time)?"), _ahead, "future"),
    (
        _pattern(
            r"(?:in|over|within) the (?:coming|next few|days) (?P<unit>hour|day|week|month|year)s?"
        ),
        _coming,
        "future",
    ),
    (_pattern(rf"(?:in|since|by) (?:early |late |mid-)?{MONTH}"), _month, None),
    (_pattern(rf"(?:in|since|by|during) (?:early |late |mid-)?{YEAR}"), _year, None),
)
