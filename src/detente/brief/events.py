"""The lines of what happened: who did what to whom, one line for one happening, in groups.

Copies fold in two ways: a record that says `same_as` counts with its original, and the one-a-day
filter of event data joins the same root, status and parties on the same day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

import msgspec

from detente.brief.names import Names
from detente.brief.page import Day, EventLine, Group, GroupKey, News, NewsRow, Quote
from detente.brief.phrases import phrase
from detente.brief.scope import Pair, belonging, identities, occurred
from detente.brief.words import TOLD_BY, day_of, short_date, when
from detente.records import Anchor, Event, Reading

CAP = 12
LATEST_DAYS = 7
BEFORE_DAYS = 30
TITLES: dict[GroupKey, str] = {
    "threats": "Threats and demands",
    "talks": "Talks, offers and promises",
    "acts": "Acts",
    "words": "Words",
    "unreal": "Only alleged, expected, planned or denied",
    "around": "Around it",
}
COUNTED: tuple[GroupKey, ...] = ("threats", "talks", "acts", "words")


class Seen(msgspec.Struct, frozen=True):
    """An event and the reading that it stands in."""

    event: Event
    reading: Reading


def see(readings: Sequence[Reading]) -> tuple[Seen, ...]:
    """All events of all readings, in the order of the readings."""
    return tuple(Seen(event, reading) for reading in readings for event in reading.events)


def item_fields(reading: Reading, id_: str, anchor: Anchor) -> dict[str, Any]:
    """The fields that every Item has, for a record of `reading` with this id and anchor."""
    document = reading.document
    return {
        "id": id_,
        "document": document.id,
        "source": document.source or "source not named",
        "published": document.published,
        "quote": quote(reading, anchor),
    }


def quote(reading: Reading, anchor: Anchor) -> Quote:
    """The sentence or sentences that hold the anchor, verbatim, cut at the anchor's ends."""
    text = reading.document.text
    spans = [s for s in reading.sentences if s.start < anchor.end and anchor.start < s.end]
    start = min([anchor.start, *(s.start for s in spans)])
    end = max([anchor.end, *(s.end for s in spans)])
    return Quote(
        text[start : anchor.start], text[anchor.start : anchor.end], text[anchor.end : end]
    )


def happened_on(event: Event, published: date | None) -> date | None:
    """The day it happened where the text fixes a past one, else the day it was reported.

    Words about the future carry the day on which they were reported, not the one they are about.
    """
    start, end = (day_of(d) for d in (event.time.start, event.time.end))
    if start is None or event.time.relation == "future" or not occurred(event):
        return published
    if event.time.precision == "day":
        return start if published is None else min(start, published)
    last = end or start
    return last if published is None else min(last, published)


def event_lines(seen: Sequence[Seen], names: Names) -> tuple[EventLine, ...]:
    """One line for each happening, the newest first."""
    folded: dict[tuple[object, ...], list[list[Seen]]] = defaultdict(list)
    for copies in _originals(seen):
        folded[_one_a_day(_best(copies))].append(copies)
    lines = [_line([one for copies in same for one in copies], names) for same in folded.values()]
    return tuple(sorted(lines, key=_newest_first))


def groups(lines: Sequence[EventLine]) -> tuple[Group, ...]:
    """The lines by kind; those that did not occur stand apart from those that did."""
    by_key: dict[GroupKey, list[EventLine]] = {key: [] for key in (*COUNTED, "unreal")}
    for line in lines:
        by_key[group_of(line)].append(line)
    return tuple(group(key, found) for key, found in by_key.items())


def group(key: GroupKey, lines: Iterable[EventLine]) -> Group:
    """A titled group of lines in the order given."""
    return Group(key=key, title=TITLES[key], cap=CAP, items=tuple(lines))


def group_of(line: EventLine) -> GroupKey:
    """In which group a line of the pair stands."""
    told_as_fact = line.occurred or line.status == "historical"
    return phrase(line.event, line.mode).group if told_as_fact else "unreal"


def news(lines: Sequence[EventLine], reported: Sequence[date], as_of: date | None) -> News | None:
    """Counts of the latest seven days to `as_of` beside those of the thirty before them.

    `reported` are the days of publication; they show how much was read in either span.
    """
    if as_of is None:
        return None
    latest = (as_of - timedelta(days=LATEST_DAYS - 1), as_of)
    before = (latest[0] - timedelta(days=BEFORE_DAYS), latest[0] - timedelta(days=1))
    days: dict[str, list[date]] = {TITLES[key]: [] for key in COUNTED}
    for line in counted(lines):
        days[TITLES[group_of(line)]].append(date.fromisoformat(line.day or ""))
    rows = (*days.items(), ("Reports read", list(reported)))
    return News(
        latest_from=latest[0].isoformat(),
        latest_to=latest[1].isoformat(),
        before_from=before[0].isoformat(),
        before_to=before[1].isoformat(),
        rows=tuple(_news_row(title, found, latest, before) for title, found in rows),
    )


def daily(lines: Sequence[EventLine]) -> tuple[Day, ...]:
    """Happenings a day and group, for the days that have any."""
    counts: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(COUNTED, 0))
    for line in counted(lines):
        counts[line.day or ""][group_of(line)] += 1
    return tuple(Day(day, **counts[day]) for day in sorted(counts))


def counted(lines: Sequence[EventLine]) -> tuple[EventLine, ...]:
    """The lines that count as having happened on a known day."""
    return tuple(line for line in lines if line.occurred and line.day is not None)


def split(seen: Sequence[Seen], pair: Pair | None) -> tuple[tuple[Seen, ...], tuple[Seen, ...]]:
    """The events within the pair, and those that involve one side of it."""
    within = tuple(one for one in seen if belonging(one.event, pair) == "pair")
    around = tuple(one for one in seen if belonging(one.event, pair) == "around")
    return within, around


def _originals(seen: Sequence[Seen]) -> list[list[Seen]]:
    """Each original with the records that say they are the same as it."""
    by_id = {one.event.id: one for one in seen}
    found: dict[str, list[Seen]] = {}
    for one in seen:
        found.setdefault(_root_id(one.event, by_id), []).append(one)
    return list(found.values())


def _root_id(event: Event, by_id: dict[str, Seen]) -> str:
    """Follow `same_as` to the first record of the happening that is here."""
    passed = {event.id}
    while event.same_as in by_id and event.same_as not in passed:
        event = by_id[event.same_as].event
        passed.add(event.id)
    return event.id


def _best(copies: Sequence[Seen]) -> Seen:
    """The record that speaks for its copies: an original, the most confident, the first read."""
    return max(copies, key=lambda one: (one.event.same_as is None, one.event.confidence))


def _one_a_day(one: Seen) -> tuple[object, ...]:
    event = one.event
    actors, recipients = _parties(event)
    day = happened_on(event, day_of(one.reading.document.published))
    return event.event, event.modality.status, day, actors, recipients


def _parties(event: Event) -> tuple[frozenset[str], frozenset[str]]:
    """Who did it to whom; those who acted on each other stand on one side."""
    actors, recipients = (
        identities(side) or frozenset(a.text for a in side)
        for side in (event.actor, event.recipient)
    )
    return (actors | recipients, frozenset()) if event.reciprocal else (actors, recipients)


def _line(copies: Sequence[Seen], names: Names) -> EventLine:
    first = _best(copies)
    event, reading = first.event, first.reading
    published = day_of(reading.document.published)
    day = happened_on(event, published)
    exact = event.time.precision == "day" or day == published
    return EventLine(
        **item_fields(reading, event.id, event.anchor),
        day=day.isoformat() if day else None,
        when=short_date(day.isoformat() if day else None) if exact else when(event.time),
        who=names.actors(event.actor),
        whom=names.actors(event.recipient),
        reciprocal=event.reciprocal,
        event=event.event,
        mode=event.mode,
        label=phrase(event.event, event.mode).label,
        status=event.modality.status,
        occurred=occurred(event),
        event_scale=event.event_scale,
        condition=event.condition.text.exact if event.condition else None,
        told_by=_told_by(event, names),
        also=tuple(one.event.id for one in copies if one is not first),
        reports=len({one.reading.document.id for one in copies}),
    )


def _told_by(event: Event, names: Names) -> str:
    if event.attribution.speaker is None or event.attribution.kind == "author":
        return TOLD_BY[event.attribution.kind]
    return names.speaker(event.attribution)


def _newest_first(line: EventLine) -> tuple[int, float, str]:
    """The newest first; of one day the sharpest first."""
    day = date.fromisoformat(line.day).toordinal() if line.day else 0
    return -day, line.event_scale, line.id


def _news_row(
    title: str, days: Sequence[date], latest: tuple[date, date], before: tuple[date, date]
) -> NewsRow:
    new, old = (sum(a <= day <= b for day in days) for a, b in (latest, before))
    return NewsRow(title, new, old, round(old * LATEST_DAYS / BEFORE_DAYS, 1))
