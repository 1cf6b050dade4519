"""Readings built by hand: a model wrote the sentences for these tests."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

from detente.records import (
    Actor,
    AgendaItem,
    Anchor,
    Attribution,
    Certainty,
    Coder,
    Condition,
    Demand,
    Document,
    Event,
    Modality,
    Place,
    Prediction,
    ProbabilityRange,
    Reading,
    Sentence,
    Signal,
    Time,
    Weight,
)

TEXT = 'Ruritania — "at last" — warned Graustark of reprisals.\nÉmile: war is unlikely 😀.'
NOON = datetime(2022, 1, 25, 12, tzinfo=UTC)
CODER = Coder("detente", "0.1.0", "plover-2", "t1", {"z": "9", "a": "1"})


def actor(code: str, organisation: str | None = None, *members: str) -> Actor:
    """An actor by its code; its name is the organisation or code."""
    name = organisation or code
    return Actor(text=name, name=name, code=code, organisation=organisation, members=members)


def event(
    number: int = 1,
    actors: tuple[Actor, ...] = (actor("RUS"),),
    recipients: tuple[Actor, ...] = (actor("USA"),),
    *,
    root: str = "THREATEN",
    start: str | None = None,
    reciprocal: bool = False,
    document: str = "d1",
) -> Event:
    """An event of the document, anchored at the verb."""
    at = TEXT.index("warned")
    return Event(
        id=f"{document}:e{number}",
        sentence=0,
        event=root,
        mode=None,
        context=("military",),
        quad_code=3,
        event_scale=-4.4,
        actor=actors,
        recipient=recipients,
        reciprocal=reciprocal,
        modality=Modality("conditional"),
        certainty=Certainty(0.05, 0.7),
        condition=Condition(Anchor.of(TEXT, at, at + 6), "if"),
        attribution=Attribution("named", actor("FRA"), quoted=True, count="several"),
        content=(f"{document}:e9",),
        same_as=None,
        time=Time(start=start, end=start, precision="day" if start else "unknown"),
        place=Place("Geneva", "CHE", 46.2, 6.1, Anchor.of(TEXT, 0, 9)),
        anchor=Anchor.of(TEXT, at, at + 6),
        confidence=0.812,
        why=("trigger: warn",),
    )


def reading(
    document: str = "d1",
    *events: Event,
    published: str | None = "2022-01-20",
    coder: Coder = CODER,
) -> Reading:
    """A Reading of TEXT with one of everything beside its events."""
    anchor, author = Anchor.of(TEXT, 0, 9), Attribution("author")
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    return Reading(
        document=Document(document, None, None, "wire", published, "en", TEXT, digest),
        sentences=(Sentence(0, len(TEXT), False),),
        mentions=(),
        events=events,
        predictions=(
            Prediction(
                id=f"{document}:p1",
                predictor=author,
                claim="war is unlikely",
                subject=("RUS", "USA"),
                outcome="war",
                polarity="will",
                probability=ProbabilityRange(0.1, 0.2, 0.4),
                horizon=Time(end="2022-03-01"),
                anchor=anchor,
            ),
        ),
        agenda=(
            AgendaItem(
                id=f"{document}:a1",
                what="talks",
                kind="meeting",
                actors=(actor("IGO", "NATO"), actor("RUS")),
                status="agreed",
                time=Time(start="2022-01-28"),
                anchor=anchor,
            ),
        ),
        demands=(
            Demand(
                id=f"{document}:d1",
                by=(actor("RUS"),),
                of=(actor("IGO", "NATO"),),
                what="no enlargement",
                status="answer-due",
                anchor=anchor,
            ),
        ),
        signals=(
            Signal(
                id=f"{document}:s1",
                kind="threat",
                direction="escalation",
                dyad=("RUS", "USA"),
                events=(f"{document}:e1",),
                explanation="a threat",
                anchor=anchor,
                weight=Weight(0.4, 0.1, 0.7, "assumed", "war", 30),
            ),
        ),
        coder=coder,
    )
