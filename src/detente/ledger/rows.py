"""A Reading as flat rows: one frozen struct a table, with the table's columns as its fields."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import TypedDict

import msgspec

from detente.errors import LedgerError
from detente.records import (
    Actor,
    AgendaItem,
    Anchor,
    Attribution,
    Condition,
    Demand,
    Document,
    Event,
    Prediction,
    Reading,
    Signal,
    Time,
)


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all rows. `known_on` is the first day on which the row may be known."""

    id: str
    known_on: date


class DocumentRow(Row, frozen=True, kw_only=True):
    """What is known of a document, without its text; `available` is naive UTC."""

    title: str | None
    url: str | None
    source: str | None
    published: str | None
    available: datetime
    language: str
    sha256: str
    coder_version: str


class StoredDocument(DocumentRow, frozen=True, kw_only=True):
    """A document row with its text, and its Coder and Reading as JSON."""

    coder: str
    text: str
    reading: str


class AnchoredRow(Row, frozen=True, kw_only=True):
    """A row that rests on words: offsets in code points of the document's text."""

    document: str
    anchor_start: int
    anchor_end: int
    exact: str


class EventRow(AnchoredRow, frozen=True, kw_only=True):
    """One event; the columns are explained in docs/reference/ledger.md."""

    sentence: int
    root: str
    mode: str | None
    context: tuple[str, ...]
    quad: int
    scale: float
    status: str
    certainty_low: float
    certainty_high: float
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    actor_codes: tuple[str, ...]
    recipient_codes: tuple[str, ...]
    reciprocal: bool
    attribution: str
    speaker: str | None
    speaker_id: str | None
    condition: str | None
    content: tuple[str, ...]
    same_as: str | None
    time_start: date | None
    time_end: date | None
    time_precision: str
    event_date: date | None
    date_basis: str
    published: str | None
    place: str | None
    place_country: str | None
    confidence: float


class PredictionRow(AnchoredRow, frozen=True, kw_only=True):
    """One forecast made in a document."""

    predictor_kind: str
    predictor: str | None
    predictor_id: str | None
    claim: str
    subject: tuple[str, ...]
    outcome: str
    polarity: str
    low: float
    mid: float
    high: float
    horizon_start: date | None
    horizon_end: date | None
    condition: str | None


class AgendaRow(AnchoredRow, frozen=True, kw_only=True):
    """One thing that is due."""

    what: str
    kind: str
    actors: tuple[str, ...]
    status: str
    time_start: date | None
    time_end: date | None
    after_items: tuple[str, ...]
    treaty: str | None
    condition: str | None


class DemandRow(AnchoredRow, frozen=True, kw_only=True):
    """One demand."""

    demanded_by: tuple[str, ...]
    demanded_of: tuple[str, ...]
    what: str
    status: str
    answers: tuple[str, ...]


class SignalRow(AnchoredRow, frozen=True, kw_only=True):
    """One sign of escalation or abatement, with its weight in natural log-odds."""

    kind: str
    direction: str
    dyad_first: str
    dyad_second: str
    scenario: str | None
    events: tuple[str, ...]
    explanation: str
    log_odds: float
    log_odds_low: float
    log_odds_high: float
    basis: str
    outcome: str
    horizon_days: int


TABLES: dict[str, type[Row]] = {
    "documents": StoredDocument,
    "events": EventRow,
    "predictions": PredictionRow,
    "agenda": AgendaRow,
    "demands": DemandRow,
    "signals": SignalRow,
}
"""Every table that holds rows of readings, with its struct."""


def flatten(reading: Reading, available: datetime) -> dict[str, list[Row]]:
    """Turn a Reading into rows by table; `available` is naive UTC.

    Raises LedgerError when a date in the Reading is no date.
    """
    document = reading.document
    known = _day(document.published, document) or available.date()
    rows: dict[str, list[Row]] = {
        "documents": [_document(reading, available, known)],
        "events": [_event(event, document, known) for event in reading.events],
        "predictions": [_prediction(item, document, known) for item in reading.predictions],
        "agenda": [_agenda(item, document, known) for item in reading.agenda],
        "demands": [_demand(item, document.id, known) for item in reading.demands],
        "signals": [_signal(item, document.id, known) for item in reading.signals],
    }
    return rows


def coder_json(reading: Reading) -> str:
    """What made the Reading, in one canonical form: equal text means an equal coder."""
    return msgspec.json.encode(reading.coder, order="sorted").decode()


def to_utc(moment: datetime) -> datetime:
    """Write a moment that knows its time zone as naive UTC. Raises LedgerError otherwise."""
    if moment.tzinfo is None:
        raise LedgerError(
            f"the time {moment.isoformat()} has no time zone",
            hint="pass one that has, such as datetime.now(UTC)",
        )
    return moment.astimezone(UTC).replace(tzinfo=None)


def _document(reading: Reading, available: datetime, known: date) -> StoredDocument:
    document = reading.document
    return StoredDocument(
        id=document.id,
        known_on=known,
        title=document.title,
        url=document.url,
        source=document.source,
        published=document.published,
        available=available,
        language=document.language,
        sha256=document.sha256,
        coder_version=reading.coder.version,
        coder=coder_json(reading),
        text=document.text,
        reading=msgspec.json.encode(reading).decode(),
    )


def _event(event: Event, document: Document, known: date) -> EventRow:
    start, end = _span(event.time, document)
    published = _day(document.published, document)
    speaker, speaker_id = _speaker(event.attribution)
    return EventRow(
        id=event.id,
        document=document.id,
        known_on=known,
        **_anchor(event.anchor),
        sentence=event.sentence,
        root=event.event,
        mode=event.mode,
        context=event.context,
        quad=event.quad_code,
        scale=event.event_scale,
        status=event.modality.status,
        certainty_low=event.certainty.low,
        certainty_high=event.certainty.high,
        actors=_identities(event.actor),
        recipients=_identities(event.recipient),
        actor_codes=_codes(event.actor),
        recipient_codes=_codes(event.recipient),
        reciprocal=event.reciprocal,
        attribution=event.attribution.kind,
        speaker=speaker,
        speaker_id=speaker_id,
        condition=_condition(event.condition),
        content=event.content,
        same_as=event.same_as,
        time_start=start,
        time_end=end,
        time_precision=event.time.precision,
        event_date=start or published,
        date_basis="text" if start else "published" if published else "unknown",
        published=document.published,
        place=event.place.text if event.place else None,
        place_country=event.place.country if event.place else None,
        confidence=event.confidence,
    )


def _prediction(item: Prediction, document: Document, known: date) -> PredictionRow:
    start, end = _span(item.horizon, document)
    predictor, predictor_id = _speaker(item.predictor)
    return PredictionRow(
        id=item.id,
        document=document.id,
        known_on=known,
        **_anchor(item.anchor),
        predictor_kind=item.predictor.kind,
        predictor=predictor,
        predictor_id=predictor_id,
        claim=item.claim,
        subject=item.subject,
        outcome=item.outcome,
        polarity=item.polarity,
        low=item.probability.low,
        mid=item.probability.mid,
        high=item.probability.high,
        horizon_start=start,
        horizon_end=end,
        condition=_condition(item.condition),
    )


def _agenda(item: AgendaItem, document: Document, known: date) -> AgendaRow:
    start, end = _span(item.time, document)
    return AgendaRow(
        id=item.id,
        document=document.id,
        known_on=known,
        **_anchor(item.anchor),
        what=item.what,
        kind=item.kind,
        actors=_identities(item.actors),
        status=item.status,
        time_start=start,
        time_end=end,
        after_items=item.after,
        treaty=item.treaty,
        condition=_condition(item.condition),
    )


def _demand(item: Demand, document: str, known: date) -> DemandRow:
    return DemandRow(
        id=item.id,
        document=document,
        known_on=known,
        **_anchor(item.anchor),
        demanded_by=_identities(item.by),
        demanded_of=_identities(item.of),
        what=item.what,
        status=item.status,
        answers=item.answers,
    )


def _signal(item: Signal, document: str, known: date) -> SignalRow:
    return SignalRow(
        id=item.id,
        document=document,
        known_on=known,
        **_anchor(item.anchor),
        kind=item.kind,
        direction=item.direction,
        dyad_first=item.dyad[0],
        dyad_second=item.dyad[1],
        scenario=item.scenario,
        events=item.events,
        explanation=item.explanation,
        log_odds=item.weight.log_odds,
        log_odds_low=item.weight.low,
        log_odds_high=item.weight.high,
        basis=item.weight.basis,
        outcome=item.weight.outcome,
        horizon_days=item.weight.horizon_days,
    )


class _AnchorColumns(TypedDict):
    anchor_start: int
    anchor_end: int
    exact: str


def _anchor(anchor: Anchor) -> _AnchorColumns:
    return {"anchor_start": anchor.start, "anchor_end": anchor.end, "exact": anchor.exact}


def _identities(actors: Iterable[Actor]) -> tuple[str, ...]:
    return tuple(actor.identity for actor in actors)


def _codes(actors: Iterable[Actor]) -> tuple[str, ...]:
    """Codes in order, each once. An organisation acts as itself: only a loose group expands."""
    codes = [
        code
        for actor in actors
        for code in (() if actor.organisation else actor.members) or (actor.code,)
    ]
    return tuple(dict.fromkeys(codes))


def _speaker(attribution: Attribution) -> tuple[str | None, str | None]:
    speaker = attribution.speaker
    return (speaker.name, speaker.identity) if speaker else (None, None)


def _condition(condition: Condition | None) -> str | None:
    return condition.text.exact if condition else None


def _span(time: Time, document: Document) -> tuple[date | None, date | None]:
    return _day(time.start, document), _day(time.end, document)


def _day(value: str | None, document: Document) -> date | None:
    """Read the calendar day of an ISO 8601 date or time, in its own time zone."""
    if value is None:
        return None
    try:
        return datetime.fromisoformat(value).date()
    except ValueError as error:
        raise LedgerError(
            f'"{value}" is not a date', where=document.id, hint="dates are written as 2022-01-20"
        ) from error
