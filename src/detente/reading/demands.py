"""The register of demands: who asks what of whom, and what came of it in the same document."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from detente.reading.compose import Draft
from detente.records import Actor, Anchor, Demand, DemandStatus, Event

ANSWERS: dict[str, DemandStatus] = {
    "REJECT": "rejected",
    "CONCEDE": "accepted",
    "AGREE": "accepted",
}
ASKED: frozenset[str] = frozenset({"actual", "ongoing", "historical"})
ANSWERED = frozenset({"actual", "promised", "planned"})


_REFERENCE = re.compile(
    r"\b(?:those|these|the|its|their|his|her|such|both|all) (?:\w+ )?"
    r"(?P<noun>demands?|requests?|ultimatum|conditions|appeals?)\b",
    re.IGNORECASE,
)


def find_demands(document_id: str, text: str, drafts: Sequence[Draft]) -> tuple[Demand, ...]:
    """One demand for each REQUEST that was made, with what answers it and points back at it.

    "Those demands" points at the latest demand before it.
    """
    asked = [d for d in drafts if _is_demand(d.event) and d.event.same_as is None]
    events = [d.event for d in drafts if d.deed.done != "CONSULT"]  # to meet is not to give in
    ends = [d.event.anchor.end for d in asked]
    pointing: dict[int, list[Anchor]] = {}
    for match in _REFERENCE.finditer(text):
        last = bisect_right(ends, match.start()) - 1
        if last >= 0 and _clause_anchor(asked[last]).end <= match.start():
            pointing.setdefault(last, []).append(Anchor.of(text, *match.span()))
    return tuple(
        _demand(f"{document_id}:d{at + 1}", draft, events, pointing.get(at, ()))
        for at, draft in enumerate(asked)
    )


def _is_demand(event: Event) -> bool:
    """A demand has been made, by somebody and of somebody: both must be known."""
    made = event.event == "REQUEST" and event.modality.status in ASKED
    return made and _known(event.actor) and _known(event.recipient)


def _known(side: Sequence[Actor]) -> bool:
    return any(actor.identity != "---" for actor in side)


def _demand(
    id_: str, draft: Draft, events: Sequence[Event], references: Sequence[Anchor]
) -> Demand:
    event = draft.event
    answers = [e for e in events if e.anchor.start > event.anchor.end and _answers(e, event)]
    given = {ANSWERS[answer.event] for answer in answers}
    status: DemandStatus = "partly" if len(given) > 1 else next(iter(given), "open")
    anchor = _clause_anchor(draft)
    return Demand(
        id=id_,
        by=event.actor,
        of=event.recipient,
        what=anchor.exact,
        status=status,
        answers=tuple(e.id for e in answers),
        references=tuple(references),
        anchor=anchor,
    )


def _answers(answer: Event, demand: Event) -> bool:
    asked = {a.identity for a in demand.recipient}
    askers = {a.identity for a in demand.actor}
    return (
        answer.event in ANSWERS
        and answer.modality.status in ANSWERED
        and bool(asked & {a.identity for a in answer.actor})
        and (not answer.recipient or bool(askers & {a.identity for a in answer.recipient}))
    )


def _clause_anchor(draft: Draft) -> Anchor:
    """From the asking word to the end of its clause."""
    clause, at = draft.deed.clause, draft.deed.last
    while at < len(clause.tokens) and clause.tokens[at].lower not in {".", ";", "—", "but", "”"}:
        at += 1
    return Anchor.of(clause.text, *clause.span(draft.deed.first, at))
