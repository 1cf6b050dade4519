"""The table of time expressions: one row a kind, in order of preference."""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

from detente.reading import time_words
from detente.reading.time_words import (
    DAYS,
    DECADES,
    MONTH_NAMES,
    NUMBERS,
    ORDINAL_NUMBERS,
    ORDINALS,
    VAGUE,
    Sides,
    When,
)
from detente.records import TimeRelation

_MONTH = r"(?P<month>(?:(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)|" + (
    "|".join(name for name in MONTH_NAMES) + "|" + "|".join(n.upper() for n in MONTH_NAMES) + ")"
)
_YEAR = r"(?P<year>1[89]\d\d|20\d\d)"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_LAST_DAY = r"(?P<last_day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_TO = r"\s*(?:-|–|—|\bto\b|\band\b|\bthrough\b|\buntil\b)\s*"
_WEEKDAY = r"(?P<weekday>" + "|".join((*DAYS, *(d.upper() for d in DAYS))) + ")"
_NUMBER = r"(?P<n>\d{1,3}|" + "|".join(sorted((*NUMBERS, *VAGUE), key=len, reverse=True)) + ")"
_UNIT = r"(?P<unit>hour|day|week|weekend|fortnight|month|year|decade)s?"
_PART = r"(?P<part>early|mid|late|the (?:start|beginning|middle|end) of)[ -]"
_WHICH = r"(?P<which>last|past|previous|preceding|next|coming|following|this)"
_ORDINAL = r"(?P<ordinal>" + "|".join(ORDINALS) + ")"


class Row(msgspec.Struct, frozen=True):
    """One kind of expression; `lean` is what its words say of past and future."""

    pattern: re.Pattern[str]
    resolve: Callable[[re.Match[str], When], Sides]
    lean: TimeRelation | None = None
    led: bool = False
    """Whether it is a time only after a word such as "in" or "since"."""


def _row(
    source: str,
    resolve: Callable[[re.Match[str], When], Sides],
    lean: TimeRelation | None = None,
    *,
    led: bool = False,
    case: bool = False,
) -> Row:
    """A row; `case` where only the capital tells a month from a verb."""
    flags = re.NOFLAG if case else re.IGNORECASE
    return Row(
        re.compile(rf"(?<![\w,.$£€])(?:{source})(?!\w|[-’'][A-Za-z])", flags),
        resolve,
        lean,
        led,
    )


_NAMES = rf"(?!\s+(?:{'|'.join(('Times', 'Telegraph', 'Mirror', 'Express', 'Herald', 'Post'))})\b)"
ROWS: tuple[Row, ...] = (
    _row(r"(?P<iso>\d{4}-\d\d-\d\d)", time_words.iso),
    _row(
        rf"{_MONTH}\s+{_DAY}{_TO}{_LAST_DAY}(?:,?\s+{_YEAR})?", time_words.calendar_day, case=True
    ),
    _row(
        rf"(?:from\s+|between\s+)?(?:the\s+)?{_DAY}{_TO}(?:the\s+)?{_LAST_DAY}\s+(?:of\s+)?"
        rf"{_MONTH}(?:,?\s+{_YEAR})?",
        time_words.calendar_day,
        case=True,
    ),
    _row(rf"{_MONTH}\s+{_DAY}(?!:)(?:,?\s+{_YEAR})?", time_words.calendar_day, case=True),
    _row(
        rf"(?:the\s+)?{_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?",
        time_words.calendar_day,
        case=True,
    ),
    _row(rf"(?:{_PART})?{_MONTH}\s*,?\s+(?:of\s+)?{_YEAR}", time_words.month, case=True),
    _row(rf"{_PART}{_MONTH}", time_words.month, case=True),
    _row(rf"{_WHICH}\s+{_MONTH}", time_words.which_month, case=True),
    _row(rf"{_MONTH}(?!\s+(?:\d|[A-Z]))", time_words.month, case=True, led=True),
    _row(rf"{_NUMBER} {_UNIT} (?:from now|hence|from today)", time_words.ahead, "future"),
    _row(
        r"the (?P<unit>week|month|year) (?P<side>before last|after next)",
        time_words.next_to_next,
    ),
    _row(r"the turn of the year", time_words.turn_of_year),
    _row(
        r"(?P<near>the day before yesterday|the day after tomorrow|"
        r"(?:yesterday|tomorrow)(?: (?:morning|afternoon|evening|night))?|last night|tonight|"
        r"today|overnight|this (?:morning|afternoon|evening)|earlier today|later today)",
        time_words.near,
    ),
    _row(rf"(?:earlier |later )?{_WHICH}\s+{_WEEKDAY}{_NAMES}", time_words.which_weekday),
    _row(
        r"(?P<holiday>(?:New Year['’]s|Christmas) (?:Day|Eve)|Boxing Day|Good Friday|"
        rf"Easter (?:Sunday|Monday))(?:,?\s+(?:of\s+)?{_YEAR})?",
        time_words.holiday,
    ),
    _row(
        rf"(?<!Black )(?<!Bloody )(?<!Good ){_WEEKDAY}{_NAMES}"
        r"(?: (?:morning|afternoon|evening|night))?",
        time_words.weekday,
        case=True,
    ),
    _row(r"the weekend", time_words.weekend, led=True),
    _row(
        r"(?P<side>earlier|later) this (?P<unit>week|month|quarter|year|decade|century)",
        time_words.rest_of,
    ),
    _row(
        rf"(?:the\s+)?(?P<edge>end|close|start|beginning) of (?:the )?(?:{_WHICH} )?"
        r"(?P<unit>week|month|year|decade)",
        time_words.edge_of,
    ),
    _row(
        rf"(?:(?:earlier|later|late|early) )?(?:the )?{_WHICH} "
        r"(?P<unit>weekend|week|month|quarter|year|decade|century)",
        time_words.which_unit,
    ),
    _row(
        rf"(?P<half>half )?{_NUMBER}[ -](?:and a half )?"
        r"(?P<unit>hour|day|week|fortnight|month|year|decade|centur(?=y|ie))(?:s|y|ies)? ago",
        time_words.ago,
        "past",
    ),
    _row(
        rf"{_NUMBER} {_UNIT} (?P<way>earlier|before|previously|later|afterwards)(?! than)",
        time_words.from_named,
    ),
    _row(
        r"(?:over |in |during )?(?:the )?(?P<which>next|coming|past|last|previous) "
        rf"{_NUMBER} {_UNIT}",
        time_words.stretch,
    ),
    _row(rf"within (?:the (?:next )?)?{_NUMBER} {_UNIT}", time_words.stretch, "future"),
    _row(rf"in {_NUMBER} {_UNIT}['’]?s? time", time_words.ahead, "future"),
    _row(rf"in {_NUMBER} {_UNIT}", time_words.ahead, "future"),
    _row(
        r"(?:the )?(?P<which>coming|recent|past|last) (?P<unit>hour|day|week|month|year|decade)s",
        time_words.coming,
    ),
    _row(
        r"the (?P<nth>" + "|".join(ORDINAL_NUMBERS) + r") (?:straight|consecutive|successive) "
        r"(?P<unit>day|week|month|year)",
        time_words.straight,
    ),
    _row(
        r"the (?P<unit>day|week|month|year) (?P<beside>before|after)(?! (?:yesterday|tomorrow))",
        time_words.next_to_named,
    ),
    _row(
        r"the (?P<beside>same|previous|following|preceding|next) (?P<unit>day|week|month|year)",
        time_words.next_to_named,
    ),
    _row(rf"(?:the )?(?:{_PART})?(?:the )?(?P<decade>(?:1[89]|20)\d0)s", time_words.decade),
    _row(
        rf"(?:the )?(?:{_PART})?the (?P<named>{'|'.join(DECADES)})(?P<decade>)", time_words.decade
    ),
    _row(rf"(?:the )?{_ORDINAL} quarter(?: of (?:the year|{_YEAR}))?", time_words.quarter),
    _row(rf"(?:the )?{_ORDINAL} half of (?:the year|this year|{_YEAR})", time_words.half_year),
    _row(
        rf"(?:the )?(?:{_WHICH} )?(?P<season>spring|summer|autumn|fall|winter)(?: of)?,? {_YEAR}",
        time_words.season,
    ),
    _row(rf"{_WHICH} (?P<season>spring|summer|autumn|fall|winter)", time_words.season),
    _row(r"the (?P<season>spring|summer|autumn|winter)", time_words.season, led=True),
    _row(rf"{_PART}{_YEAR}", time_words.year),
    _row(
        r"the 0?(?P<day>[1-9]|[12]\d|3[01])(?:st|nd|rd|th)"
        r"(?= *(?:$|[,.;)]|\b(?:and|to|at|in|for|but)\b))",
        time_words.nth,
        led=True,
    ),
    _row(_YEAR, time_words.year, led=True),
    _row(
        r"until further notice|for the (?:foreseeable future|time being)|in due course",
        time_words.open_ended,
        "future",
    ),
    _row(r"soon|shortly(?! (?:after|before))", time_words.open_ended, "future"),
    _row(r"recently|lately", time_words.open_ended, "past"),
)
"""In order of preference: where two overlap the earlier row is taken."""
