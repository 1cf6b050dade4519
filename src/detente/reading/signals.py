"""Signs of escalation or abatement between two states, read off events by a table.

A sign carries no weight until one has been learned from history: log-odds 0, basis "assumed".
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from itertools import product

import msgspec

from detente.records import (
    Actor,
    AgendaItem,
    Direction,
    Event,
    Outcome,
    Signal,
    SignalKind,
    Status,
    Weight,
)

UNLEARNED = Weight(0.0, 0.0, 0.0, "assumed", "material-conflict", 30)
NON_STATES = frozenset({"---", "NGO", "ISM", "IMG", "MNC"})


class Rule(msgspec.Struct, frozen=True):
    """A kind of event that is a sign: its root, the statuses that count, its meaning."""

    root: str
    statuses: frozenset[Status]
    kind: SignalKind
    direction: Direction
    scenario: Outcome | None
    words: str


@cache
def load_rules() -> tuple[Rule, ...]:
    """The table of signs (`data/signals.csv`) in order: the first that fits an event counts."""
    data = resources.files("detente.reading") / "data" / "signals.csv"
    rows = csv.DictReader(data.read_text("utf-8").splitlines())
    return tuple(
        msgspec.convert(
            {**row, "statuses": row["statuses"].split(), "scenario": row["scenario"] or None}, Rule
        )
        for row in rows
    )


def find_signals(
    document_id: str, events: Sequence[Event], agenda: Sequence[AgendaItem]
) -> tuple[Signal, ...]:
    """Signals of a document: one for each event between two states that a rule names, and dyad."""
    found = [*_of_events(events), *_of_deadlines(agenda)]
    found.sort(key=lambda signal: (signal.anchor.start, signal.dyad, signal.kind))
    return tuple(
        msgspec.structs.replace(signal, id=f"{document_id}:s{number}")
        for number, signal in enumerate(found, 1)
    )


def _of_events(events: Sequence[Event]) -> Iterator[Signal]:
    for event in events:
        rule = _rule(event)
        if rule is None or event.same_as is not None:
            continue
        for dyad in _dyads(event.actor, event.recipient):
            yield Signal(
                id="",
                kind=rule.kind,
                direction=rule.direction,
                dyad=dyad,
                scenario=rule.scenario,
                events=(event.id,),
                explanation=_explain(rule.words, event.actor, event.recipient),
                anchor=event.anchor,
                weight=UNLEARNED,
            )


def _of_deadlines(agenda: Sequence[AgendaItem]) -> Iterator[Signal]:
    for item in agenda:
        for dyad in _dyads(item.actors[:1], item.actors[1:]) if item.kind == "deadline" else ():
            yield Signal(
                id="",
                kind="deadline",
                direction="ambiguous",
                dyad=dyad,
                events=(),
                explanation=f"a deadline: {item.what}",
                anchor=item.anchor,
                weight=UNLEARNED,
            )


def _rule(event: Event) -> Rule | None:
    status = event.modality.status
    return next((r for r in load_rules() if r.root == event.event and status in r.statuses), None)


def _dyads(one: Sequence[Actor], other: Sequence[Actor]) -> list[tuple[str, str]]:
    pairs = product(_parties(one), _parties(other))
    dyads = {(min(a, b), max(a, b)) for a, b in pairs if a != b}
    return sorted(dyads)


def _parties(actors: Sequence[Actor]) -> list[str]:
    return [a.identity for a in actors if a.identity not in NON_STATES and a.kind != "place"]


def _explain(words: str, actors: Sequence[Actor], recipients: Sequence[Actor]) -> str:
    left = ", ".join(a.name for a in actors)
    return f"{left} {words} {', '.join(a.name for a in recipients)}"
