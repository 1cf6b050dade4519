"""What is due: meetings ahead, replies, deadlines, votes, as agenda items.

Meetings come from deeds that are planned, promised or possible; replies, votes and deadlines from
a table of nouns and verbs in a sentence that looks ahead.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from detente.reading.clause import Clause
from detente.reading.compose import AHEAD, Draft
from detente.reading.conditions import find_conditions
from detente.reading.outlook import Outlook
from detente.reading.times import TimeSpan, leaning, relation_of, to_time
from detente.reading.treaties import TreatyBook
from detente.records import Actor, AgendaItem, AgendaKind, AgendaStatus, Anchor, Status, Time

STATUS: dict[Status, AgendaStatus] = {
    "planned": "scheduled",
    "promised": "agreed",
    "conditional": "conditional",
    "possible": "possible",
}
# What is due, by its words; of two equally near the word that looks ahead the first row wins.
_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|next week|this week"
DUE: tuple[tuple[AgendaKind, str], ...] = (
    (
        "deadline",
        r"deadline|expires?|lapses?|runs? out|ultimatum|(?:by|before) [\w ]{3,20} at the latest|"
        r"(?:finished|completed?|gone|leave|out|withdrawn) (?:by|within|before|from)|"
        r"fall silent|run to its end|be kept away",
    ),
    (
        "vote",
        r"(?:to |a )?votes?(?= (?:on|in|over|is|before|by|this|next))|put to a vote|elections?|"
        r"referendum|ballot|(?:is|are) to approve|has yet to vote",
    ),
    (
        "reply",
        r"(?:written |formal )?(?:repl(?:y|ies)|answers?|response)|in writing|"
        r"hand (?:over|\w+) its",
    ),
    (
        "summit",
        r"summit|meeting (?:at the highest level|of the presidents)|(?:presidents|leaders) (?:\w+ )"
        r"{0,6}(?:meet|speak|shake hands)",
    ),
    (
        "visit",
        r"visits?|(?:fl(?:y|ies)|travels?|go(?:es)?|continue|come|leaves?|lands?|arrives?|drive) "
        r"(?:to|for|in|on to|here)|is due in|invited \w+ to",
    ),
    (
        "meeting",
        rf"(?:(?:{_DAY})['’]s |this morning['’]s )?(?:meetings?|talks|session|round|encounter)|"
        r"meets?|sits? down|will (?:see|receive|telephone|ring)|to (?:see|receive|telephone|meet)|"
        r"come together|reconvenes?|assembles?|resumes?|be resumed|telephone|speak (?:with|to)|"
        r"talk again|"
        r"joins? the",
    ),
    ("deployment", r"deploy\w*|be dispatched|be in range|sails? (?:for|to)|begin to leave"),
)  # fmt: skip
DUE_WORDS = tuple((kind, re.compile(rf"\b(?:{words})\b", re.I)) for kind, words in DUE)
SPOILT = re.compile(
    r"\b(?:cancel\w+|called off|put off|postponed|not|no|never|n't|improbable)\b", re.I
)
NEAR = 90
"""Characters between what is due and the word or time that says so."""


def find_agenda(
    document_id: str,
    clauses: Sequence[Clause],
    drafts: Sequence[Draft],
    times: dict[int, tuple[TimeSpan, ...]],
    published: date | None,
    treaties: TreatyBook,
    outlooks: Mapping[int, Outlook],
) -> tuple[AgendaItem, ...]:
    """Agenda items in order of their anchors; several mentions of one meeting merge.

    An item is about a treaty where its sentence names exactly one.
    """
    meetings = _meetings(drafts)
    taken = [(row[0].start, row[0].end) for row in meetings]
    rows = [*meetings, *_dues(clauses, times, published, outlooks, taken)]
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
    clauses: Sequence[Clause],
    times: dict[int, tuple[TimeSpan, ...]],
    published: date | None,
    outlooks: Mapping[int, Outlook],
    taken: Sequence[tuple[int, int]],
) -> list[Row]:
    """What sentences that look ahead name as due, besides the meetings that are events."""
    rows: list[Row] = []
    for clause in clauses:
        low, high = clause.sentence.start, clause.sentence.end
        if any(low <= start < high for start, _ in taken):
            continue
        outlook = outlooks.get(clause.index)
        span = _future_span(times.get(clause.index, ()), published, outlook is not None)
        places = [span.start] if span else []
        places += [outlook.cue.start] if outlook else []
        due = _due(clause, places) if clause.groups or clause.before else None
        if due is None:
            continue
        kind, anchor = due
        time = to_time(clause.text, span, published, "future") if span else Time(relation="future")
        actors = tuple(a for g in clause.groups for a in g.actors)
        rows.append((anchor, clause.text[low:high], kind, actors, _status(clause, outlook), time))
    return rows


def _due(clause: Clause, places: Sequence[int]) -> tuple[AgendaKind, Anchor] | None:
    """What stands nearest to a word or a time that looks ahead."""
    low, high = clause.sentence.start, clause.sentence.end
    hits = [
        (min(abs(match.start() - at) for at in places), order, kind, match.span())
        for order, (kind, words) in enumerate(DUE_WORDS)
        for match in words.finditer(clause.text, low, high)
        if places
    ]
    hits = [hit for hit in hits if hit[0] <= NEAR and not SPOILT.search(clause.text, low, high)]
    if not hits:
        return None
    _, _, kind, (start, end) = min(hits)
    return kind, Anchor.of(clause.text, min(start, *places), max(end, *places))


def _status(clause: Clause, outlook: Outlook | None) -> AgendaStatus:
    if find_conditions(clause):
        return "conditional"
    if outlook is None:
        return "scheduled"
    if outlook.cue.exact.startswith("agreed"):
        return "agreed"
    return "scheduled" if outlook.kind == "plan" else "possible"


def _future_span(spans: Sequence[TimeSpan], published: date | None, ahead: bool) -> TimeSpan | None:
    """A time to come; in a sentence with no word that looks ahead, by its own verb only."""
    for span in spans:
        leant = leaning(span, future=True) if ahead else span
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
