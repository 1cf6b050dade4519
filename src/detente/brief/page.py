"""The records of a brief: one page on one pair of states, everything tied to its sentence.

All of it is plain data, so that the terminal, Markdown, HTML and JSON say the same. Dates are
ISO 8601 (`day`) beside the words in which a reader sees them (`when`). Every item carries the id
of the record it rests on (`<document>:e3`) and the sentence, verbatim, with the trigger apart.
"""

from __future__ import annotations

from typing import Literal

from detente.records import Direction, ProbabilityRange, Record, SignalKind, WeightBasis

GroupKey = Literal["threats", "talks", "acts", "words", "unreal", "around"]
AgendaState = Literal["ahead", "held", "not seen", "passed", "undated"]


class Quote(Record, frozen=True):
    """A sentence as it stands in its document: `before + trigger + after`."""

    before: str
    trigger: str
    after: str


class Item(Record, frozen=True, kw_only=True):
    """What every line of the brief has: its record, its words, and where they come from."""

    id: str
    document: str
    source: str
    published: str | None
    quote: Quote


class EventLine(Item, frozen=True, kw_only=True):
    """One happening, however often it was reported.

    `also` holds the ids of further records of it and `reports` the number of documents; `day`
    (null when unknown) is when it happened, or when it was reported. `occurred` says whether it
    counts as having happened, or, for words, as having been said.
    """

    day: str | None
    when: str
    who: tuple[str, ...]
    whom: tuple[str, ...]
    reciprocal: bool
    event: str
    mode: str | None
    label: str
    status: str
    occurred: bool
    event_scale: float
    condition: str | None
    told_by: str
    also: tuple[str, ...] = ()
    reports: int = 1


class Group(Record, frozen=True, kw_only=True):
    """Events of one kind, the newest first; renderers show the first `cap` of them."""

    key: GroupKey
    title: str
    cap: int
    items: tuple[EventLine, ...]


class Said(Record, frozen=True):
    """One sentence of the bottom line, with the numbers of the references that it rests on."""

    text: str
    references: tuple[int, ...]


class Reference(Record, frozen=True):
    """What a number in the bottom line stands for."""

    number: int
    item: Item


class NewsRow(Record, frozen=True):
    """Counts of one kind: the latest days, the days before, and the latter scaled to as many."""

    title: str
    latest: int
    before: int
    expected: float


class News(Record, frozen=True, kw_only=True):
    """What is new: the latest days against those before them; all dates are included days."""

    latest_from: str
    latest_to: str
    before_from: str
    before_to: str
    rows: tuple[NewsRow, ...]


class Day(Record, frozen=True):
    """Happenings counted on one day, in the order of the first four groups."""

    day: str
    threats: int = 0
    talks: int = 0
    acts: int = 0
    words: int = 0


class Voice(Record, frozen=True, kw_only=True):
    """What one speaker said to or of another, and through what kind of source it is known.

    `named`, `anonymous` and `author` (the report's own account) sum to the row's total.
    """

    speaker: str
    addressee: str
    accusations: int = 0
    threats: int = 0
    demands: int = 0
    offers: int = 0
    denials: int = 0
    named: int = 0
    anonymous: int = 0
    author: int = 0


class AgendaLine(Item, frozen=True, kw_only=True):
    """Something due; `seen_as` is the event that a past meeting was matched with."""

    day: str | None
    when: str
    kind: str
    who: tuple[str, ...]
    status: str
    state: AgendaState
    deadline: bool
    both: bool
    after: tuple[str, ...]
    treaty: str | None
    condition: str | None
    seen_as: str | None
    reports: int = 1


class DemandLine(Item, frozen=True, kw_only=True):
    """Who asks what of whom, and how that stands."""

    by: tuple[str, ...]
    of: tuple[str, ...]
    what: str
    status: str
    reports: int = 1


class PredictionLine(Item, frozen=True, kw_only=True):
    """Somebody's forecast; number and word are those of the outcome, after polarity."""

    predictor: str
    outcome: str
    polarity: str
    probability: ProbabilityRange
    word: str
    horizon: str
    condition: str | None


class FramingLine(Item, frozen=True, kw_only=True):
    """Words that judge or argue rather than tell, with whose they are and what to make of them."""

    label: str
    holder: str
    remark: str


class SignalLine(Item, frozen=True, kw_only=True):
    """A sign of escalation or abatement, with what is known of its worth, in words."""

    kind: SignalKind
    label: str
    direction: Direction
    explanation: str
    basis: WeightBasis
    worth: str


class Source(Record, frozen=True, kw_only=True):
    """A document that was read; `events` counts those in it, copies included."""

    id: str
    published: str | None
    source: str
    title: str
    url: str | None
    events: int


class Segment(Record, frozen=True):
    """A run of text; `ids` are the records whose words begin here, `marked` that it is theirs."""

    text: str
    marked: bool
    ids: tuple[str, ...]


class Text(Record, frozen=True, kw_only=True):
    """A document's headline and sentences, cut where the words of a record begin and end."""

    document: str
    headline: tuple[Segment, ...]
    source: str
    published: str | None
    sentences: tuple[tuple[Segment, ...], ...]


class Brief(Record, frozen=True, kw_only=True):
    """One page. `later` and `undated` count documents left out because of `as_of`.

    `historical` counts events a year old or more, `repeated` those folded into another line.
    """

    title: str
    dyad: tuple[str, str] | None
    names: tuple[str, ...]
    as_of: str | None
    documents: int
    period: tuple[str, str] | None
    later: int
    undated: int
    written_after_the_event: bool
    provenance: str | None
    odds: str
    bottom_line: tuple[Said, ...]
    references: tuple[Reference, ...]
    news: News | None
    groups: tuple[Group, ...]
    around: Group
    repeated: int
    days: tuple[Day, ...]
    voices: tuple[Voice, ...]
    agenda: tuple[AgendaLine, ...]
    demands: tuple[DemandLine, ...]
    predictions: tuple[PredictionLine, ...]
    signals: tuple[SignalLine, ...]
    framing: tuple[FramingLine, ...]
    sources: tuple[Source, ...]
    anonymous_share: float | None
    rejected: tuple[str, ...]
    texts: tuple[Text, ...]
