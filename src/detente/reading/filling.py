"""Sides that a sentence leaves out, taken from an earlier event of the document, with a warning.

Five cases, tried in order: a pronoun for the doer, or for the one it is done to; an answer ("Moscow
rejected this") to what somebody did to the one who answers; a later mention of a like event; the
other party of the quarrel that the sentences just before tell of.
What is filled is a guess: confidence is at most `BORROWED` and a warning says where it came from.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from detente import records
from detente.reading.deeds import Deed
from detente.reading.roles import pronoun_subject
from detente.records import Actor, Event

BORROWED = 0.5
# How many sentences back a pronoun and an answer look.
PRONOUN_REACH = 1
ANSWER_REACH = 2
OBJECT_PRONOUNS = frozenset({"him", "her", "them", "it"})
# These stand without a recipient.
SINGLE = frozenset({"CONCEDE", "RETREAT", "MOBILIZE"})
# These are done to somebody, named or not.
DIRECTED = frozenset(
    {"REJECT", "THREATEN", "ACCUSE", "REQUEST", "ASSAULT", "COERCE", "SANCTION", "SUPPORT"}
)
QUARREL_REACH = 8
STATES = frozenset({"government", "country", "person", "military"})
ANSWERING = frozenset({"REJECT", "ACCUSE", "SUPPORT"})

Filled = tuple[Event, str] | None
Filler = Callable[[Event, Deed, Sequence[Event]], Filled]


def fill_side(
    event: Event, deed: Deed, earlier: Sequence[Event]
) -> tuple[Event, records.Warning | None]:
    """The event with its missing side, and the warning that says so; unchanged where none fits."""
    for filler, what in FILLERS:
        found = filler(event, deed, earlier)
        if found is not None:
            filled, source = found
            filled = msgspec.structs.replace(
                filled,
                confidence=min(event.confidence, BORROWED),
                why=(*event.why, f"{what} {source}"),
            )
            message = f"{event.event}: a side not named in the sentence was {what} {source}"
            return filled, records.Warning("borrowed-side", message, event.anchor)
    return event, None


def identities(actors: Sequence[Actor]) -> tuple[str, ...]:
    """The sorted identities of a side: what makes two sides the same."""
    return tuple(sorted({actor.identity for actor in actors}))


def _pronoun(event: Event, deed: Deed, earlier: Sequence[Event]) -> Filled:
    """ "It accused …": the doer of the nearest event, else whom the sentence before names first."""
    missing = event.recipient if deed.trigger.passive else event.actor
    if missing or not pronoun_subject(deed.clause, deed.trigger):
        return None
    side = "recipient" if deed.trigger.passive else "actor"
    taken = {identities(event.actor), identities(event.recipient)}
    for group in deed.clause.groups:
        if group.last <= deed.first and group.key != ("---",) and group.key not in taken:
            return msgspec.structs.replace(event, **{side: group.actors}), f"{group.key[0]!r}"
    for other in _back(event, earlier, PRONOUN_REACH):
        if other.actor and identities(other.actor) not in taken:
            return msgspec.structs.replace(event, **{side: other.actor}), _number(other)
    for actor in deed.clause.before:
        if actor.identity != "---" and identities((actor,)) not in taken:
            return msgspec.structs.replace(event, **{side: (actor,)}), f"{actor.text!r}"
    return None


def _object_pronoun(event: Event, deed: Deed, _: Sequence[Event]) -> Filled:
    """ "Received him": somebody else whom this sentence or the one before has named."""
    follows = deed.clause.words(deed.trigger.last, deed.trigger.last + 1)
    if event.recipient or deed.trigger.passive or not OBJECT_PRONOUNS & set(follows):
        return None
    named = [a for g in deed.clause.groups if g.last <= deed.trigger.first for a in g.actors]
    for actor in (*reversed(named), *deed.clause.before):
        if actor.identity != "---" and actor.identity not in identities(event.actor):
            return msgspec.structs.replace(event, recipient=(actor,)), f"{actor.text!r}"
    return None


def _answer(event: Event, _: Deed, earlier: Sequence[Event]) -> Filled:
    """ "Moscow rejected this": it answers the last one who did something to Moscow."""
    if event.recipient or not event.actor or event.event not in ANSWERING:
        return None
    own = identities(event.actor)
    for other in _back(event, earlier, ANSWER_REACH):
        if other.actor and identities(other.recipient) == own:
            return msgspec.structs.replace(event, recipient=other.actor), _number(other)
    return None


def _like(event: Event, _: Deed, earlier: Sequence[Event]) -> Filled:
    """A noun-packed or agentless act: the nearest earlier event of the same root that agrees."""
    if event.actor and (event.recipient or event.event in SINGLE):
        return None
    for other in reversed(earlier):
        if other.event == event.event and _agrees(event, other):
            actor, recipient = event.actor or other.actor, event.recipient or other.recipient
            filled = msgspec.structs.replace(event, actor=actor, recipient=recipient)
            return filled, _number(other)
    return None


def _other_party(event: Event, deed: Deed, earlier: Sequence[Event]) -> Filled:
    """ "Leasing the island is ruled out": the one with whom the named side dealt just before."""
    if event.event not in DIRECTED or bool(event.actor) == bool(event.recipient):
        return None
    known, missing = (event.actor, "recipient") if event.actor else (event.recipient, "actor")
    own = identities(known)
    for other in _back(event, earlier, QUARREL_REACH):
        for mine, theirs in ((other.actor, other.recipient), (other.recipient, other.actor)):
            if identities(mine) == own and theirs and identities(theirs) != own:
                return msgspec.structs.replace(event, **{missing: theirs}), _number(other)
    for actor in deed.clause.before:
        if actor.kind in STATES and actor.identity not in (*own, "---"):
            return msgspec.structs.replace(event, **{missing: (actor,)}), f"{actor.text!r}"
    return None


FILLERS: tuple[tuple[Filler, str], ...] = (
    (_pronoun, "read from a pronoun as"),
    (_object_pronoun, "read from a pronoun as"),
    (_answer, "taken as an answer to"),
    (_like, "taken from"),
    (_other_party, "taken as the other party of"),
)


def _number(event: Event) -> str:
    return event.id.rpartition(":")[2]


def _back(event: Event, earlier: Sequence[Event], reach: int) -> list[Event]:
    return [e for e in reversed(earlier) if e.sentence >= event.sentence - reach]


def _agrees(event: Event, other: Event) -> bool:
    """Whether `other` has what `event` lacks, and the same party on the side that both name."""
    if not (other.actor and other.recipient):
        return False
    for mine, theirs in ((event.actor, other.actor), (event.recipient, other.recipient)):
        if mine and identities(mine) != identities(theirs):
            return False
    return bool(event.actor or event.recipient)
