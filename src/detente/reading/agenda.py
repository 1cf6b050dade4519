"""What is due: meetings ahead, replies, deadlines, votes, as agenda items.

Meetings come from deeds that are planned, promised or possible; replies, votes and deadlines from
a table of nouns and verbs in a sentence that looks ahead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from detente.reading.clause import Clause
from detente.reading.compose import AHEAD, Draft
from detente.reading.times import TimeSpan, leaning, relation_of, to_time
from detente.reading.treaties import TreatyBook
from detente.records import Actor, AgendaItem, AgendaKind, AgendaStatus, Anchor, Status, Time

STATUS: dict[Status, AgendaStatus] = {
    "planned": "scheduled",
    "promised": "agreed",
    "conditional": "conditional",
    "possible": "possible",
}
LOOKS_AHEAD = re.compile(
    r"\b(?:will|would|is to|are to|due|expected|scheduled|set to|by|before|within|next|tomorrow)\b",
    re.I,
)
DUE: tuple[tuple[AgendaKind, re.Pattern[str]], ...] = (
    ("deadline", re.compile(r"\b(?:deadline|(?:expires?|lapses?|runs? out)\b|ultimatum)", re.I)),
    ("vote", re.compile(r"\b(?:will vote|to vote|a vote|votes?) (?:on|in|over|is due)\b", re.I)),
    (
        "reply",
        re.compile(r"\b(?:written |formal )?(?:repl(?:y|ies)|answers?|response)\b", re.I),
    ),
)


def find_agenda(
    document_id: str,
    clauses: Sequence[Clause],
    drafts: Sequence[Draft],
    times: dict[int, tuple[TimeSpan, ...]],
    published: date | None,
    treaties: TreatyBook,
) -> tuple[AgendaItem, ...]:
    """Agenda items in order of their anchors; several mentions of one meeting merge.

    An item is about a treaty where its sentence names exactly one.
    """
    rows = [*_meetings(drafts), *_dues(clauses, times, published)]
    rows.sort(key=lambda row: row[0].start)
    items: list[AgendaItem] = []
    for anchor, what, kind, actors, status, time in rows:
        if not any(_same(item, kind, actors, time) for item in items):
            number = len(items) + 1
            sentence = _sentence_at(clauses, anchor.start)
            named = treaties.find(clauses[0].text, *sentence, published)
            items.append(
                AgendaItem(
                    id=f"{document_id}:a{number}",
                    what=what,
                    kind=kind,
                    actors=actors,
                    status=status,
                    time=time,
                    treaty=named[0] if len(named) == 1 else None,
                    anchor=anchor,
                )
            )
    return tuple(items)


def _sentence_at(clauses: Sequence[Clause], place: int) -> tuple[int, int]:
    """The bounds of the sentence that holds an offset."""
    spans = [(c.sentence.start, c.sentence.end) for c in clauses]
    return next((span for span in spans if span[0] <= place < span[1]), (place, place))


Row = tuple[Anchor, str, AgendaKind, tuple[Actor, ...], AgendaStatus, Time]


def _meetings(drafts: Sequence[Draft]) -> list[Row]:
    rows: list[Row] = []
    for draft in drafts:
        event, deed = draft.event, draft.deed
        status = event.modality.status
        if deed.done != "CONSULT" or status not in AHEAD or deed.root == "REQUEST":
            continue
        lemma = deed.trigger.entry.lemma
        kind: AgendaKind = "summit" if "summit" in lemma else "meeting"
        if deed.trigger.entry.mode == "visit":
            kind = "visit"
        actors = tuple(a for a in (*event.actor, *event.recipient) if a.identity != "---")
        rows.append((event.anchor, event.anchor.exact, kind, actors, STATUS[status], event.time))
    return rows


def _dues(
    clauses: Sequence[Clause], times: dict[int, tuple[TimeSpan, ...]], published: date | None
) -> list[Row]:
    rows: list[Row] = []
    for clause in clauses:
        sentence = clause.text[clause.sentence.start : clause.sentence.end]
        span = _future_span(times.get(clause.index, ()), published)
        ahead = LOOKS_AHEAD.search(sentence)
        for kind, pattern in DUE if span else ():
            match = pattern.search(sentence)
            if span and match and (ahead or kind == "deadline"):
                start = clause.sentence.start + match.start()
                anchor = Anchor.of(clause.text, start, clause.sentence.start + match.end())
                actors = tuple(a for g in clause.groups for a in g.actors)
                time = to_time(clause.text, span, published, "future")
                rows.append((anchor, sentence, kind, actors, "scheduled", time))
                break
    return rows


def _future_span(spans: Sequence[TimeSpan], published: date | None) -> TimeSpan | None:
    for span in spans:
        leant = leaning(span, future=True)
        if span.lean == "future" or (
            published and leant.period.end and relation_of(leant.period, published) != "past"
        ):
            return leant
    return None


def _same(item: AgendaItem, kind: AgendaKind, actors: Sequence[Actor], time: Time) -> bool:
    """The same kind of thing, with one side in common, on the same day or with no day named."""
    if item.kind != kind:
        return False
    shared = {a.identity for a in item.actors} & {a.identity for a in actors}
    days = {item.time.start, time.start} - {None}
    return bool(shared) and len(days) <= 1
