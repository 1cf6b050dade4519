"""A phrase on its own → whom it means on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from detente.actors import words
from detente.actors.finder import find_mentions
from detente.actors.index import ActorIndex, Match, Noun, Title
from detente.actors.rows import Agent
from detente.actors.tokens import Sentence
from detente.records import Actor, Anchor

UNRESOLVED = "---"
_HEAD_ENDS = frozenset({"of", "in", "at", "for", "from", "with", "who", "on", ","})


def resolve_name(
    name: str, index: ActorIndex, on: date | None, evident: Sequence[str] = ()
) -> Actor | None:
    """Whom `name` means on that day, None when nothing in it is known; its anchor is in `name`.

    `evident` are codes of states that the text around it is about: they settle a name that
    several could bear. The first actor of the phrase is taken, in the state of the place that
    the phrase names where it belongs to none itself: "Muslim leaders in France". A capital on
    its own is taken for its government.
    """
    found = find_mentions(name, [(0, len(name))], index, on, frozenset(evident))
    noun = _noun(name, index)
    first = next((actor for actor in found if actor.kind != "place"), noun or _place(name, found))
    if first is None or first.code != UNRESOLVED or _abroad(first):
        return first
    where = next((actor.code for actor in found if actor.code != UNRESOLVED), UNRESOLVED)
    return msgspec.structs.replace(first, code=where)


def _abroad(actor: Actor) -> bool:
    """Whether it is the kind of people who are at work in other states: diplomats."""
    return not words.ABROAD.isdisjoint(actor.text.lower().split())


def _noun(name: str, index: ActorIndex) -> Actor | None:
    """The last noun of an agent or office before the phrase's first preposition, of no state."""
    sentence, last = Sentence(name, 0, len(name)), None
    for at, key in enumerate(sentence.keys):
        if key in _HEAD_ENDS and last is not None:
            break
        match = index.match(sentence, at)
        last = match if match is not None and match.has("agent", "title") else last
    return _of_no_state(name, sentence, last) if last is not None else None


def _of_no_state(name: str, sentence: Sentence, match: Match) -> Actor:
    row = next(e.row for e in match.entries if isinstance(e.row, Noun | Title))
    noun = row.agent if isinstance(row, Noun) else row
    kind = noun.kind if isinstance(noun, Agent) else "person"
    start, end = sentence.tokens[match.start].start, sentence.tokens[match.end - 1].end
    said = name[start:end]
    return Actor(
        text=said, name=said, code=UNRESOLVED, sector=noun.sector, kind=kind,
        anchor=Anchor.of(name, start, end), confidence=0.5,
    )  # fmt: skip


def _place(name: str, found: Sequence[Actor]) -> Actor | None:
    """The phrase's place: as a government where the phrase is a capital and nothing else."""
    if not found:
        return None
    place = found[0]
    alone = place.text == name.strip() and place.name != place.text
    return msgspec.structs.replace(place, kind="government", sector="GOV") if alone else place
