"""What the words of time can stand for: from a match and the day of publication to periods.

Each function takes a match of its pattern in `time_rows` and answers with `Sides`: the period if
the text looks back, the one if it looks ahead, and the nearer of the two.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import msgspec

from detente.reading import periods
from detente.reading.attribution import NUMBERS as SMALL_NUMBERS
from detente.reading.periods import UNKNOWN, Period, day_of

MONTH_NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
MONTHS = {name[:3].lower(): number for number, name in enumerate(MONTH_NAMES, 1)}
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NUMBERS = SMALL_NUMBERS | {
    "a": 1,
    "an": 1,
    "eleven": 11,
    "twelve": 12,
    "fourteen": 14,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "a couple of": 2,
    "couple of": 2,
}
VAGUE = ("a few", "few", "several", "some", "many")
ORDINALS = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
}
DECADES = {
    "twenties": 20,
    "thirties": 30,
    "forties": 40,
    "fifties": 50,
    "sixties": 60,
    "seventies": 70,
    "eighties": 80,
    "nineties": 90,
}
NEAR = {
    "yesterday": -1,
    "tomorrow": 1,
    "day before yesterday": -2,
    "day after tomorrow": 2,
    "last night": -1,
    "tomorrow night": 1,
    "yesterday evening": -1,
    "tomorrow morning": 1,
}
BACK = frozenset({"last", "past", "previous", "preceding"})
ON = frozenset({"next", "coming", "following"})
HOLIDAYS: dict[str, Callable[[int], date]] = {
    "new year's day": lambda year: date(year, 1, 1),
    "new year's eve": lambda year: date(year, 12, 31),
    "christmas eve": lambda year: date(year, 12, 24),
    "christmas day": lambda year: date(year, 12, 25),
    "boxing day": lambda year: date(year, 12, 26),
    "good friday": lambda year: periods.easter(year) - timedelta(days=2),
    "easter sunday": periods.easter,
    "easter monday": lambda year: periods.easter(year) + timedelta(days=1),
}
COMING_DAYS = {"hour": 2, "day": 7, "week": 30, "month": 180, "year": 1095, "decade": 3652}
"""How far "the coming days", "weeks" … reach."""

_PARTS = {"start": "early", "beginning": "early", "middle": "mid", "end": "late"}
ORDINAL_NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            "first 1st",
            "second 2nd",
            "third 3rd",
            "fourth 4th",
            "fifth 5th",
            "sixth 6th",
            "seventh 7th",
            "eighth 8th",
            "ninth 9th",
            "tenth 10th",
        ),
        1,
    )
    for word in words.split()
}


class When(msgspec.Struct, frozen=True):
    """What a row resolves against: the day of publication and the day last named before."""

    published: date | None
    named: date | None = None


class Sides(msgspec.Struct, frozen=True):
    """The period if the text looks back, if it looks ahead, and the one nearer to publication."""

    behind: Period
    ahead: Period
    near: Period


def one(period: Period) -> Sides:
    """A period that is the same whichever way the text looks."""
    return Sides(period, period, period)


def _nearest(published: date, options: list[Period]) -> Sides:
    """The last option begun by publication, the first that ends after it, and the nearest."""
    dated = [(p, p.start, p.end) for p in options if p.start and p.end]
    behind = [p for p, start, _ in dated if start <= published]
    ahead = [p for p, _, end in dated if end > published]
    near = min(dated, key=lambda d: min(abs((d[1] - published).days), abs((d[2] - published).days)))
    return Sides(behind[-1] if behind else near[0], ahead[0] if ahead else near[0], near[0])


def _each_year(
    match: re.Match[str], when: When, period_in: Callable[[int], Period | None]
) -> Sides:
    """A period of the year that is named, or of last, this and next year."""
    year = match.groupdict().get("year")
    if year:
        named = period_in(int(year))
        if named is None:
            raise ValueError(match.group())
        return one(named)
    if when.published is None:
        return one(UNKNOWN)
    around = (when.published.year + shift for shift in (-2, -1, 0, 1, 2))
    options = [found for y in around if 1 <= y <= 9999 and (found := period_in(y))]
    if not options:
        raise ValueError(match.group())
    return _nearest(when.published, options)


def _part(match: re.Match[str], sides: Sides) -> Sides:
    word = (match.groupdict().get("part") or "").lower().split()
    if not word:
        return sides
    part = _PARTS.get(word[1] if len(word) > 1 else "", word[0])
    return Sides(*(periods.part_of(p, part) for p in (sides.behind, sides.ahead, sides.near)))


def _month_number(match: re.Match[str]) -> int:
    return MONTHS[match.group("month")[:3].lower()]


def calendar_day(match: re.Match[str], when: When) -> Sides:
    """ "March 3", "3 March 2014", "3-5 March"."""
    month, day = _month_number(match), int(match.group("day"))
    last = int(match.groupdict().get("last_day") or day)

    def in_year(year: int) -> Period | None:
        try:
            return Period(date(year, month, day), date(year, month, last), "day")
        except ValueError:  # 29 February
            return None

    if last < day:
        raise ValueError(match.group())
    return _each_year(match, when, in_year)


def month(match: re.Match[str], when: When) -> Sides:
    """ "March", "March 2014", "early March"."""
    month = _month_number(match)
    return _part(match, _each_year(match, when, lambda year: periods.month_of(year, month)))


def which_month(match: re.Match[str], when: When) -> Sides:
    """ "Last March", "next June", "this May"."""
    month = _month_number(match)
    sides = _each_year(match, when, lambda year: periods.month_of(year, month))
    return _chosen(match, sides)


def _chosen(match: re.Match[str], sides: Sides) -> Sides:
    """The side that "last" or "next" names; with "this", or with neither, both stay open."""
    which = (match.groupdict().get("which") or "this").lower()
    return one(sides.behind) if which in BACK else one(sides.ahead) if which in ON else sides


def year(match: re.Match[str], _: When) -> Sides:
    """ "2014", "late 2014", "mid-2014"."""
    return _part(match, one(periods.year_of(int(match.group("year")))))


def iso(match: re.Match[str], _: When) -> Sides:
    """ "2014-03-03"."""
    return one(day_of(date.fromisoformat(match.group("iso"))))


def near(match: re.Match[str], when: When) -> Sides:
    """ "Yesterday", "tonight", "the day after tomorrow"."""
    if when.published is None:
        return one(UNKNOWN)
    word = " ".join(match.group("near").lower().split()).removeprefix("the ")
    shift = NEAR.get(word, NEAR.get(word.split()[0], 0))
    return one(day_of(when.published + timedelta(days=shift)))


def weekday(match: re.Match[str], when: When) -> Sides:
    """The last such day up to publication and the next one after it."""
    if when.published is None:
        return one(UNKNOWN)
    behind = (when.published.weekday() - _weekday_number(match)) % 7
    last = when.published - timedelta(days=behind)
    return Sides(day_of(last), day_of(last + timedelta(days=7)), day_of(last))


def _weekday_number(match: re.Match[str]) -> int:
    return DAYS.index(match.group("weekday").capitalize())


def which_weekday(match: re.Match[str], when: When) -> Sides:
    """ "Last Friday" is before publication, "next Friday" after it, "this Friday" of the week."""
    if when.published is None:
        return one(UNKNOWN)
    which = match.group("which").lower()
    if which == "this":
        monday = when.published - timedelta(days=when.published.weekday())
        return one(day_of(monday + timedelta(days=_weekday_number(match))))
    sides = weekday(match, when)
    if which in BACK and sides.behind.end == when.published:
        return one(day_of(when.published - timedelta(days=7)))
    return _chosen(match, sides)


def which_unit(match: re.Match[str], when: When) -> Sides:
    """ "Last week", "this month", "the coming year": whole calendar units."""
    if when.published is None:
        return one(UNKNOWN)
    which, unit = match.group("which").lower(), match.group("unit").lower()
    shift = -1 if which in BACK else 1 if which in ON else 0
    step = {"quarter": ("month", 3), "weekend": ("week", 1)}.get(unit, (unit, 1))
    if unit in {"month", "quarter"}:  # from the first, so that 31 January is followed by February
        first = when.published.replace(day=1)
        return one(periods.unit_of(periods.shift(first, step[0], shift * step[1]), unit))
    return one(periods.unit_of(periods.shift(when.published, step[0], shift * step[1]), unit))


def weekend(_: re.Match[str], when: When) -> Sides:
    """ "The weekend": the last one begun, or the next one."""
    if when.published is None:
        return one(UNKNOWN)
    week = timedelta(days=7)
    this = periods.weekend_of(when.published)
    begun = when.published.weekday() >= 5
    behind = this if begun else periods.weekend_of(when.published - week)
    ahead = periods.weekend_of(when.published + week) if begun else this
    return Sides(behind, ahead, behind)


def rest_of(match: re.Match[str], when: When) -> Sides:
    """ "Earlier this year" up to publication, "later this week" from it on."""
    if when.published is None:
        return one(UNKNOWN)
    whole = periods.unit_of(when.published, match.group("unit").lower())
    if match.group("side").lower() == "earlier":
        return one(Period(whole.start, when.published, whole.precision))
    return one(Period(when.published, whole.end, whole.precision))


def edge_of(match: re.Match[str], when: When) -> Sides:
    """ "The end of the month": its last day, as "the start of next year" is its first."""
    if when.published is None:
        return one(UNKNOWN)
    which = (match.groupdict().get("which") or "this").lower()
    unit, back = match.group("unit").lower(), {True: -1}.get(which in BACK, int(which in ON))
    first = when.published.replace(day=1) if unit == "month" else when.published
    whole = periods.unit_of(periods.shift(first, unit, back), unit)
    day = whole.end if match.group("edge").lower() in {"end", "close"} else whole.start
    return one(Period(day, day, whole.precision))


def ago(match: re.Match[str], when: When) -> Sides:
    """ "Three days ago", "half a century ago"."""
    return one(_counted(match, when.published, -1))


def ahead(match: re.Match[str], when: When) -> Sides:
    """ "In ten days", "two weeks from now"."""
    return one(_counted(match, when.published, 1))


def from_named(match: re.Match[str], when: When) -> Sides:
    """ "Two days earlier", "a week later": from the day that the text named before."""
    earlier = match.group("way").lower() in {"earlier", "before", "previously"}
    return one(_counted(match, when.named, -1 if earlier else 1))


def _counted(match: re.Match[str], base: date | None, sign: int) -> Period:
    if base is None:
        return UNKNOWN
    unit, word = match.group("unit").lower(), match.group("n").lower()
    unit = "century" if unit == "centur" else unit  # "centuries"
    precision = periods.precision_of(unit)
    if word in VAGUE:  # two to six of them
        ends = sorted(periods.shift(base, unit, sign * n) for n in (2, 6))
        return Period(ends[0], ends[1], precision)
    half = match.groupdict().get("half")
    day = _half(base, unit, sign) if half else periods.shift(base, unit, sign * _count(word))
    whole = {"decade": "year", "century": "year", "hour": "day", "fortnight": "week"}
    return periods.unit_of(day, whole.get(unit, unit))


def _half(base: date, unit: str, sign: int) -> date:
    """ "Half a year", "half a century": in months."""
    return periods.shift_months(base, sign * {"month": 0, "year": 6, "decade": 60}.get(unit, 600))


def next_to_next(match: re.Match[str], when: When) -> Sides:
    """ "The year before last", "the week after next"."""
    if when.published is None:
        return one(UNKNOWN)
    unit, count = match.group("unit").lower(), -2 if match.group("side") == "before last" else 2
    return one(periods.unit_of(periods.shift(when.published, unit, count), unit))


def turn_of_year(match: re.Match[str], when: When) -> Sides:
    """ "The turn of the year": the last day of one and the first of the next."""
    return _each_year(
        match, when, lambda year: Period(date(year, 12, 31), date(year + 1, 1, 1), "day")
    )


def next_to_named(match: re.Match[str], when: When) -> Sides:
    """ "The day before", "the following week": beside the day that the text named."""
    if when.named is None:
        return one(UNKNOWN)
    word = (match.groupdict().get("beside") or match.groupdict().get("which") or "").lower()
    sign = -1 if word in {"before", "previous", "preceding"} else int(word != "same")
    unit = match.group("unit").lower()
    return one(periods.unit_of(periods.shift(when.named, unit, sign), unit))


def stretch(match: re.Match[str], when: When) -> Sides:
    """ "Within 72 hours", "over the next ten days", "the past two weeks": up to or from now."""
    if when.published is None:
        return one(UNKNOWN)
    unit, word = match.group("unit").lower(), match.group("n").lower()
    sign = -1 if (match.groupdict().get("which") or "next").lower() in BACK else 1
    if word in VAGUE:
        days = COMING_DAYS.get(unit, 30)
        far = when.published + timedelta(days=sign * days)
        precision = periods.precision_of(unit)
    else:
        far, precision = periods.shift(when.published, unit, sign * _count(word)), "day"
    start, end = sorted((when.published, far))
    return one(Period(start, end, precision))


def coming(match: re.Match[str], when: When) -> Sides:
    """ "In the coming weeks" and "in recent weeks": as far as `COMING_DAYS` says."""
    if when.published is None:
        return one(UNKNOWN)
    unit = match.group("unit").lower()
    back = match.group("which").lower() in {"recent", "past", "last"}
    days = timedelta(days=COMING_DAYS[unit])
    start, end = (-days, timedelta()) if back else (timedelta(), days)
    precision = periods.precision_of(unit)
    return one(Period(when.published + start, when.published + end, precision))


def straight(match: re.Match[str], when: When) -> Sides:
    """ "For the third straight day": that many units up to publication."""
    if when.published is None:
        return one(UNKNOWN)
    unit, count = match.group("unit").lower(), ORDINAL_NUMBERS[match.group("nth").lower()]
    first = periods.unit_of(periods.shift(when.published, unit, 1 - count), unit)
    return one(Period(first.start, when.published, first.precision))


def _count(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS[word.lower()]


def decade(match: re.Match[str], _: When) -> Sides:
    """ "The 1990s", "the late seventies"."""
    year = match.group("decade") or f"19{DECADES[match.group('named').lower()]}"
    decade = periods.decade_of(int(year))
    part = (match.groupdict().get("part") or "").lower().split()
    if not part or decade.start is None:
        return one(decade)
    name = _PARTS.get(part[1] if len(part) > 1 else "", part[0])
    first, count = {"early": (0, 4), "mid": (4, 3), "late": (7, 3)}[name]
    return one(periods.months(decade.start.year + first, 1, 12 * count, "year"))


def quarter(match: re.Match[str], when: When) -> Sides:
    """ "The third quarter", "the first quarter of 2009"."""
    number = ORDINALS[match.group("ordinal").lower()]
    return _each_year(match, when, lambda year: periods.quarter_of(year, number))


def half_year(match: re.Match[str], when: When) -> Sides:
    """ "The first half of 2023"."""
    number = ORDINALS[match.group("ordinal").lower()]
    if number > 2:
        raise ValueError(match.group())
    return _each_year(match, when, lambda year: periods.half_of(year, number))


def season(match: re.Match[str], when: When) -> Sides:
    """ "The spring of 2014", "last summer", "the winter"."""
    name = match.group("season").lower()
    sides = _each_year(match, when, lambda year: periods.season_of(year, name))
    return _chosen(match, sides)


def nth(match: re.Match[str], when: When) -> Sides:
    """ "The 9th": of the month before, of this one or of the next."""
    if when.published is None:
        return one(UNKNOWN)
    first, day = when.published.replace(day=1), int(match.group("day"))
    around = [periods.shift_months(first, shift) for shift in (-2, -1, 0, 1, 2)]
    days = [month.replace(day=day) for month in around if day <= periods.month_end(month).day]
    return _nearest(when.published, [day_of(d) for d in days])


def holiday(match: re.Match[str], when: When) -> Sides:
    """ "Christmas Day", "Good Friday"."""
    rule = HOLIDAYS[match.group("holiday").lower().replace("’", "'")]
    return _each_year(match, when, lambda year: day_of(rule(year)))


def open_ended(_: re.Match[str], __: When) -> Sides:
    """ "Until further notice": no dates."""
    return one(UNKNOWN)
