"""The registers of a brief: what is scheduled, demanded, foretold and signalled, and by whom.

Lines that say the same in several documents fold into one, with the number of reports.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

import msgspec

from detente.actors.rows import NON_STATE_CODES
from detente.brief.events import Seen, happened_on, item_fields
from detente.brief.names import Names
from detente.brief.page import (
    AgendaLine,
    AgendaState,
    DemandLine,
    FramingLine,
    PredictionLine,
    SignalLine,
)
from detente.brief.page import Voice as VoiceRow
from detente.brief.scope import Pair, identities, occurred
from detente.brief.words import day_of, join, likelihood_word, upper_first, when
from detente.records import (
    Actor,
    AgendaItem,
    Attribution,
    Claim,
    ClaimKind,
    Condition,
    Demand,
    Event,
    Prediction,
    Reading,
    Signal,
    Stance,
    Weight,
)

MEETINGS = frozenset({"meeting", "summit", "visit"})
STATE_ORDER: tuple[AgendaState, ...] = ("ahead", "not seen", "held", "passed", "undated")
NOBODY = "–"
"""Stands for a speaker or addressee that the text does not name."""
SPEECH = {"ACCUSE": "accusations", "THREATEN": "threats", "REQUEST": "demands", "AGREE": "offers"}
CLAIMS: Mapping[ClaimKind, str] = {
    "rarity": "no history loaded to check it by",
    "utility-trap": "arguments of this kind misled experts before attacks",
}
L = TypeVar("L", AgendaLine, DemandLine)


def agenda(
    readings: Sequence[Reading], seen: Sequence[Seen], pair: Pair | None, names: Names, as_of: date
) -> tuple[AgendaLine, ...]:
    """What is or was due for either side of the pair: ahead first by date, then the past.

    A past meeting of known parties was held when a later CONSULT has two of them.
    """
    lines = [
        _agenda_line(reading, item, _state(item, seen, as_of), pair, names)
        for reading in reversed(readings)
        for item in reading.agenda
        if _concerns(identities(item.actors), pair)
    ]
    lines.sort(key=lambda line: -len(line.who))  # the fullest account speaks for the rest
    ordered = sorted(_folded(lines, _same_item), key=lambda x: (x.day or "9999", x.kind, x.id))
    return tuple(sorted(ordered, key=lambda line: STATE_ORDER.index(line.state)))


def demands(readings: Sequence[Reading], pair: Pair | None, names: Names) -> tuple[DemandLine, ...]:
    """Demands by or of either side, the newest first."""
    found = [
        _demand_line(reading, demand, names)
        for reading in reversed(readings)
        for demand in reading.demands
        if _concerns(identities((*demand.by, *demand.of)), pair)
    ]
    return _folded(found, _same_demand)


def predictions(
    readings: Sequence[Reading], pair: Pair | None, names: Names
) -> tuple[PredictionLine, ...]:
    """Forecasts about either side, or about nobody named, the newest first."""
    return tuple(
        _prediction_line(reading, prediction, names)
        for reading in reversed(readings)
        for prediction in reading.predictions
        if _concerns(frozenset(prediction.subject), pair)
    )


def signals(readings: Sequence[Reading], pair: Pair | None) -> tuple[SignalLine, ...]:
    """Signs for the pair itself, the newest first."""
    return tuple(
        _signal_line(reading, signal)
        for reading in reversed(readings)
        for signal in reading.signals
        if pair is None or set(signal.dyad) == set(pair)
    )


def framing(readings: Sequence[Reading], names: Names) -> tuple[FramingLine, ...]:
    """Words that judge and claims that can be checked or misled before, the newest report first."""
    return tuple(
        line
        for reading in reversed(readings)
        for line in (
            *(_stance_line(reading, stance, names) for stance in reading.stances),
            *(_claim_line(reading, claim) for claim in reading.claims),
        )
    )


def voices(seen: Iterable[Seen], names: Names) -> tuple[VoiceRow, ...]:
    """Who accused, threatened, asked, offered to and denied to whom, the most frequent first."""
    rows: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for one in seen:
        column = _speech(one.event)
        if column is not None:
            rows[_said_by_to(one.event, names)].update((column, _kind(one.event.attribution)))
    made = [VoiceRow(speaker=who, addressee=whom, **n) for (who, whom), n in rows.items()]
    return tuple(sorted(made, key=lambda v: (-total(v), v.speaker, v.addressee)))


def _speech(event: Event) -> str | None:
    """The column of the table in which an event counts, if in any; copies never do."""
    if event.same_as is not None:
        return None
    if event.modality.status == "denied":
        return "denials"
    column = SPEECH.get(event.event)
    return column if occurred(event) and not (column == "offers" and event.reciprocal) else None


def _said_by_to(event: Event, names: Names) -> tuple[str, str]:
    """Speaker and addressee; a denial is spoken by whoever denies, to nobody in particular."""
    who, whom = event.actor, event.recipient
    if event.modality.status == "denied":
        who, whom = _speakers(event.attribution), ()
    return _known(who, names), _known(whom, names)


def _known(actors: tuple[Actor, ...], names: Names) -> str:
    """The states and organisations among the actors, or NOBODY when none was resolved."""
    found = names.bare(a for a in actors if a.identity not in NON_STATE_CODES)
    return join(found) if found else NOBODY


def _speakers(attribution: Attribution) -> tuple[Actor, ...]:
    return () if attribution.speaker is None else (attribution.speaker,)


def total(voice: VoiceRow) -> int:
    """All that one speaker said to one addressee."""
    return voice.named + voice.anonymous + voice.author


def _concerns(ids: frozenset[str], pair: Pair | None) -> bool:
    return pair is None or not ids or bool(ids & set(pair))


def _folded(lines: Iterable[L], same: Callable[[L, L], bool]) -> tuple[L, ...]:
    """Lines that are the same as an earlier one join it and are counted by document."""
    found: list[list[L]] = []
    for line in lines:
        home = next((group for group in found if same(group[0], line)), None)
        found.append([line]) if home is None else home.append(line)
    return tuple(
        msgspec.structs.replace(group[0], reports=len({line.document for line in group}))
        for group in found
    )


def _same_item(a: AgendaLine, b: AgendaLine) -> bool:
    """The same kind on the same day with a party in common; without a day the same words."""
    if (a.kind, a.day) != (b.kind, b.day):
        return False
    if a.day is None:
        return _plain(a.quote.trigger) == _plain(b.quote.trigger)
    return a.who == b.who or bool(set(a.who) & set(b.who))


def _same_demand(a: DemandLine, b: DemandLine) -> bool:
    return (a.by, a.of, a.status, _plain(a.what)) == (b.by, b.of, b.status, _plain(b.what))


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()


def _state(item: AgendaItem, seen: Sequence[Seen], as_of: date) -> tuple[AgendaState, str | None]:
    first, last = day_of(item.time.start or item.time.end), day_of(item.time.end or item.time.start)
    if first is None or last is None:
        return "undated", None
    meeting = item.kind in MEETINGS and len(identities(item.actors)) > 1
    match = _held_as(item, seen) if meeting and first <= as_of else None
    if match:
        return "held", match
    if last >= as_of:
        return "ahead", None
    return ("not seen" if meeting else "passed"), None


def _held_as(item: AgendaItem, seen: Sequence[Seen]) -> str | None:
    """The first talks, on or after the day set, between the parties of the agenda item."""
    due, parties = day_of(item.time.start or item.time.end), identities(item.actors)
    for one in seen:
        event = one.event
        day = happened_on(event, day_of(one.reading.document.published))
        met = identities((*event.actor, *event.recipient))
        enough = len(parties & met) > 1
        if event.event == "CONSULT" and occurred(event) and due and day and day >= due and enough:
            return event.id
    return None


def _agenda_line(
    reading: Reading,
    item: AgendaItem,
    state: tuple[AgendaState, str | None],
    pair: Pair | None,
    names: Names,
) -> AgendaLine:
    day = item.time.start or item.time.end
    first = {other.id: other for other in reading.agenda}
    return AgendaLine(
        **item_fields(reading, item.id, item.anchor),
        day=day,
        when=when(item.time),
        kind=item.kind,
        who=names.bare(item.actors),
        status=item.status,
        state=state[0],
        deadline=item.kind == "deadline",
        both=pair is not None and set(pair) <= identities(item.actors),
        after=tuple(f"{first[i].kind}, {when(first[i].time)}" for i in item.after if i in first),
        treaty=item.treaty,
        condition=_condition(item.condition),
        seen_as=state[1],
    )


def _demand_line(reading: Reading, demand: Demand, names: Names) -> DemandLine:
    return DemandLine(
        **item_fields(reading, demand.id, demand.anchor),
        by=names.actors(demand.by),
        of=names.actors(demand.of),
        what=demand.what,
        status=demand.status,
    )


def _prediction_line(reading: Reading, prediction: Prediction, names: Names) -> PredictionLine:
    return PredictionLine(
        **item_fields(reading, prediction.id, prediction.anchor),
        predictor=names.speaker(prediction.predictor),
        outcome=prediction.outcome,
        polarity=prediction.polarity,
        probability=prediction.probability,
        word=likelihood_word(prediction.probability.mid),
        horizon=when(prediction.horizon),
        condition=_condition(prediction.condition),
    )


def _signal_line(reading: Reading, signal: Signal) -> SignalLine:
    return SignalLine(
        **item_fields(reading, signal.id, signal.anchor),
        kind=signal.kind,
        label=upper_first(signal.kind.replace("-", " ")),
        direction=signal.direction,
        explanation=signal.explanation,
        basis=signal.weight.basis,
        worth=_worth(signal.weight),
    )


def _stance_line(reading: Reading, stance: Stance, names: Names) -> FramingLine:
    return FramingLine(
        **item_fields(reading, stance.id, stance.anchor),
        label=stance.value,
        holder=names.speaker(stance.holder),
        remark="a judgement, no event",
    )


def _claim_line(reading: Reading, claim: Claim) -> FramingLine:
    answer = claim.answer
    remark = CLAIMS[claim.kind]
    if answer is not None:
        remark = f"{answer.n} of {answer.of} in {answer.months} months ({answer.basis})"
    return FramingLine(
        **item_fields(reading, claim.id, claim.anchor),
        label="said to be rare" if claim.kind == "rarity" else "argued from advantage",
        holder="",
        remark=remark,
    )


def _worth(weight: Weight) -> str:
    """What a sign has been worth; an assumed weight is no record, so no figure is shown."""
    if weight.basis == "assumed":
        return "worth unknown: no record"
    return (
        f"log-odds {weight.log_odds:+.2f} ({weight.low:+.2f} to {weight.high:+.2f}) "
        f"for {weight.outcome} within {weight.horizon_days} days"
    )


def _condition(condition: Condition | None) -> str | None:
    return condition.text.exact if condition else None


def _kind(attribution: Attribution) -> str:
    return attribution.kind if attribution.kind in ("anonymous", "author") else "named"
