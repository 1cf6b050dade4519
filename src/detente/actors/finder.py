"""Text → actors: who each phrase means on the document's date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from detente.actors import words
from detente.actors.index import ActorIndex, Match
from detente.actors.people import People
from detente.actors.phrases import Draft, Grammar
from detente.actors.rows import Metonym, State, holds
from detente.actors.tokens import Sentence
from detente.actors.view import View
from detente.records import Actor, Anchor


def find_mentions(
    text: str,
    spans: Sequence[tuple[int, int]],
    index: ActorIndex,
    on: date | None,
    evident: frozenset[str] = frozenset(),
) -> tuple[Actor, ...]:
    """The actors that `text` names, sorted by place, none overlapping another.

    `spans` are the sentences' code-point offsets; no mention crosses one. `on` is the day of
    publication: names mean what they meant on that day; None prefers rows that are still open.
    `evident` are codes of states that the text is about besides those that it names.
    Pronouns are left to `coreference.resolve_pronouns`.
    """
    sentences = [Sentence(text, start, end) for start, end in spans]
    sentences = [sentence for sentence in sentences if not _of_sport(sentence.keys)]
    matches = [_matches(sentence, index) for sentence in sentences]
    people = People(index, on, evident | _evident(sentences, matches, on))
    return tuple(
        _actor(text, sentence, draft)
        for sentence, found in zip(sentences, matches, strict=True)
        for draft in Grammar(View(sentence, found), index, people, on).read()
    )


def _matches(sentence: Sentence, index: ActorIndex) -> list[Match | None]:
    return [index.match(sentence, at) for at in range(len(sentence.tokens))]


def _of_sport(keys: Sequence[str]) -> bool:
    """Whether a sentence tells of a match: "Germany" and "Brazil" are teams there."""
    strong = words.SPORT.intersection(keys)
    return bool(strong) and len(strong) + len(words.SPORT_TOO.intersection(keys)) > 1


def _evident(
    sentences: Sequence[Sentence], matches: Sequence[Sequence[Match | None]], on: date | None
) -> frozenset[str]:
    """Codes of the states that the document names in any way, bar names that need a check."""
    keys = {key for sentence in sentences for key in sentence.keys}
    codes: set[str] = set()
    for found in matches:
        for match in filter(None, found):
            for entry in match.entries:
                rows = [entry.row] if isinstance(entry.row, State | Metonym) else []
                codes |= {row.code for row in rows if on is None or holds(row, on)}
    if "georgia" in keys and _elsewhere(keys):
        codes.discard("GEO")
    return frozenset(codes)


def _elsewhere(keys: set[str]) -> bool:
    against, pro = words.CHECKED_NAMES["georgia"]
    return len(keys & against) > len(keys & pro)


def _actor(text: str, sentence: Sentence, draft: Draft) -> Actor:
    start = sentence.tokens[draft.start].start
    end = sentence.tokens[draft.end - 1].end
    return Actor(
        text=text[start:end],
        name=draft.name,
        code=draft.code,
        organisation=draft.organisation,
        sector=draft.sector,
        role=draft.role,
        kind=draft.kind,
        anchor=Anchor.of(text, start, end),
        members=draft.members,
        confidence=round(draft.confidence, 3),
    )
