"""The relation model's judgement of what the rules propose.

Rules name a trigger, a root and its sides; the model reads the sentence with two sides marked and
gives each root a probability. That is the event's confidence; it vetoes pairs that the model sees
no relation between, and where the rules found one side only, the model looks for the other among
the actors of the sentence. Letting it overrule the rule's root made the bundled cases worse.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

import msgspec

from detente.reading.clause import Group
from detente.reading.deeds import Deed
from detente.reading.relations import Judgement, PairText

NONE = "none"
# Stated thresholds, chosen on the bundled cases.
VETO = 0.8
COMPLETES = 0.6
# A noun whose root the model finds this unlikely names no deed between the two.
UNLIKELY = 0.1
# Confidence of a deed that no model could judge: one side only.
ONE_SIDED = 0.5
# A rule and a named trigger are worth this much where the model disagrees.
FLOOR = 0.3
# Told so, the sentence's surface no longer shows the deed's root to the model.
UNSEEN = frozenset({"negated", "denied", "possible", "alleged", "conditional"})
MAX_CANDIDATES = 6
# Words between a verb and a side that stands next to it.
BESIDE = 2


class Scorer(Protocol):
    """What judges pairs of actors in a sentence."""

    def read(self, rows: Sequence[PairText]) -> Sequence[Judgement]:
        """A judgement of each pair, in order."""
        ...


class Verdict(msgspec.Struct, frozen=True):
    """A deed as judged, with the confidence in its root, 0 to 1, and what the model made of it."""

    deed: Deed
    confidence: float
    judgement: Judgement | None = None


def judge(deeds: Sequence[Deed], scorer: Scorer) -> tuple[Verdict, ...]:
    """Keep, complete or drop each deed; order is kept."""
    verdicts = (_verdict(deed, scorer) for deed in deeds if deed.actor or deed.recipient)
    return tuple(verdict for verdict in verdicts if verdict is not None)


def _verdict(deed: Deed, scorer: Scorer) -> Verdict | None:
    if deed.actor and deed.recipient:
        if deed.actor.first == deed.recipient.first:  # "the two sides": one phrase, two parties
            return Verdict(deed, ONE_SIDED)
        return _weigh(deed, _ask(deed, scorer))
    asked = ((whole, _ask(whole, scorer)) for whole in _wholes(deed))
    best = max(asked, key=lambda pair: pair[1].roots[deed.root], default=None)
    if best is None or best[1].roots[deed.root] < COMPLETES:
        return Verdict(deed, ONE_SIDED)
    own = best[1].roots[deed.root]
    note = f"relation model finds the other side, {deed.root} {own:.2f}"
    return Verdict(msgspec.structs.replace(best[0], why=(*deed.why, note)), own, best[1])


def _wholes(deed: Deed) -> Iterator[Deed]:
    """The deed with each other actor of its sentence on the side that is missing."""
    named = deed.actor or deed.recipient
    others = [g for g in deed.clause.groups if g != named and _known(g)]
    others = [g for g in others if named is None or g.key != named.key]
    for group in others[:MAX_CANDIDATES]:
        if deed.actor is None:
            yield msgspec.structs.replace(deed, actor=group)
        else:
            yield msgspec.structs.replace(deed, recipient=group)


def _known(group: Group) -> bool:
    return group.key != ("---",)


def _ask(deed: Deed, scorer: Scorer) -> Judgement:
    return scorer.read([_pair(deed)])[0]


def _pair(deed: Deed) -> PairText:
    sentence = deed.clause.sentence
    text = deed.clause.text[sentence.start : sentence.end]
    return PairText(text, _spans(deed, deed.actor), _spans(deed, deed.recipient))


def _spans(deed: Deed, group: Group | None) -> tuple[tuple[int, int], ...]:
    base = deed.clause.sentence.start
    anchors = [actor.anchor for actor in group.actors if actor.anchor] if group else []
    return tuple((a.start - base, a.end - base) for a in anchors)


def _weigh(deed: Deed, judgement: Judgement) -> Verdict | None:
    own = judgement.roots[deed.root]
    verdict = Verdict(_noted(deed, own), max(own, FLOOR), judgement)
    if deed.status in UNSEEN:
        return verdict
    if judgement.roots[NONE] >= VETO and not _plain_spoken(deed):
        return None
    if own < UNLIKELY and not deed.trigger.is_verb:
        return None
    return verdict


def _plain_spoken(deed: Deed) -> bool:
    """ "A attacked B": both sides stand next to the verb, which needs no second opinion."""
    actor, recipient, trigger = deed.actor, deed.recipient, deed.trigger
    if actor is None or recipient is None or not trigger.is_verb:
        return False
    left, right = (recipient, actor) if trigger.passive else (actor, recipient)
    return 0 <= trigger.first - left.last <= BESIDE and 0 <= right.first - trigger.last <= BESIDE


def _noted(deed: Deed, probability: float) -> Deed:
    note = f"relation model gives {deed.root} {probability:.2f}"
    return msgspec.structs.replace(deed, why=(*deed.why, note))
