"""Judged deeds → Event records: ids, attribution, time, place, certainty, content, sameness.

The last step before a record is written: everything here only says what the deed already holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from detente import records
from detente.actors.whereabouts import locate
from detente.codebook import load_codebook
from detente.reading.attribution import Said, attribution_at, find_sayings, speaker_attribution
from detente.reading.clause import Clause, Group
from detente.reading.deeds import Deed
from detente.reading.filling import fill_side, identities
from detente.reading.judge import Verdict
from detente.reading.kinds import kind_of
from detente.reading.modality import certainty_of
from detente.reading.sources import Tagging, attribution_of, find_heard
from detente.reading.times import TimeSpan, leaning, reports, to_time
from detente.records import (
    Actor,
    Anchor,
    Attribution,
    Condition,
    Event,
    Modality,
    Place,
    Status,
    Time,
    TimeRelation,
)

AHEAD: frozenset[Status] = frozenset({"planned", "promised", "conditional", "possible"})
PLACE_PREPOSITIONS = frozenset({"in", "at", "near", "outside", "off", "inside", "around"})
HISTORICAL_DAYS = 365
SPEECH_ACTS = frozenset({"AGREE", "CONCEDE", "THREATEN", "REJECT", "REQUEST", "ACCUSE"})
UNKNOWN_ACTOR = "---"


UNNAMED = Actor(text=UNKNOWN_ACTOR, name=UNKNOWN_ACTOR, code=UNKNOWN_ACTOR)


class Draft(msgspec.Struct, frozen=True):
    """An event with the deed and the condition tokens it came from, before they are linked."""

    event: Event
    deed: Deed


def compose(
    document_id: str,
    verdicts: Sequence[Verdict],
    times: dict[int, tuple[TimeSpan, ...]],
    published: date | None,
    tag: Tagging,
) -> tuple[tuple[Draft, ...], tuple[records.Warning, ...]]:
    """Events of a document in order of their anchors, with warnings for guessed sides.

    `tag` reads a sentence for the sources that no rule finds.
    """
    ordered = sorted(verdicts, key=lambda v: (v.deed.clause.index, v.deed.first, v.deed.last))
    drafts: list[Draft] = []
    warnings: list[records.Warning] = []
    units: set[tuple[object, ...]] = set()
    for verdict in ordered:
        event = _event(f"{document_id}:e{len(drafts) + 1}", verdict, times, published, tag)
        event, warning = fill_side(event, verdict.deed, [d.event for d in drafts])
        unit = _unit(event)
        if unit in units or not _stands(event):
            continue
        units.add(unit)
        warnings.extend([warning] if warning else [])
        drafts.append(Draft(event, verdict.deed))
    return tuple(_linked(drafts)), tuple(warnings)


def _event(
    id_: str,
    verdict: Verdict,
    times: dict[int, tuple[TimeSpan, ...]],
    published: date | None,
    tag: Tagging,
) -> Event:
    deed = verdict.deed
    clause = deed.clause
    book = load_codebook()
    kind = kind_of(verdict)
    time = _time(deed, times.get(clause.index, ()), published)
    status = _aged(deed.status, time, published)
    actor, recipient, reciprocal = _sides(deed)
    start, end = clause.span(deed.first, deed.last)
    return Event(
        id=id_,
        sentence=clause.index,
        event=deed.root,
        mode=kind.mode,
        context=kind.contexts,
        quad_code=book.quad(deed.root),
        event_scale=book.scale(deed.root, kind.mode),
        actor=actor,
        recipient=recipient,
        reciprocal=reciprocal,
        modality=Modality(status, _cue(deed)),
        certainty=certainty_of(clause, deed.trigger, status),
        condition=_condition(deed),
        attribution=_attribution(deed, find_sayings(clause), tag),
        time=time,
        place=_place(clause, deed),
        anchor=Anchor.of(clause.text, start, end),
        confidence=round(min(1.0, verdict.confidence, *_trust(actor, recipient)), 3),
        why=(*deed.why, *kind.why),
    )


def _trust(*sides: Sequence[Actor]) -> tuple[float, ...]:
    """How sure each actor is: an event is no surer than who is in it."""
    return tuple(actor.confidence for side in sides for actor in side)


def _sides(deed: Deed) -> tuple[tuple[Actor, ...], tuple[Actor, ...], bool]:
    """Reciprocal events name the first party in actor and the others in recipient."""
    actor = deed.actor.actors if deed.actor else ()
    recipient = deed.recipient.actors if deed.recipient else ()
    return actor, recipient, deed.reciprocal and bool(actor and recipient)


def _attribution(deed: Deed, sayings: tuple[Said, ...], tag: Tagging) -> Attribution:
    """A denied, alleged or forecast deed has the one who says so as speaker."""
    if deed.status == "denied" and deed.actor is not None:
        return speaker_attribution(deed.clause, deed.actor, deed.cue)
    if deed.accuser is not None:
        accuser = _group_before(deed.clause, deed.accuser)
        if accuser is not None:
            cue = (deed.accuser, deed.accuser + 1)
            return speaker_attribution(deed.clause, accuser, cue)
    if deed.forecast and deed.cue is not None:
        speaker = _group_before(deed.clause, deed.cue[0])
        if speaker is not None and speaker != deed.actor:
            return speaker_attribution(deed.clause, speaker, deed.cue)
    found = attribution_at(deed.clause, sayings, deed.trigger.first)
    if found.kind != "author":
        return found
    heard = attribution_of(
        deed.clause, find_heard(deed.clause, tag(deed.clause)), deed.trigger.first
    )
    return found if _speaks_itself(deed, heard) else heard


def _speaks_itself(deed: Deed, heard: Attribution) -> bool:
    """ "Chile promised to withdraw": who makes a speech act is no source of it."""
    doers = identities(deed.actor.actors) if deed.actor else frozenset()
    return bool(
        deed.root in SPEECH_ACTS and heard.speaker and {*doers} & {*identities((heard.speaker,))}
    )


def _group_before(clause: Clause, at: int) -> Group | None:
    before = [g for g in clause.groups if g.last <= at]
    return before[-1] if before else None


def _condition(deed: Deed) -> Condition | None:
    if deed.condition is None:
        return None
    start, end = deed.clause.span(deed.condition.first, deed.condition.last)
    return Condition(Anchor.of(deed.clause.text, start, end), deed.condition.polarity)


def _cue(deed: Deed) -> Anchor | None:
    if deed.cue is None:
        return None
    return Anchor.of(deed.clause.text, *deed.clause.span(*deed.cue))


def _time(deed: Deed, spans: Sequence[TimeSpan], published: date | None) -> Time:
    """The nearest time expression after the trigger in its clause, else before it."""
    relation: TimeRelation = "future" if deed.status in AHEAD else "past"
    if deed.status == "ongoing":
        relation = "present"
    at = deed.clause.tokens[deed.trigger.last - 1].end
    usable = [s for s in spans if _same_stretch(deed.clause, at, s) and not _of_report(deed, at, s)]
    if not usable:
        return Time(relation=relation)
    span = min(usable, key=lambda s: abs(s.start - at) if s.start >= at else 2 * (at - s.end))
    leant = leaning(span, future=relation == "future")
    return to_time(deed.clause.text, leant, published, relation)


def _of_report(deed: Deed, at: int, span: TimeSpan) -> bool:
    """Whether a time is of a saying other than the deed ("it will withdraw, he said Friday")."""
    return span.reported and (span.start < at or reports(deed.clause.text, at, span.start))


def _same_stretch(clause: Clause, at: int, span: TimeSpan) -> bool:
    low, high = sorted((at, span.start))
    between = clause.text[low:high]
    return len(between) <= 120 and ";" not in between and "—" not in between


def _aged(status: Status, time: Time, published: date | None) -> Status:
    """What was done a year or more before publication is history."""
    if status != "actual" or time.end is None or published is None:
        return status
    age = published - date.fromisoformat(time.end)
    return "historical" if age.days >= HISTORICAL_DAYS else status


def _place(clause: Clause, deed: Deed) -> Place | None:
    for group in clause.places:
        before = clause.words(group.first - 1, group.first)
        near = -14 <= group.first - deed.trigger.last <= 14
        actor = group.actors[0]
        if before and before[0] in PLACE_PREPOSITIONS and near and actor.anchor:
            spot = locate(actor.text, actor.code)
            where = (actor.code, spot.latitude, spot.longitude)
            return Place(actor.text, *where, actor.anchor, spot.precision)
    return None


def _stands(event: Event) -> bool:
    """An event names somebody: unresolved on both sides it is none."""
    sides = (*event.actor, *event.recipient)
    known = [a for a in sides if a.identity != UNKNOWN_ACTOR]
    if not known:
        return False
    return not (event.recipient and identities(event.actor) == identities(event.recipient))


def _unit(event: Event) -> tuple[object, ...]:
    """One record per sentence × root × actor set × recipient set."""
    sides = [identities(event.actor), identities(event.recipient)]
    if event.reciprocal:
        sides.sort()
    return (event.sentence, event.event, *sides)


def _linked(drafts: Sequence[Draft]) -> list[Draft]:
    events = _mark_same([_with_actor(_link(draft, drafts)) for draft in drafts])
    return [Draft(event, draft.deed) for event, draft in zip(events, drafts, strict=True)]


def _with_actor(event: Event) -> Event:
    """A deed whose doer the text does not name has the unresolved actor, never an empty side."""
    return event if event.actor else msgspec.structs.replace(event, actor=(UNNAMED,))


def _link(draft: Draft, drafts: Sequence[Draft]) -> Event:
    """Tie a condition to the event inside it, and an accusation to its content."""
    event, deed = draft.event, draft.deed
    if event.condition is not None:
        inside = (d.event for d in drafts if _same_clause(d.deed, deed) and _within(d.deed, deed))
        inner = next(inside, None)
        if inner is not None:
            condition = msgspec.structs.replace(event.condition, event_id=inner.id)
            event = msgspec.structs.replace(event, condition=condition)
            if not event.recipient and event.event == "THREATEN":
                event = msgspec.structs.replace(event, recipient=inner.actor)
    content = tuple(
        d.event.id
        for d in drafts
        if _same_clause(d.deed, deed) and d.deed.accuser == deed.first and d is not draft
    )
    return msgspec.structs.replace(event, content=content) if content else event


def _within(inner: Deed, outer: Deed) -> bool:
    return inner.in_condition is not None and inner.in_condition == outer.condition


def _same_clause(one: Deed, other: Deed) -> bool:
    return one.clause.index == other.clause.index


def _mark_same(events: Sequence[Event]) -> list[Event]:
    """A later mention of the same happening points at the first."""
    seen: dict[tuple[object, ...], str] = {}
    marked = []
    for event in events:
        key = _happening(event)
        first = seen.setdefault(key, event.id)
        same = first if first != event.id else None
        marked.append(msgspec.structs.replace(event, same_as=same))
    return marked


def _happening(event: Event) -> tuple[object, ...]:
    sides = [identities(event.actor), identities(event.recipient)]
    if event.reciprocal:
        sides.sort()
    day = event.time.start if event.time.precision == "day" else None
    return (event.event, event.mode, *sides, event.modality.status, day)
