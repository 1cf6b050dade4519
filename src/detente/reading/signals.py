"""Signs of escalation or abatement between two states, read off events by a table.

A sign carries no weight until one has been learned from history: log-odds 0, basis "assumed".
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import msgspec

from detente.records import (
    Actor,
    AgendaItem,
    Anchor,
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
REAL: frozenset[Status] = frozenset({"actual", "ongoing"})


class Rule(msgspec.Struct, frozen=True):
    """A kind of event that is a sign: its root, the statuses that count, and what it is a sign of."""

    root: str
    statuses: frozenset[Status]
    kind: SignalKind
    direction: Direction
    scenario: Outcome | None
    words: str


RULES: tuple[Rule, ...] = (
    Rule("THREATEN", frozenset({"conditional"}), "conditional-threat", "escalation", "escalation", "threatens, on a condition,"),
    Rule("THREATEN", REAL | {"planned", "promised"}, "threat", "escalation", "escalation", "threatens"),
    Rule("REQUEST", REAL, "demand", "ambiguous", None, "makes a demand of"),
    Rule("REJECT", REAL, "rejection", "escalation", "rejection", "turns down"),
    Rule("ACCUSE", REAL, "accusation", "escalation", None, "accuses"),
    Rule("MOBILIZE", REAL | {"planned"}, "mobilisation", "escalation", "limited-force", "moves or readies forces towards"),
    Rule("ASSAULT", REAL, "force", "escalation", "war", "uses force against"),
    Rule("COERCE", REAL, "force", "escalation", "limited-force", "coerces"),
    Rule("SANCTION", REAL, "sanctions", "escalation", "sanctions", "cuts relations with"),
    Rule("RETREAT", REAL, "withdrawal", "abatement", "withdrawal", "draws back from"),
    Rule("CONSULT", REAL, "talks-held", "ambiguous", "meeting", "talks with"),
    Rule("AGREE", frozenset({"planned"}), "talks-continue", "abatement", "meeting", "agrees to a next step with"),
    Rule("AGREE", frozenset({"promised", "conditional", "actual"}), "offer", "abatement", "agreement", "makes an offer to"),
    Rule("CONCEDE", REAL | {"promised", "conditional"}, "concession", "abatement", "abatement", "yields something to"),
)  # fmt: skip


def find_signals(
    document_id: str, events: Sequence[Event], agenda: Sequence[AgendaItem]
) -> tuple[Signal, ...]:
    """Signals of a document: one for each event between two states that a rule names, and dyad."""
    found: list[
        tuple[Anchor, SignalKind, Direction, tuple[str, str], Outcome | None, Event | None, str]
    ] = []
    for event in events:
        rule = _rule(event)
        if rule is None or event.same_as is not None:
            continue
        for dyad in _dyads(event.actor, event.recipient):
            text = _explain(rule.words, event.actor, event.recipient)
            found.append(
                (event.anchor, rule.kind, rule.direction, dyad, rule.scenario, event, text)
            )
    for item in agenda:
        if item.kind == "deadline":
            for dyad in _dyads(item.actors[:1], item.actors[1:]):
                found.append(
                    (
                        item.anchor,
                        "deadline",
                        "ambiguous",
                        dyad,
                        None,
                        None,
                        f"a deadline: {item.what}",
                    )
                )
    found.sort(key=lambda row: (row[0].start, row[3], row[1]))
    return tuple(
        Signal(
            id=f"{document_id}:s{number}",
            kind=kind,
            direction=direction,
            dyad=dyad,
            scenario=scenario,
            events=(event.id,) if event else (),
            explanation=text,
            anchor=anchor,
            weight=UNLEARNED,
        )
        for number, (anchor, kind, direction, dyad, scenario, event, text) in enumerate(found, 1)
    )


def _rule(event: Event) -> Rule | None:
    status = event.modality.status
    return next((r for r in RULES if r.root == event.event and status in r.statuses), None)


def _dyads(one: Sequence[Actor], other: Sequence[Actor]) -> list[tuple[str, str]]:
    pairs = product(_parties(one), _parties(other))
    dyads = {(min(a, b), max(a, b)) for a, b in pairs if a != b}
    return sorted(dyads)


def _parties(actors: Sequence[Actor]) -> list[str]:
    return [a.identity for a in actors if a.identity not in NON_STATES and a.kind != "place"]


def _explain(words: str, actors: Sequence[Actor], recipients: Sequence[Actor]) -> str:
    left = ", ".join(a.name for a in actors)
    return f"{left} {words} {', '.join(a.name for a in recipients)}"
