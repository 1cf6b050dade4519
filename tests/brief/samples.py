"""Readings made by hand: a document, and records anchored at words that occur in it."""

from __future__ import annotations

from typing import Any

from detente.documents import make_document
from detente.reading.sentences import split_sentences
from detente.records import (
    Actor,
    AgendaItem,
    AgendaKind,
    Anchor,
    Attribution,
    Certainty,
    Coder,
    Condition,
    Demand,
    Event,
    Modality,
    Prediction,
    ProbabilityRange,
    Reading,
    Signal,
    Status,
    Time,
    Weight,
)

USA = Actor(text="Washington", name="United States", code="USA", sector="GOV", kind="government")
RUS = Actor(text="Moscow", name="Russia", code="RUS", sector="GOV", kind="government")
UKR = Actor(text="Kyiv", name="Ukraine", code="UKR", sector="GOV", kind="government")
NATO = Actor(text="the alliance", name="NATO", code="IGO", organisation="NATO", kind="organisation")
REBELS = Actor(text="the rebels", name="rebels", code="UKR", sector="REB", kind="group")
NOBODY = Actor(text="officials", name="officials", code="---")
LAVROV = Actor(
    text="Lavrov",
    name="Sergei Lavrov",
    code="RUS",
    sector="GOV",
    role="foreign minister",
    kind="person",
)

QUADS = {"CONSULT": (1, 2.5), "AGREE": (1, 2.5), "REQUEST": (3, 0.0), "ACCUSE": (3, -3.0)}
QUADS |= {"THREATEN": (3, -3.5), "REJECT": (3, -2.0), "MOBILIZE": (4, -5.5), "ASSAULT": (4, -9.0)}
CODER = Coder(name="test", version="0", codebook="0", tables="0", models={})


class Story:
    """A document with records added to it one by one."""

    def __init__(
        self, body: str, published: str | None = "2022-01-20", title: str | None = None
    ) -> None:
        self.document = make_document(
            body, title=title, published=published, source="The Test Courier"
        )
        self.sentences = split_sentences(self.document.text, self.document.title)
        self.records: dict[str, list[Any]] = {}

    def anchor(self, words: str) -> Anchor:
        start = self.document.text.index(words)
        return Anchor.of(self.document.text, start, start + len(words))

    def id(self, letter: str) -> str:
        return f"{self.document.id}:{letter}{len(self.records.get(letter, [])) + 1}"

    def event(
        self,
        words: str,
        root: str,
        actor: tuple[Actor, ...],
        recipient: tuple[Actor, ...] = (),
        status: Status = "actual",
        mode: str | None = None,
        condition: str | None = None,
        **fields: Any,
    ) -> Story:
        anchor = self.anchor(words)
        quad, scale = QUADS[root]
        inside = [n for n, s in enumerate(self.sentences) if s.start <= anchor.start < s.end]
        values: dict[str, Any] = {
            "attribution": Attribution("author"),
            "time": Time(),
            "confidence": 0.9,
            "event_scale": scale,
        }
        event = Event(
            id=self.id("e"),
            sentence=inside[0],
            event=root,
            mode=mode,
            quad_code=quad,
            actor=actor,
            recipient=recipient,
            modality=Modality(status),
            certainty=Certainty(0.95, 1.0),
            condition=Condition(self.anchor(condition), "if") if condition else None,
            anchor=anchor,
            why=("by hand",),
            **(values | fields),
        )
        self.records.setdefault("e", []).append(event)
        return self

    def agenda(
        self, words: str, day: str | None, *actors: Actor, kind: AgendaKind = "meeting"
    ) -> Story:
        item = AgendaItem(
            id=self.id("a"),
            what=words,
            kind=kind,
            actors=actors,
            status="scheduled",
            time=Time(start=day, end=day, precision="day", relation="future"),
            anchor=self.anchor(words),
        )
        self.records.setdefault("a", []).append(item)
        return self

    def prediction(self, words: str, low: float, mid: float, high: float) -> Story:
        item = Prediction(
            id=self.id("p"),
            predictor=Attribution("titled", speaker=LAVROV),
            claim=words,
            subject=("RUS",),
            outcome="war",
            polarity="will not",
            probability=ProbabilityRange(low, mid, high),
            horizon=Time(),
            anchor=self.anchor(words),
        )
        self.records.setdefault("p", []).append(item)
        return self

    def demand(self, words: str, by: Actor, of: Actor) -> Story:
        item = Demand(
            id=self.id("d"),
            by=(by,),
            of=(of,),
            what=words,
            status="open",
            anchor=self.anchor(words),
        )
        self.records.setdefault("d", []).append(item)
        return self

    def signal(self, words: str) -> Story:
        item = Signal(
            id=self.id("s"),
            kind="conditional-threat",
            direction="escalation",
            dyad=("RUS", "USA"),
            events=(),
            explanation="made by hand",
            anchor=self.anchor(words),
            weight=Weight(0.4, 0.1, 0.7, "assumed", "war", 30),
        )
        self.records.setdefault("s", []).append(item)
        return self

    def reading(self) -> Reading:
        return Reading(
            document=self.document,
            sentences=self.sentences,
            mentions=(),
            events=tuple(self.records.get("e", ())),
            agenda=tuple(self.records.get("a", ())),
            predictions=tuple(self.records.get("p", ())),
            demands=tuple(self.records.get("d", ())),
            signals=tuple(self.records.get("s", ())),
            coder=CODER,
        )


def geneva() -> Reading:
    """A report with one of everything."""
    body = (
        "Washington threatened Moscow with ruin if troops crossed the river. "
        "Diplomats of both sides talked for an hour on Thursday. "
        "Moscow demanded that Washington sign the papers. "
        "They will see each other again on 26 January. "
        "Sergei Lavrov saw little chance of a war."
    )
    return (
        Story(body, title="Talk of war on the lake")
        .event("threatened", "THREATEN", (USA,), (RUS,), "conditional", None, "if troops crossed")
        .event("talked", "CONSULT", (USA,), (LAVROV,), reciprocal=True)
        .event("demanded", "REQUEST", (RUS,), (USA,), mode="yield")
        .agenda("see each other again", "2022-01-26", USA, RUS)
        .demand("demanded that Washington sign the papers", RUS, USA)
        .prediction("saw little chance of a war", 0.05, 0.15, 0.3)
        .signal("threatened Moscow with ruin")
        .reading()
    )
