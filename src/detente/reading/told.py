"""Events as the tagger tells them: trigger, root, status and the part that each actor has in it.

A lexicon knows its words; the tagger has read sentences in which every event is marked, so it sees
acts that no list names. Root and status are FORMAT's folded ones, as it was taught them. Sides are
the actors of the sentence to which it gives a part, asked once a trigger.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

import msgspec

from detente.reading.clause import Clause, Group
from detente.reading.deeds import Deed
from detente.reading.judge import Verdict
from detente.reading.lexicon import Entry
from detente.reading.roles import Sides, Trigger
from detente.reading.sources import Tagging
from detente.reading.tagger import Roles, Tags, Told
from detente.records import Status

EVENT = 0.9
"""The least probability of an event that only the tagger tells of; chosen on held-out families."""
ROOT = 0.5
"""The least probability of its root."""
SIDES = 2
UNRESOLVED = ("---",)
MAX_TRIGGERS = 8
"""Triggers of a sentence whose sides are asked for."""
Ask: TypeAlias = Callable[[Clause, tuple[int, int]], Roles]
"""The roles in the event whose trigger stands at these offsets of the sentence."""


def add_told(
    clause: Clause, ruled: Sequence[Verdict], tag: Tagging, ask: Ask
) -> tuple[Verdict, ...]:
    """What the rules find, with the tagger's sides where they lack one, and what only it tells of.

    Its own events are kept where both sides are known: of the others too many were wrong.
    """
    if len({group.key for group in clause.groups}) < SIDES:
        return tuple(ruled)
    told = [v for v in find_told(clause, tag(clause), ask) if _between_two(v.deed)]
    new = [v for v in told if not any(_overlap(v.deed, r.deed) for r in ruled)]
    return (*(_with_sides(v, told) for v in ruled), *new)


def find_told(clause: Clause, tags: Tags, ask: Ask) -> tuple[Verdict, ...]:
    """The events of a sentence that has actors, in order of their triggers."""
    told = [one for one in tags.triggers(EVENT) if one.probability >= ROOT]
    found = (Verdict(_deed(clause, one, tags, ask), one.probability) for one in told[:MAX_TRIGGERS])
    return tuple(v for v in found if v.deed.actor or v.deed.recipient)


def _between_two(deed: Deed) -> bool:
    """Both sides are known, and nobody is on both: where one is, the parts are confused."""
    if deed.actor is None or deed.recipient is None:
        return False
    return not {*deed.actor.key} & {*deed.recipient.key}


def _with_sides(ruled: Verdict, told: Sequence[Verdict]) -> Verdict:
    deed = ruled.deed
    same = next((v.deed for v in told if _overlap(v.deed, deed)), None)
    if same is None or (deed.actor and deed.recipient):
        return ruled
    sides = {name: getattr(same, name) for name in ("actor", "recipient", "reciprocal")}
    whole = msgspec.structs.replace(deed, **sides, why=(*deed.why, "sides as the tagger has them"))
    return msgspec.structs.replace(ruled, deed=whole)


def _overlap(one: Deed, other: Deed) -> bool:
    return one.first < other.last and other.first < one.last


def sides_of(clause: Clause, roles: Roles) -> tuple[Sides, bool]:
    """Who has which part, and whether they act on each other.

    An actor of no known state stands in a part that nobody else has.
    """
    parts: dict[str, list[Group]] = {"actor": [], "recipient": [], "party": []}
    for group in sorted(clause.groups, key=lambda g: g.key == UNRESOLVED):
        odds = roles.of(_spans(clause, group))
        best = max(odds, key=lambda role: odds[role], default="none")
        if best in parts and not (group.key == UNRESOLVED and parts[best]):
            parts[best].append(group)
    if len({key for g in parts["party"] for key in g.key}) > 1:
        return Sides(_joined(parts["party"]), None), True
    return Sides(_joined(parts["actor"] + parts["party"]), _joined(parts["recipient"])), False


def _deed(clause: Clause, told: Told, tags: Tags, ask: Ask) -> Deed:
    base = clause.sentence.start
    first, last = (clause.token_at(base + at) for at in (told.start, told.end - 1))
    odds = tags.status_at(told.start, told.end)
    status: Status = max(odds, key=lambda name: odds[name], default="actual")
    sides, mutual = sides_of(clause, ask(clause, (told.start, told.end)))
    actor, recipient = sides.actor, sides.recipient
    if mutual and actor is not None:
        actor, recipient = _parted(actor)
    word = clause.text[base + told.start : base + told.end]
    return Deed(
        clause=clause,
        first=first,
        last=last + 1,
        trigger=Trigger(first, last + 1, Entry(word.lower(), "phrase", frozenset(), told.root)),
        done=told.root,
        root=told.root,
        mode=None,
        status=status,
        cue=None,
        actor=actor,
        recipient=recipient,
        reciprocal=mutual,
        why=(f"tagger tells of {told.root} {told.probability:.2f}, {status} {odds[status]:.2f}",),
    )


def _parted(group: Group) -> tuple[Group, Group]:
    """The first of those who act together, and the others."""
    first = [a for a in group.actors if a.identity == group.actors[0].identity]
    others = tuple(a for a in group.actors if a not in first)
    return Group(group.first, group.last, tuple(first)), Group(group.first, group.last, others)


def _joined(groups: Sequence[Group]) -> Group | None:
    """Several groups as one."""
    if len(groups) < 2:
        return groups[0] if groups else None
    actors = tuple(actor for group in groups for actor in group.actors)
    return Group(min(g.first for g in groups), max(g.last for g in groups), actors)


def _spans(clause: Clause, group: Group) -> list[tuple[int, int]]:
    base = clause.sentence.start
    anchors = [actor.anchor for actor in group.actors if actor.anchor]
    return [(a.start - base, a.end - base) for a in anchors]
