"""What a brief is about: which documents it may see, which pair, which events belong to it.

A pair is two different states, or organisations of states. Roles inside one state (a government
and its rebels) and actors that nobody could resolve never make one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import product
from typing import Literal

import msgspec

from detente.actors.rows import NON_STATE_CODES
from detente.brief.words import day_of
from detente.records import Actor, Event, Reading

Pair = tuple[str, str]
Belonging = Literal["pair", "around", "elsewhere"]
SPOKEN = frozenset({"actual", "ongoing", "planned", "promised", "conditional"})
DONE = frozenset({"actual", "ongoing"})


class Scope(msgspec.Struct, frozen=True):
    """The readings that the brief sees, oldest first, and how many it may not see.

    `later` were published after `as_of`; `undated` could have been. `as_of` is the latest day of
    publication where none was asked for, and None when no document has a date.
    """

    readings: tuple[Reading, ...]
    as_of: date | None
    later: int
    undated: int


def take(readings: Sequence[Reading], as_of: date | None) -> Scope:
    """Drop documents that come twice, and with `as_of` those published later or on no known day."""
    unique = {reading.document.id: reading for reading in readings}
    days = {id_: day_of(reading.document.published) for id_, reading in unique.items()}
    later = undated = 0
    if as_of is not None:
        undated = sum(day is None for day in days.values())
        later = sum(day is not None and day > as_of for day in days.values())
        unique = {i: r for i, r in unique.items() if (day := days[i]) is not None and day <= as_of}
    ordered = sorted(unique.values(), key=lambda r: (str(days[r.document.id] or ""), r.document.id))
    known = [day for reading in ordered if (day := days[reading.document.id]) is not None]
    return Scope(tuple(ordered), as_of or max(known, default=None), later, undated)


def busiest_pair(events: Iterable[Event]) -> Pair | None:
    """The pair with most events, first in the alphabet among equals; None when there is none."""
    counts = Counter(pair for event in events for pair in pairs(event))
    return min(counts, key=lambda pair: (-counts[pair], pair), default=None)


def pairs(event: Event) -> frozenset[Pair]:
    """All pairs of states or organisations that an event joins, each in alphabetical order."""
    sides = product(_states(event.actor), _states(event.recipient))
    return frozenset(
        (min(a, b), max(a, b)) for (a, home_a), (b, home_b) in sides if a != b and home_a != home_b
    )


def belonging(event: Event, pair: Pair | None) -> Belonging:
    """Whether an event lies within the pair, involves one side of it, or neither.

    Without a pair everything belongs.
    """
    if pair is None:
        return "pair"
    actors, recipients = identities(event.actor), identities(event.recipient)
    first, second = pair
    if (first in actors and second in recipients) or (second in actors and first in recipients):
        return "pair"
    return "around" if (actors | recipients) & set(pair) else "elsewhere"


def identities(actors: Iterable[Actor]) -> frozenset[str]:
    """Ids of the actors that were resolved; an unnamed group counts as its members."""
    return frozenset(id_ for actor in actors for id_, _ in _ids(actor))


def occurred(event: Event) -> bool:
    """Whether it counts: a deed (quads 2 and 4) that was done, or words that were said.

    A conditional threat or a promise was said; a deed that is planned, alleged or possible, or
    that did not take place, was not done; what is long past is not counted as news.
    """
    material = event.quad_code in (2, 4)
    return event.modality.status in (DONE if material else SPOKEN)


def _states(actors: Iterable[Actor]) -> frozenset[tuple[str, str]]:
    return frozenset(found for actor in actors for found in _ids(actor))


def _ids(actor: Actor) -> tuple[tuple[str, str], ...]:
    """Pairs of id and home: an organisation of states is at home in itself."""
    if actor.organisation is None and actor.code in NON_STATE_CODES:
        return tuple((code, code) for code in actor.members)
    home = actor.identity if actor.code in NON_STATE_CODES else actor.code
    return ((actor.identity, home),)
