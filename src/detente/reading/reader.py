"""Document → Reading, in one screen: the stages in order, each a function over records."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path

import msgspec

from detente import records
from detente.actors import ActorIndex, find_mentions, resolve_pronouns, resolve_relations
from detente.actors.tables import load_tables
from detente.codebook import load_codebook
from detente.errors import AnchorError
from detente.reading.agenda import find_agenda
from detente.reading.clause import Clause, make_clause
from detente.reading.compose import compose
from detente.reading.deeds import find_deeds
from detente.reading.demands import find_demands
from detente.reading.framing import find_claims, find_stances
from detente.reading.judge import Scorer, Verdict, judge
from detente.reading.lexicon import load_lexicon
from detente.reading.outlook import Outlook, find_outlooks
from detente.reading.predictions import find_predictions
from detente.reading.relations import RelationModel
from detente.reading.restate import restate
from detente.reading.sentences import split_sentences
from detente.reading.signals import find_signals
from detente.reading.sources import Tagging
from detente.reading.tagger import Roles, TagModel, Tags
from detente.reading.times import TimeSpan, find_times
from detente.reading.told import add_told
from detente.reading.treaties import TreatyBook
from detente.records import Actor, Anchor, Coder, Document, Mention, Reading, Sentence

# Work a sentence is bounded: what is longer is read up to here, with a warning.
MAX_SENTENCE = 2_000
MAX_ACTORS = 40
UNRESOLVED = "---"


class Reader:
    """Reads documents one at a time; holds the tables and the models, and no other state."""

    def __init__(self, index: ActorIndex, scorer: Scorer, tagger: TagModel, coder: Coder) -> None:
        self.index = index
        self.scorer = scorer
        self.tagger = tagger
        self.coder = coder
        self.treaties = TreatyBook(index.tables.treaties)

    @classmethod
    def load(cls, models: Path | None = None, extra_actors: Path | None = None) -> Reader:
        """A reader with the packaged tables and models, or those at the paths given.

        `models` is a folder with another relation model.

        Raises `ModelError` for a missing or altered model, `TableError` for a faulty table.
        """
        tables = load_tables(extra_actors)
        model, tagger = RelationModel.load(models), TagModel.load()
        coder = Coder(
            name="detente",
            version=version("detente"),
            codebook=load_codebook().version,
            tables=tables.version,
            models={"relations": model.sha256, "tags": tagger.sha256},
        )
        return cls(ActorIndex.build(tables), model, tagger, coder)

    def read(self, document: Document) -> Reading:
        """Read one document; raises `AnchorError` if a quote is not verbatim."""
        text, published = document.text, published_day(document)
        sentences = split_sentences(text, document.title)
        bounded, warnings = _bounded(text, sentences)
        mentions = self.mentions(document, bounded)
        clauses = lay_out(text, bounded, mentions)
        times = {c.index: _times(c, published) for c in clauses}
        tag = self._tagging()
        verdicts = self._verdicts(clauses, tag)
        drafts, guesses = compose(document.id, verdicts, times, published, tag)
        events = tuple(draft.event for draft in drafts)
        outlooks = find_outlooks(clauses, tag, times)
        agenda = find_agenda(
            document.id, clauses, drafts, times, published, self.treaties, outlooks
        )
        reading = Reading(
            document=document,
            sentences=sentences,
            mentions=mentions,
            events=events,
            predictions=find_predictions(document.id, clauses, times, published, tag),
            agenda=agenda,
            demands=find_demands(document.id, text, drafts),
            signals=find_signals(document.id, events, agenda),
            stances=find_stances(document.id, clauses, events, tag),
            claims=find_claims(document.id, clauses),
            warnings=(
                *_undated(published, self.index.tables.complete_through),
                *warnings,
                *_crowded(text, bounded, mentions),
                *guesses,
            ),
            coder=self.coder,
        )
        check_anchors(reading)
        return reading

    def _verdicts(self, clauses: Sequence[Clause], tag: Tagging) -> list[Verdict]:
        """What rules find, unless the relation model objects, and what the tagger tells of."""
        verdicts = list[Verdict]()
        for clause in clauses:
            ruled = judge([restate(deed, tag) for deed in find_deeds(clause)], self.scorer)
            verdicts += add_told(clause, ruled, tag, self._roles)
        return verdicts

    def _roles(self, clause: Clause, trigger: tuple[int, int]) -> Roles:
        sentence = clause.text[clause.sentence.start : clause.sentence.end]
        return self.tagger.roles(sentence, trigger)

    def _tagging(self) -> Tagging:
        """The tagger, which reads each sentence of a document at most once."""
        known: dict[int, Tags] = {}

        def tag(clause: Clause) -> Tags:
            if clause.index not in known:
                sentence = clause.text[clause.sentence.start : clause.sentence.end]
                known[clause.index] = self.tagger.tag(sentence)
            return known[clause.index]

        return tag

    def outlooks(self, document: Document) -> tuple[list[tuple[int, int]], dict[int, Outlook]]:
        """The spans of a document's sentences, and the outlook of each that looks ahead."""
        sentences = split_sentences(document.text, document.title)
        bounded, _ = _bounded(document.text, sentences)
        clauses = lay_out(document.text, bounded, self.mentions(document, bounded))
        times = {c.index: _times(c, published_day(document)) for c in clauses}
        spans = [(s.start, s.end) for s in bounded]
        return spans, find_outlooks(clauses, self._tagging(), times)

    def mentions(self, document: Document, sentences: Sequence[Sentence]) -> tuple[Mention, ...]:
        """The actors named in the sentences, with ids."""
        spans = [(s.start, s.end) for s in sentences]
        on = published_day(document)
        named = find_mentions(document.text, spans, self.index, on)
        named = resolve_relations(document.text, spans, named, self.index, on)
        pronouns = resolve_pronouns(document.text, spans, named)
        found = sorted(
            (*named, *pronouns), key=lambda actor: actor.anchor.start if actor.anchor else 0
        )
        return tuple(
            _mention(f"{document.id}:m{number}", actor) for number, actor in enumerate(found, 1)
        )


def lay_out(
    text: str, sentences: Sequence[Sentence], mentions: Sequence[Mention]
) -> tuple[Clause, ...]:
    """Each sentence as rules see it, with at most `MAX_ACTORS` of its actors."""
    names = _state_names() | {m.code: m.name for m in reversed(mentions)}
    clauses: list[Clause] = []
    before: Sequence[Actor] = ()
    starts = [m.anchor.start if m.anchor else 0 for m in mentions]
    for number, sentence in enumerate(sentences):
        first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        inside = [a for m in mentions[first:last] for a in _parties(_as_actor(m), names)]
        inside = inside[:MAX_ACTORS]
        clauses.append(make_clause(number, sentence, text, inside, load_lexicon(), before))
        before = [actor for actor in inside if actor.kind != "place"] or before
    return tuple(clauses)


def _times(clause: Clause, published: date | None) -> tuple[TimeSpan, ...]:
    return find_times(clause.text, clause.sentence.start, clause.sentence.end, published)


def published_day(document: Document) -> date | None:
    """The day of publication, or None where the document has no date."""
    return date.fromisoformat(document.published[:10]) if document.published else None


def check_anchors(reading: Reading) -> None:
    """Raise `AnchorError` unless every anchor's words stand where it says they do."""
    text = reading.document.text
    for anchor in _anchors(reading):
        if text[anchor.start : anchor.end] != anchor.exact:
            raise AnchorError(
                f"{anchor.exact!r} is not at {anchor.start}-{anchor.end}",
                where=reading.document.id,
                hint="this is a fault in Détente: please report it with the text",
            )


def _anchors(value: object) -> list[Anchor]:
    if isinstance(value, Anchor):
        return [value]
    if isinstance(value, msgspec.Struct):
        return [a for name in value.__struct_fields__ for a in _anchors(getattr(value, name))]
    if isinstance(value, tuple):
        return [a for item in value for a in _anchors(item)]
    return []


def _mention(id_: str, actor: Actor) -> Mention:
    fields = {name: getattr(actor, name) for name in Actor.__struct_fields__}
    return Mention(id=id_, **fields)


@cache
def _state_names() -> dict[str, str]:
    return {state.code: state.name for state in load_tables().states}


def _parties(actor: Actor, names: Mapping[str, str]) -> tuple[Actor, ...]:
    """ "The two sides" as the two that they are; any other actor as itself."""
    if actor.code != UNRESOLVED or not actor.members:
        return (actor,)
    replace = msgspec.structs.replace
    return tuple(
        replace(actor, code=code, name=names.get(code, code), members=()) for code in actor.members
    )


def _as_actor(mention: Mention) -> Actor:
    fields = {name: getattr(mention, name) for name in Actor.__struct_fields__}
    return Actor(**fields | {"mention": mention.id})


def _bounded(
    text: str, sentences: Sequence[Sentence]
) -> tuple[list[Sentence], list[records.Warning]]:
    bounded, warnings = [], []
    for sentence in sentences:
        end = min(sentence.end, sentence.start + MAX_SENTENCE)
        bounded.append(Sentence(sentence.start, end, sentence.title))
        if end < sentence.end:
            message = f"a sentence of over {MAX_SENTENCE} characters was read up to there"
            anchor = Anchor.of(text, sentence.start, min(sentence.end, sentence.start + 60))
            warnings.append(records.Warning("long-sentence", message, anchor))
    return bounded, warnings


def _crowded(
    text: str, sentences: Sequence[Sentence], mentions: Sequence[Mention]
) -> tuple[records.Warning, ...]:
    """A warning for each sentence with more actors than are read."""
    starts = [m.anchor.start if m.anchor else 0 for m in mentions]
    message = f"only the first {MAX_ACTORS} actors of a sentence were read"
    return tuple(
        records.Warning("many-actors", message, Anchor.of(text, s.start, min(s.end, s.start + 60)))
        for s in sentences
        if bisect_left(starts, s.end) - bisect_left(starts, s.start) > MAX_ACTORS
    )


def _undated(published: date | None, through: date) -> tuple[records.Warning, ...]:
    """A warning for a document without a date, or of a day that the tables do not cover."""
    if published is None:
        message = "no date of publication: relative times are left unresolved"
        return (records.Warning("undated", message),)
    if published > through:
        message = f"the tables of offices end on {through}: who holds one since is left open"
        return (records.Warning("after-tables", message),)
    return ()
