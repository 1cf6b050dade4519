"""Every type that crosses a stage: frozen records in the shape that `detente read` writes.

The JSON Schema of the output (`detente schema reading`) is generated from these classes, so a
field's name is a promise to other programs: fields may be added, never renamed or dropped.
Names follow PLOVER 2.0 and, for anchors, the selectors of the W3C Web Annotation model.
Offsets count Unicode code points in `Document.text`; `text[start:end] == exact` always.
Collections are tuples, so a record can be shared between stages and threads without copies.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

Probability = Annotated[float, msgspec.Meta(ge=0.0, le=1.0)]
Offset = Annotated[int, msgspec.Meta(ge=0)]

PlacePrecision = Literal["city", "region", "country"]
ActorKind = Literal[
    "person", "government", "military", "organisation", "group", "country", "place", "unknown"
]
Status = Literal[
    "actual",
    "ongoing",
    "planned",
    "promised",
    "conditional",
    "possible",
    "alleged",
    "negated",
    "denied",
    "historical",
]
CertaintySource = Literal["explicit", "hedge", "default"]
ConditionPolarity = Literal["if", "unless", "until", "after", "in-return-for"]
AttributionKind = Literal["author", "named", "titled", "anonymous", "document", "outlet"]
Precision = Literal["day", "week", "month", "year", "season", "unknown"]
TimeRelation = Literal["past", "present", "future"]
Outcome = Literal[
    "war",
    "limited-force",
    "escalation",
    "abatement",
    "agreement",
    "acceptance",
    "rejection",
    "breakthrough",
    "meeting",
    "sanctions",
    "withdrawal",
    "other",
]
PredictionPolarity = Literal["will", "will not"]
AgendaKind = Literal[
    "meeting", "summit", "reply", "deadline", "vote", "deployment", "visit", "other"
]
AgendaStatus = Literal["scheduled", "agreed", "possible", "conditional"]
DemandStatus = Literal["open", "answer-due", "accepted", "rejected", "partly"]
SignalKind = Literal[
    "threat",
    "conditional-threat",
    "demand",
    "rejection",
    "accusation",
    "mobilisation",
    "force",
    "sanctions",
    "withdrawal",
    "talks-held",
    "talks-continue",
    "offer",
    "concession",
    "summit-opening",
    "framework-proposed",
    "issue-linkage",
    "alliance-split",
    "deadline",
    "hedge-softening",
    "hedge-hardening",
    "unusual-for-dyad",
]
Direction = Literal["escalation", "abatement", "ambiguous"]
WeightBasis = Literal["learned", "assumed"]
StanceValue = Literal["hopeful", "alarmed", "ironic", "sceptical", "other"]
ClaimKind = Literal["rarity", "utility-trap"]


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=False):
    """Base of all records: frozen, compared by value, written and read by msgspec."""


class Anchor(Record, frozen=True):
    """The exact words that a record rests on (a W3C TextQuote and TextPosition selector)."""

    start: Offset
    end: Offset
    exact: str
    prefix: str
    suffix: str

    @classmethod
    def of(cls, text: str, start: int, end: int, context: int = 24) -> Anchor:
        """Anchor `text[start:end]`, with `context` characters of text on either side."""
        return cls(
            start,
            end,
            text[start:end],
            text[max(0, start - context) : start],
            text[end : end + context],
        )


class Document(Record, frozen=True):
    """One text as it is read: title, blank line, body. `sha256` is that of the UTF-8 text."""

    id: str
    title: str | None
    url: str | None
    source: str | None
    published: str | None
    language: str
    text: str
    sha256: str


class Sentence(Record, frozen=True):
    """One sentence's span in `Document.text`; `title` is true for the headline."""

    start: Offset
    end: Offset
    title: bool


class Actor(Record, frozen=True, kw_only=True):
    """Who acts or is acted upon, as of the document's date.

    `code` is ISO 3166-1 alpha-3 (Kosovo KOS), ISO 3166-3 or a COW abbreviation for a vanished
    state, a PLOVER non-state code (IGO, UNO, EUR, NGO, ISM, IMG, MNC), or "---" when unresolved.
    `sector` is a PLOVER 2.0 sector, `role` the office held on that date, `members` the codes
    of a group that expands, `mention` the id of the mention that it came from, `confidence`
    (0-1) how sure it is that the words mean this actor on that day.
    """

    text: str
    name: str
    code: str
    organisation: str | None = None
    sector: str | None = None
    role: str | None = None
    kind: ActorKind = "unknown"
    anchor: Anchor | None = None
    members: tuple[str, ...] = ()
    mention: str | None = None
    confidence: float = 1.0

    @property
    def identity(self) -> str:
        """The one id to use where one is asked for: the organisation, else the code."""
        return self.organisation or self.code


class Mention(Actor, frozen=True, kw_only=True):
    """An actor as found in the text, with an id of its own."""

    id: str


class Modality(Record, frozen=True):
    """Whether the deed in the content happened, is planned, alleged, denied and so on."""

    status: Status
    cue: Anchor | None = None


class Certainty(Record, frozen=True):
    """The range of probability that the text gives the deed."""

    low: Probability
    high: Probability
    cue: Anchor | None = None
    source: CertaintySource = "default"


class Condition(Record, frozen=True):
    """What a threat, promise or deed hangs on; `text` includes its "if"."""

    text: Anchor
    polarity: ConditionPolarity
    event_id: str | None = None
    agenda_id: str | None = None


class Attribution(Record, frozen=True):
    """Who says so: `chain` holds the source's own sources, nearest first."""

    kind: AttributionKind
    speaker: Actor | None = None
    cue: Anchor | None = None
    quoted: bool = False
    count: int | Literal["several"] | None = None
    chain: tuple[Attribution, ...] = ()


class Time(Record, frozen=True):
    """When: closed dates (ISO 8601), their precision, and their relation to publication."""

    text: str | None = None
    start: str | None = None
    end: str | None = None
    precision: Precision = "unknown"
    relation: TimeRelation = "past"
    anchor: Anchor | None = None


class Place(Record, frozen=True):
    """Where it happened; a place is never an actor.

    `latitude` and `longitude` in degrees are of a city or of a region's middle, null for a country.
    """

    text: str
    country: str
    latitude: float | None
    longitude: float | None
    anchor: Anchor
    precision: PlacePrecision = "country"


class Event(Record, frozen=True, kw_only=True):
    """One happening or speech act between actors, in PLOVER 2.0 terms, tied to its words."""

    id: str
    sentence: Offset
    event: str
    mode: str | None = None
    context: tuple[str, ...] = ()
    quad_code: Annotated[int, msgspec.Meta(ge=1, le=4)]
    event_scale: float
    actor: tuple[Actor, ...]
    recipient: tuple[Actor, ...]
    reciprocal: bool = False
    modality: Modality
    certainty: Certainty
    condition: Condition | None = None
    attribution: Attribution
    content: tuple[str, ...] = ()
    same_as: str | None = None
    time: Time
    place: Place | None = None
    anchor: Anchor
    confidence: Probability
    why: tuple[str, ...]


class ProbabilityRange(Record, frozen=True):
    """A probability with its range; low <= mid <= high."""

    low: Probability
    mid: Probability
    high: Probability


class Prediction(Record, frozen=True, kw_only=True):
    """Somebody's forecast; `probability` is that of the outcome, after polarity."""

    id: str
    predictor: Attribution
    claim: str
    subject: tuple[str, ...]
    outcome: Outcome
    polarity: PredictionPolarity
    probability: ProbabilityRange
    horizon: Time
    condition: Condition | None = None
    anchor: Anchor


class AgendaItem(Record, frozen=True, kw_only=True):
    """What is due: a meeting, reply, deadline, vote; `after` names items that come first."""

    id: str
    what: str
    kind: AgendaKind
    actors: tuple[Actor, ...]
    status: AgendaStatus
    time: Time
    after: tuple[str, ...] = ()
    treaty: str | None = None
    condition: Condition | None = None
    anchor: Anchor


class Demand(Record, frozen=True, kw_only=True):
    """What one side asks of another, and how it was answered."""

    id: str
    by: tuple[Actor, ...]
    of: tuple[Actor, ...]
    what: str
    status: DemandStatus
    answers: tuple[str, ...] = ()
    references: tuple[Anchor, ...] = ()
    anchor: Anchor


class Weight(Record, frozen=True):
    """What a sign is worth: natural log-odds (positive = escalation) with an interval."""

    log_odds: float
    low: float
    high: float
    basis: WeightBasis
    outcome: str
    horizon_days: int


class Rarity(Record, frozen=True):
    """How often such a thing happened: `n` of `of` events in so many months."""

    n: int
    of: int
    months: int


class Comparison(Record, frozen=True):
    """An earlier statement that this one is compared with."""

    document: str
    anchor: Anchor


class Signal(Record, frozen=True, kw_only=True):
    """A sign of escalation or abatement for one dyad (two ids, alphabetical)."""

    id: str
    kind: SignalKind
    direction: Direction
    dyad: tuple[str, str]
    scenario: Outcome | None = None
    events: tuple[str, ...]
    explanation: str
    anchor: Anchor
    weight: Weight
    rarity: Rarity | None = None
    compared_with: Comparison | None = None


class Stance(Record, frozen=True):
    """An evaluative framing by the author or a speaker, kept apart from fact."""

    id: str
    anchor: Anchor
    holder: Attribution
    value: StanceValue
    about: str | None = None


class Answer(Record, frozen=True):
    """The event history's answer to a claim of rarity."""

    n: int
    of: int
    months: int
    basis: str


class Claim(Record, frozen=True):
    """A claim that can be checked (rarity) or that misled experts before (utility-trap)."""

    id: str
    kind: ClaimKind
    anchor: Anchor
    answer: Answer | None = None


class Warning(Record, frozen=True):  # noqa: A001 - the name in the output format
    """What the coder was unsure of, in words for the reader."""

    code: str
    message: str
    anchor: Anchor | None = None


class Coder(Record, frozen=True):
    """What made this Reading: versions and the hash of every model. It holds no clock."""

    name: str
    version: str
    codebook: str
    tables: str
    models: dict[str, str]


class Reading(Record, frozen=True, kw_only=True):
    """All that was read in one document."""

    document: Document
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    events: tuple[Event, ...]
    predictions: tuple[Prediction, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()
    demands: tuple[Demand, ...] = ()
    signals: tuple[Signal, ...] = ()
    stances: tuple[Stance, ...] = ()
    claims: tuple[Claim, ...] = ()
    warnings: tuple[Warning, ...] = ()
    coder: Coder
