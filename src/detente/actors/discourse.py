"""Whom a phrase means by what was said before it: "his Russian counterpart", "the army"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date

import msgspec

from detente.actors.index import ActorIndex
from detente.actors.rows import NON_STATE_CODES, SHARED_ROLES
from detente.actors.voices import Voices
from detente.records import Actor

UNRESOLVED = "---"
# How sure each rule is, beside its antecedent. Assumed, not measured.
COUNTERPART, OF_THE_STATE, OF_THE_PLACE = 0.9, 0.8, 0.6
_POINTING = ("the ", "its ", "his ", "her ", "their ", "this ", "that ")
_AT_HOME = frozenset({"COP", "REB", "CVL", "OPP", "MED", "JUD"})
_BODIES = frozenset({"government", "military"})


def resolve_relations(
    text: str,
    spans: Sequence[tuple[int, int]],
    mentions: Sequence[Actor],
    index: ActorIndex,
    on: date | None,
) -> tuple[Actor, ...]:
    """The mentions, those of no state given the one that their sentence or the last one acts for.

    Offices of one person take the holder's name where the tables know it on that day. What could
    be two states' stays unresolved. `mentions` are sorted and anchored, `spans` the sentences.
    """
    voices, starts = Voices(text), [start for start, _ in spans]
    said: dict[tuple[int, int], list[Actor]] = {}  # by sentence and voice
    found = []
    for mention in mentions:
        start = mention.anchor.start if mention.anchor else 0
        number, voice = bisect_right(starts, start), voices.at(start)
        scopes = [said.get((n, voice), []) for n in (number, number - 1)]
        found.append(_related(mention, scopes, index, on))
        said.setdefault((number, voice), []).append(found[-1])
    return tuple(found)


def _related(
    mention: Actor, scopes: Sequence[Sequence[Actor]], index: ActorIndex, on: date | None
) -> Actor:
    if "counterpart" in mention.text and mention.role is None and mention.kind == "person":
        return _counterpart(mention, scopes, index, on)
    if mention.code != UNRESOLVED or mention.members or not _points_back(mention):
        return mention
    for scope in scopes:
        states = {m.code: m for m in scope if m.kind != "place" and _is_state(m)}
        if len(states) == 1:
            return _of(mention, next(iter(states.values())), OF_THE_STATE, index, on)
        if states:
            return mention
    places = {m.code: m for scope in scopes for m in scope if m.kind == "place" and _is_state(m)}
    if mention.sector in _AT_HOME and len(places) == 1:
        return _of(mention, next(iter(places.values())), OF_THE_PLACE, index, on)
    return mention


def _points_back(mention: Actor) -> bool:
    """Whether it is a body, an office or people of a place that the text takes for known."""
    known = mention.text.lower().startswith(_POINTING)
    office = mention.role is not None and mention.kind == "person"
    return (known and (office or mention.kind in _BODIES)) or mention.sector in _AT_HOME


def _counterpart(
    mention: Actor, scopes: Sequence[Sequence[Actor]], index: ActorIndex, on: date | None
) -> Actor:
    """The holder in another state of the office that the person just named has in theirs."""
    for scope in scopes:
        people = [m for m in scope if m.kind == "person" and m.role and m.code != mention.code]
        if people:
            like = people[-1]
            mention = msgspec.structs.replace(mention, role=like.role)
            return _held(mention, min(mention.confidence, like.confidence) * COUNTERPART, index, on)
    return mention


def _of(mention: Actor, state: Actor, sure: float, index: ActorIndex, on: date | None) -> Actor:
    mention = msgspec.structs.replace(mention, code=state.code)
    return _held(mention, state.confidence * sure, index, on)


def _held(mention: Actor, sure: float, index: ActorIndex, on: date | None) -> Actor:
    """The mention with its holder's name and role, where one person holds such an office."""
    mention = msgspec.structs.replace(mention, confidence=round(sure, 3))
    role = mention.role
    covered = on is not None and on <= index.tables.complete_through
    if role is None or not covered or SHARED_ROLES.search(role):
        return mention
    rows = [o for o in index.holders(mention.code, role, on) if o.organisation is None]
    if len({row.person for row in rows}) != 1:
        return mention
    return msgspec.structs.replace(mention, name=rows[0].person, role=rows[0].role)


def _is_state(mention: Actor) -> bool:
    return mention.code not in NON_STATE_CODES and mention.organisation is None
