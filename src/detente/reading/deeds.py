"""Triggers → deeds: what happened, told how, between whom, before any record is made.

A trigger that is itself an operator (refuse, threaten, urge, promise) takes the deed in its
complement into one event, as PLOVER folds them; an accusation keeps its content as an event of
its own. The folding itself is `codebook.fold`.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from detente.codebook import Told, fold, folded_mode
from detente.reading.clause import Clause, Group, choose_entry, effect_of
from detente.reading.conditions import ConditionSpan, find_conditions
from detente.reading.lexicon import Match
from detente.reading.modality import Manner, manner_of
from detente.reading.roles import Sides, Trigger, find_sides, is_passive, next_group
from detente.records import Status

# Operators that make one event with the deed they govern.
MERGING = frozenset({"promise", "agree", "threat", "refusal", "request"})
REQUEST_MODES = {
    "CONSULT": "meet",
    "AID": "assist",
    "SUPPORT": "assist",
    "COOPERATE": "assist",
    "CONCEDE": "yield",
    "RETREAT": "yield",
}
CONDITIONAL_ROOTS = frozenset({"THREATEN", "AGREE", "CONCEDE"})
HOSTILE = frozenset(["SANCTION", "COERCE", "ASSAULT", "MOBILIZE", "PROTEST"])
# "Warned that B would strike": a forecast by A, not a threat, when B is another.
FORECASTING = frozenset({"warn", "caution", "predict", "expect"})
NOBODY = frozenset({"no", "neither", "nor"})
UNWILLING = frozenset({"cannot", "can't", "will", "won't"})
MAX_ANCHOR = 16
MAX_CUE_GAP = 6


class Deed(msgspec.Struct, frozen=True, kw_only=True):
    """One event in the making: tokens[first:last] of its clause, with its sides as groups."""

    clause: Clause
    first: int
    last: int
    trigger: Trigger
    done: str  # the root of what is or would be done, before folding
    root: str
    mode: str | None
    status: Status
    cue: tuple[int, int] | None
    actor: Group | None
    recipient: Group | None
    reciprocal: bool
    condition: ConditionSpan | None = None
    in_condition: ConditionSpan | None = None
    accuser: int | None = None  # first token of the accusation whose content this is
    forecast: bool = False
    why: tuple[str, ...] = ()


class Sighting(msgspec.Struct, frozen=True):
    """A trigger in its clause, with its match, manner and sides."""

    match: Match
    trigger: Trigger
    manner: Manner
    sides: Sides


def find_deeds(clause: Clause) -> tuple[Deed, ...]:
    """All deeds that a sentence tells of, in order of their triggers."""
    conditions = find_conditions(clause)
    sightings = _sightings(clause)
    deeds: list[Deed] = []
    absorbed: set[int] = set()
    for place, sighting in enumerate(sightings):
        if place in absorbed:
            continue
        content = _content(sightings, place)
        deed, taken = _deed(clause, sighting, content, conditions)
        if taken and content is not None:
            absorbed.add(sightings.index(content))
        if deed is not None:
            deeds.append(_with_condition(_parted(deed), conditions))
    return tuple(deeds)


def _parted(deed: Deed) -> Deed:
    """ "A and B met": the first is the actor, the others receive."""
    group = deed.actor
    if not deed.reciprocal or deed.recipient or group is None or len(group.actors) < 2:
        return deed
    one = Group(group.first, group.last, group.actors[:1])
    others = Group(group.first, group.last, group.actors[1:])
    return msgspec.structs.replace(deed, actor=one, recipient=others)


def _sightings(clause: Clause) -> tuple[Sighting, ...]:
    triggers: list[Trigger] = []
    found: list[Sighting] = []
    for match in clause.matches:
        entry = choose_entry(clause, match)
        if entry is None:
            continue
        passive = is_passive(clause, match.first, match.last, entry)
        trigger = Trigger(match.first, match.last, entry, passive)
        if entry.root is None:
            triggers.append(trigger)
            continue
        sides = find_sides(clause, trigger, tuple(triggers))
        found.append(Sighting(match, trigger, manner_of(clause, trigger), sides))
        triggers.append(trigger)
    return tuple(found)


def _content(sightings: Sequence[Sighting], place: int) -> Sighting | None:
    """The next deed that the operator at `place` governs directly."""
    operator = sightings[place].match
    for later in sightings[place + 1 :]:
        if any(g.match.first == operator.first for g in later.manner.governors):
            return later
    return None


def _deed(
    clause: Clause,
    sighting: Sighting,
    content: Sighting | None,
    conditions: Sequence[ConditionSpan],
) -> tuple[Deed | None, bool]:
    """The deed of one sighting, and whether it took its content into itself."""
    effect = effect_of(sighting.match, sighting.trigger.entry.part)
    if content is not None and _forecasts(sighting, content):
        return None, False
    if content is not None and effect == "refusal" and sighting.manner.told in _OPEN:
        return None, False
    if content is not None and effect in MERGING and not _is_inside(content, conditions):
        return _merged(clause, sighting, content, effect or ""), True
    if _bare_infinitive(clause, sighting) or _only_asked_for(sighting):
        return None, False
    return _plain(clause, sighting), False


_OPEN: frozenset[Told] = frozenset({"negated", "possible"})


def _forecasts(sighting: Sighting, content: Sighting) -> bool:
    """ "Warned that B would strike": the doer named inside is not the one who warned."""
    if sighting.trigger.entry.lemma not in FORECASTING:
        return False
    speaker, doer = sighting.sides.actor, content.sides.actor
    inside = doer is not None and doer.first >= sighting.trigger.last
    return inside and (speaker is None or doer is None or doer.key != speaker.key)


def _is_inside(sighting: Sighting, conditions: Sequence[ConditionSpan]) -> bool:
    return any(c.first <= sighting.trigger.first < c.last for c in conditions)


def _bare_infinitive(clause: Clause, sighting: Sighting) -> bool:
    """ "Flew in to discuss": a purpose, not a deed; in a headline "A to withdraw" is a plan."""
    return (
        sighting.manner.infinitive
        and sighting.manner.told == "actual"
        and not sighting.manner.governors
        and not _headline_future(clause, sighting)
    )


def _only_asked_for(sighting: Sighting) -> bool:
    """ "Told to withdraw": what is asked for has not happened."""
    asked = any(g.effect == "request" for g in sighting.manner.governors)
    return asked and sighting.manner.told == "actual"


def _headline_future(clause: Clause, sighting: Sighting) -> bool:
    at = sighting.trigger.first
    return (
        clause.sentence.title
        and clause.words(at - 1, at) == ["to"]
        and any(g.last == at - 1 for g in clause.groups)
    )


def _plain(clause: Clause, sighting: Sighting) -> Deed:
    trigger, manner = sighting.trigger, sighting.manner
    told: Told = "planned" if _headline_future(clause, sighting) else manner.told
    if told == "actual" and _nobody(clause, sighting.sides.actor):
        told = "negated"
    accusations = [g.match.first for g in manner.governors if g.effect == "accusation"]
    forecast = any(g.effect == "prediction" for g in manner.governors)
    root, status = _folded(clause, sighting, told)
    mode = folded_mode(trigger.entry.root or "", trigger.entry.mode, root)
    return Deed(
        clause=clause,
        first=manner.cue[0] if manner.cue and _near(manner.cue, trigger) else trigger.first,
        last=trigger.last,
        trigger=trigger,
        done=trigger.entry.root or root,
        root=root,
        mode=mode,
        status=status,
        cue=manner.cue,
        actor=sighting.sides.actor,
        recipient=sighting.sides.recipient,
        reciprocal=trigger.entry.reciprocal,
        accuser=accusations[0] if accusations else None,
        forecast=forecast,
        why=(f"trigger {trigger.entry.lemma!r} ({trigger.entry.root})", f"told as {told}"),
    )


def _nobody(clause: Clause, actor: Group | None) -> bool:
    """ "Neither A nor B threatened", "no A troops crossed": the subject itself is denied."""
    return actor is not None and bool(NOBODY & set(clause.words(actor.first - 1, actor.first)))


def _near(cue: tuple[int, int], trigger: Trigger) -> bool:
    return cue[0] < trigger.first and trigger.first - cue[0] <= MAX_CUE_GAP


def _folded(clause: Clause, sighting: Sighting, told: Told) -> tuple[str, Status]:
    """Fold what the doer announces; a hostile deed that others foretell keeps its root.

    "B will strike", says A, is possible; "B is preparing to strike" stays planned.
    """
    root = sighting.trigger.entry.root or ""
    if told == "promised" and root == "CONSULT":
        told = "planned"
    if told == "actual" and effect_of(sighting.match, sighting.trigger.entry.part) == "promise":
        told = "promised"
    if told == "negated" and root == "AGREE" and _unwilling(clause, sighting):
        told = "refused"
    if told not in {"promised", "planned"} or root not in HOSTILE:
        return fold(root, told)
    if not _speaks_of_another(clause, sighting):
        return fold(root, told)
    governed = any(g.effect in {"plan", "promise"} for g in sighting.manner.governors)
    return root, "planned" if governed else "possible"


def _unwilling(clause: Clause, sighting: Sighting) -> bool:
    """ "Cannot accept", "will not agree": a refusal; "did not agree" is only no agreement."""
    at = sighting.trigger.first
    return bool(UNWILLING & set(clause.words(at - 3, at)))


def _speaks_of_another(clause: Clause, sighting: Sighting) -> bool:
    doer = sighting.sides.actor
    if doer is None:
        return True
    that = [i for i in range(doer.first) if clause.tokens[i].lower in {"that", "said", "says"}]
    others = [g for g in clause.groups if g.last <= doer.first]
    return bool(that) and any(g.key != doer.key for g in others)


def _merged(clause: Clause, sighting: Sighting, content: Sighting, effect: str) -> Deed:
    trigger, told = sighting.trigger, sighting.manner.told
    root, status = _merged_root(content, effect)
    if told in {"negated", "denied", "possible", "historical"}:
        status = _as_status(told)
    if effect == "request" and told in {"planned", "promised"}:
        status = "planned"  # "will urge"
    inner = content.trigger.entry
    recipient = next_group(clause, trigger.last) if trigger.is_verb else sighting.sides.recipient
    actor = sighting.sides.actor
    if trigger.passive:
        actor, recipient = sighting.sides.actor, sighting.sides.recipient
    if recipient is not None and actor is not None and recipient.key == actor.key:
        recipient = content.sides.recipient
    last = (
        content.trigger.last if content.trigger.last - trigger.first <= MAX_ANCHOR else trigger.last
    )
    return Deed(
        clause=clause,
        first=trigger.first,
        last=last,
        trigger=trigger,
        done=inner.root or root,
        root=root,
        mode=_merged_mode(inner.root or "", inner.mode, root),
        status=status,
        cue=sighting.manner.cue,
        actor=actor,
        recipient=recipient,
        reciprocal=inner.reciprocal and root == "AGREE" and recipient is None,
        why=(f"operator {trigger.entry.lemma!r} ({effect}) over {inner.lemma!r} ({inner.root})",),
    )


def _merged_root(content: Sighting, effect: str) -> tuple[str, Status]:
    root = content.trigger.entry.root or ""
    if content.manner.told == "negated" and effect in {"promise", "agree"}:
        return ("CONCEDE" if root in HOSTILE else "AGREE"), "promised"
    match effect:
        case "threat":
            return fold(root, "threatened")
        case "refusal":
            return fold(root, "refused")
        case "request":
            return "REQUEST", "actual"
        case "agree" if root == "CONSULT":
            return fold(root, "planned")
        case _ if root in HOSTILE or root == "THREATEN":
            return fold(root, "threatened")
        case _:
            return fold(root, "promised")


def _merged_mode(root: str, mode: str | None, to_root: str) -> str | None:
    if to_root == "REQUEST":
        return REQUEST_MODES.get(root, "change")
    return folded_mode(root, mode, to_root)


def _as_status(told: Told) -> Status:
    match told:
        case "refused" | "threatened" | "threatened-if":
            return "actual"
        case _:
            return told


def _with_condition(deed: Deed, conditions: Sequence[ConditionSpan]) -> Deed:
    """Attach the sentence's condition to a threat or promise, and mark deeds inside one."""
    inside = next((c for c in conditions if c.first <= deed.first < c.last), None)
    if inside is not None:
        status: Status = "denied" if deed.status == "denied" else "possible"
        root = deed.trigger.entry.root or deed.root
        return msgspec.structs.replace(
            deed, status=status, root=root, mode=deed.trigger.entry.mode, in_condition=inside
        )
    outside = next((c for c in conditions if not c.first <= deed.first < c.last), None)
    if outside is None:
        return deed
    return _conditioned(deed, outside)


def _conditioned(deed: Deed, condition: ConditionSpan) -> Deed:
    root, status = deed.root, deed.status
    if status == "possible" and _would(deed) and root not in CONDITIONAL_ROOTS:
        root, status = fold(root, "conditional")
    elif root in CONDITIONAL_ROOTS and status in {"actual", "promised", "planned", "possible"}:
        status = "conditional"
    else:
        return deed
    mode = folded_mode(deed.trigger.entry.root or root, deed.trigger.entry.mode, root) or deed.mode
    kept = mode if root == deed.root or mode != deed.trigger.entry.mode else None
    return msgspec.structs.replace(deed, root=root, status=status, mode=kept, condition=condition)


def _would(deed: Deed) -> bool:
    return deed.cue is not None and deed.clause.tokens[deed.cue[0]].lower in {
        "would",
        "will",
        "could",
    }
