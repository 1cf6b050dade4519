"""When: dates and periods in a text, resolved against the day it was published.

`time_rows` and `time_words` say what each expression can stand for; here the word before it ("by",
"since") bounds it, two of them make a range, and the verbs beside it say whether it looks back or
ahead. Without a publication date only absolute dates are resolved.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

import msgspec

from detente.reading.periods import UNKNOWN, Period
from detente.reading.time_rows import ROWS, Row
from detente.reading.time_words import Sides, When
from detente.records import Anchor, Time, TimeRelation

_EDGE = re.compile(
    r"(?<!\w)(?P<edge>no later than|not before|as of|ahead of|prior to|by|until|till|before|since|"
    r"on|in|at|during|from|of|over|through|throughout|after|within|between|around|about|for|late|"
    r"early|to|and)\s+(?:late on |early on |about |around )?$",
    re.IGNORECASE,
)
_BY = frozenset({"by", "until", "till", "through", "no later than"})
_BEFORE = frozenset({"before", "ahead of", "prior to"})
_KEPT = frozenset(
    {
        "by",
        "until",
        "till",
        "no later than",
        "before",
        "ahead of",
        "prior to",
        "since",
        "on",
        "in",
        "during",
        "at",
        "as of",
        "over",
        "throughout",
        "through",
    }
)
"""Edges that are part of the expression as it is quoted."""
_JOINED = {
    "from": re.compile(r"\s+(?:to|until|till|through)\s+(?:the\s+)?"),
    "between": re.compile(r"\s+and\s+(?:the\s+)?"),
}
_DASHED = re.compile(r"\s*(?:-|–|—|\bthrough\b)\s*")
_AHEAD = re.compile(
    r"\b(?:will|shall|won['’]t|['’]ll|would|(?:is|are|was|were|be) (?:to|due|set|scheduled|"
    r"expected|planned|likely|going|slated)|due|plan(?:s|ned|ning)? to|intend(?:s|ed)? to|"
    r"(?:agreed|vowed|pledged|promised|hope[sd]?|want(?:s|ed)?|threaten(?:s|ed)|offered|decided|"
    r"ordered|told|urged|asked|demand(?:s|ed)) (?:\w+ ){0,3}?to|must|may|might|could|should|"
    r"can|cannot|deadline|scheduled|planned|upcoming|expires?|unless|if|flies|travels|leaves|arrives|"
    r"meets|visits|begins|opens|starts|resumes|hosts|receives|joins|convenes|reconvenes)\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"(?<!\bbe )(?<!\bbeen )\b(?:said|told|was|were|had|has|have|did|met|began|made|took|went|came|"
    r"held|wrote|spoke|fell|sent|gave|broke|shot|fought|struck|left|won|lost|saw|rose|flew|sank|fired|"
    r"\w{3,}ed)\b",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r"\b(?:said|told|says|stated|announced|reported|added|declared|insisted|confirmed|wrote|"
    r"warned|quoted)(?:\s+(?:a |an |the )?(?!(?:that|it|he|she|they|would|will|had|has|was|were|is|"
    r"are|to|and|but)\b)[\w'’-]+){0,5}?\s*$",
    re.IGNORECASE,
)


class TimeSpan(msgspec.Struct, frozen=True):
    """A time expression at text[start:end], with its period as the verbs beside it have it.

    `sides` are the periods that it stands for if the text looks back or ahead; `lean` is what its
    own words say; `reported` marks the time of a saying ("said on Friday"), not of what was said.
    """

    start: int
    end: int
    period: Period
    lean: TimeRelation | None = None
    deadline: bool = False
    sides: Sides | None = None
    reported: bool = False


class _Found(msgspec.Struct, frozen=True):
    row: Row
    match: re.Match[str]
    edge: str
    start: int


def find_times(text: str, start: int, end: int, published: date | None) -> tuple[TimeSpan, ...]:
    """Every time expression in text[start:end], in order; an earlier row of the table wins."""
    spans: list[TimeSpan] = []
    named: date | None = None
    for found in _matches(text, start, end):
        span = _resolved(found, text, start, end, When(published, named))
        if span is None:
            continue
        joined = _join(spans[-1], span, text[: found.match.start()]) if spans else None
        if joined is not None:
            spans[-1] = joined
        else:
            spans.append(span)
        if span.period.precision == "day" and span.period.end:
            named = span.period.end
    return tuple(spans)


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


def leaning(span: TimeSpan, *, future: bool) -> TimeSpan:
    """The span as it is if its verb looks ahead, or back: "on Friday", "in May", "the 9th"."""
    if span.sides is None:
        return span
    period = span.sides.ahead if future else span.sides.behind
    return msgspec.structs.replace(span, period=period)


def reports(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] ends in a saying and its circumstances ("told reporters")."""
    return _REPORTED.search(text, start, end) is not None


def _matches(text: str, start: int, end: int) -> list[_Found]:
    """What the table finds, without overlaps, in order of place."""
    taken: list[_Found] = []
    for row in ROWS:
        for match in row.pattern.finditer(text, start, end):
            if any(f.match.start() < match.end() and match.start() < f.match.end() for f in taken):
                continue
            before = _EDGE.search(text, max(start, match.start() - 24), match.start())
            edge = before.group("edge").lower() if before else ""
            if edge or not row.led:
                begin = before.start() if before and edge in _KEPT else match.start()
                taken.append(_Found(row, match, edge, begin))
    taken.sort(key=lambda found: found.match.start())
    return [
        found
        for at, found in enumerate(taken)
        if not found.row.led or found.edge not in {"and", "to"} or _goes_on(taken[:at], found)
    ]


def _goes_on(before: list[_Found], found: _Found) -> bool:
    """Whether an expression right before it is joined to it: "between 2014 and 2018"."""
    return bool(before) and found.match.start() - before[-1].match.end() <= len(" and the ")


def _resolved(found: _Found, text: str, start: int, end: int, when: When) -> TimeSpan | None:
    """The span of a match, or None where no such day exists ("February 30")."""
    try:
        sides = found.row.resolve(found.match, when)
        ahead = _looks_ahead(found, text, start, end)
        period = {True: sides.ahead, False: sides.behind, None: sides.near}[ahead]
        bounded = _bound(period, sides, found.edge, when.published)
    except (ValueError, OverflowError):
        return None
    before = text[start : found.start]
    told = ahead is False and _BEHIND.search(before) is not None  # "met in Berlin on Thursday"
    open_sides = sides if sides.ahead != sides.behind and bounded == period and not told else None
    lean = found.row.lean or _lean_of(found.edge)
    reported = reports(text, max(start, found.start - 60), found.start)
    deadline = found.edge in _BY | _BEFORE or found.match.group().lower().startswith("within")
    return TimeSpan(found.start, found.match.end(), bounded, lean, deadline, open_sides, reported)


def _lean_of(edge: str) -> TimeRelation | None:
    if edge == "since":
        return "past"
    return "future" if edge in {"by", "no later than"} else None


def _bound(period: Period, sides: Sides, edge: str, published: date | None) -> Period:
    """A period as the word before it bounds it: up to its end, up to its eve, or from its start."""
    if edge == "since" and sides.behind.start and published:
        start = sides.behind.start
        return Period(start, max(start, published), sides.behind.precision)
    if edge not in _BY | _BEFORE or published is None:
        return period
    ahead = sides.ahead if edge not in {"until", "till", "through", "before"} else period
    if edge in _BEFORE:
        ahead = sides.near
    last = ahead.end if edge in _BY else ahead.start and ahead.start - timedelta(days=1)
    if last is None or last < published:
        return period
    return Period(published, last, ahead.precision)


def _looks_ahead(found: _Found, text: str, start: int, end: int) -> bool | None:
    """Whether the verb that the expression belongs to looks ahead; None where nothing says so."""
    if found.edge in {"by", "no later than"}:
        return True
    before, after = text[start : found.start], text[found.match.end() : end]
    if _REPORTED.search(before):
        return False
    for stretch, last in ((before, True), (after, False)):
        ahead = [m.end() if last else m.start() for m in _AHEAD.finditer(stretch)]
        behind = [m.end() if last else m.start() for m in _BEHIND.finditer(stretch)]
        if ahead or behind:
            pick = max if last else min
            return pick((*ahead, *behind)) in ahead
    return None


def _join(first: TimeSpan, second: TimeSpan, before: str) -> TimeSpan | None:
    """ "From Monday to Friday", "between 2014 and 2018", "June–August 2008" as one period.

    `before` is the text up to the second expression itself.
    """
    link = before[first.end :]
    lead = before[max(0, first.start - 8) : first.start].lower().split()[-1:]
    word = lead[0] if lead else ""
    pattern = _JOINED.get(word, _DASHED)
    if not pattern.fullmatch(link) or not (first.period.start and second.period.end):
        return None
    begin = first.start - (len(word) + 1 if word in _JOINED else 0)
    period = _between(first, second)
    return TimeSpan(begin, second.end, period, second.lean, second.deadline)


def _between(first: TimeSpan, second: TimeSpan) -> Period:
    """From the start of one to the end of the other, in order."""
    start, end = first.period.start, second.period.end
    if start is None or end is None:
        return UNKNOWN
    if start > end and first.sides and first.sides.behind.start and first.sides.behind.start <= end:
        start = first.sides.behind.start
    elif start > end:  # "from Friday to Monday": the Friday before
        week = timedelta(days=7)
        start = start - week if start - week <= end else end
    return Period(start, end, second.period.precision)
