"""Readings in, one page out: the same readings give the same page, whatever their order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from detente.actors.tables import load_tables
from detente.brief import register
from detente.brief.bottom import Material, bottom_line
from detente.brief.events import Seen, daily, event_lines, group, groups, news, see, split
from detente.brief.names import Names
from detente.brief.page import Brief, Source
from detente.brief.scope import Pair, Scope, busiest_pair, take
from detente.brief.texts import marked_text
from detente.brief.words import day_of, join
from detente.errors import InputError
from detente.records import Reading

ODDS = (
    "No odds of war are printed here: not until the record of such odds can be shown beside them."
)


def assemble(
    readings: Sequence[Reading],
    *,
    dyad: tuple[str, str] | None = None,
    as_of: date | None = None,
    written_after_the_event: bool = False,
    provenance: str | None = None,
    rejected: Sequence[str] = (),
) -> Brief:
    """Make the page on a pair of states from readings.

    `dyad` are two ids (ISO 3166-1 alpha-3 or an organisation's), by default the pair with most
    events. With `as_of` a document published later, or on no known day, is counted and never
    read; without it the page is as of the latest document. `rejected` are messages about inputs
    that could not be read. Raises InputError when both ids of `dyad` are the same.
    """
    scope = take(readings, as_of)
    seen = see(scope.readings)
    pair = _pair(dyad, seen)
    names = Names(load_tables(), scope.as_of)
    within, around = split(seen, pair)
    lines = event_lines(within, names)
    side_lines = sorted(event_lines(around, names), key=lambda line: not line.occurred)
    on = scope.as_of or date.max
    agenda = register.agenda(scope.readings, seen, pair, names, on)
    titled = tuple(names.of(id_) for id_ in pair or ())
    said, references = bottom_line(
        Material(names=titled, lines=lines, agenda=agenda, as_of=scope.as_of)
    )
    published = _published(scope)
    return Brief(
        title=join(titled) if titled else "No pair of states",
        dyad=pair,
        names=titled,
        as_of=scope.as_of.isoformat() if scope.as_of else None,
        documents=len(scope.readings),
        period=(published[0].isoformat(), published[-1].isoformat()) if published else None,
        later=scope.later,
        undated=scope.undated,
        written_after_the_event=written_after_the_event,
        provenance=provenance,
        odds=ODDS,
        bottom_line=said,
        references=references,
        news=news(lines, published, scope.as_of),
        groups=groups(lines),
        around=group("around", side_lines),
        repeated=len(within) - len(lines),
        days=daily(lines),
        voices=register.voices((*within, *around), names),
        agenda=agenda,
        demands=register.demands(scope.readings, pair, names),
        predictions=register.predictions(scope.readings, pair, names),
        signals=register.signals(scope.readings, pair),
        framing=register.framing(scope.readings, names),
        sources=tuple(_source(reading) for reading in scope.readings),
        anonymous_share=_anonymous_share(seen),
        rejected=tuple(rejected),
        texts=tuple(marked_text(reading) for reading in scope.readings),
    )


def _pair(dyad: tuple[str, str] | None, seen: Sequence[Seen]) -> Pair | None:
    if dyad is None:
        return busiest_pair(one.event for one in seen if one.event.same_as is None)
    first, second = dyad
    if first == second:
        raise InputError(f"{first} and {second} are no pair", hint="name two different ids")
    return min(first, second), max(first, second)


def _published(scope: Scope) -> list[date]:
    days = (day_of(reading.document.published) for reading in scope.readings)
    return sorted(day for day in days if day is not None)


def _source(reading: Reading) -> Source:
    document = reading.document
    return Source(
        id=document.id,
        published=document.published,
        source=document.source or "source not named",
        title=document.title or "Untitled",
        url=document.url,
        events=len(reading.events),
    )


def _anonymous_share(seen: Sequence[Seen]) -> float | None:
    """The share of events that rest on unnamed sources; None when there are no events."""
    if not seen:
        return None
    unnamed = sum(one.event.attribution.kind == "anonymous" for one in seen)
    return round(unnamed / len(seen), 3)
