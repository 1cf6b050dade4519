"""The relation model's judgement of what the rules propose.

Rules name a trigger, a root and two sides; the model reads the sentence with the sides marked and
gives each root a probability. It may overrule the root of a plain deed, and it vetoes pairs that
it sees no relation between. Where a side is missing only the rule speaks, with low confidence.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import msgspec
import numpy as np
from numpy.typing import NDArray

from detente.codebook import fold
from detente.reading.clause import Group
from detente.reading.deeds import Deed
from detente.reading.relations import PairText

NONE = "none"
# Stated weights, chosen on the bundled cases: the rule's own root gets a head start.
RULE_HEAD_START = 0.35
VETO = 0.6
# Confidence of a deed that no model could judge: one side only.
ONE_SIDED = 0.5
# Told so, the sentence's surface no longer shows the deed's root to the model.
UNSEEN = frozenset({"negated", "denied", "possible", "alleged", "conditional"})


class Scorer(Protocol):
    """What judges pairs: rows of probabilities over `labels`, each summing to one."""

    @property
    def labels(self) -> tuple[str, ...]:
        """The 16 roots and "none"."""
        ...

    def score(self, rows: Sequence[PairText]) -> NDArray[np.float64]:
        """Probabilities, shape (len(rows), len(labels))."""
        ...


class Verdict(msgspec.Struct, frozen=True):
    """A deed as judged, with the confidence in its root, 0 to 1."""

    deed: Deed
    confidence: float


def judge(deeds: Sequence[Deed], scorer: Scorer) -> tuple[Verdict, ...]:
    """Keep, relabel or drop each deed; order is kept."""
    paired = [deed for deed in deeds if deed.actor and deed.recipient]
    scores = scorer.score([_pair(deed) for deed in paired]) if paired else np.zeros((0, 0))
    by_deed = {id(deed): row for deed, row in zip(paired, scores, strict=True)}
    verdicts = (
        _weigh(deed, by_deed.get(id(deed)), tuple(scorer.labels))
        for deed in deeds
        if deed.actor or deed.recipient
    )
    return tuple(verdict for verdict in verdicts if verdict is not None)


def _pair(deed: Deed) -> PairText:
    sentence = deed.clause.sentence
    text = deed.clause.text[sentence.start : sentence.end]
    return PairText(text, _spans(deed, deed.actor), _spans(deed, deed.recipient))


def _spans(deed: Deed, group: Group | None) -> tuple[tuple[int, int], ...]:
    base = deed.clause.sentence.start
    anchors = [actor.anchor for actor in group.actors if actor.anchor] if group else []
    return tuple((a.start - base, a.end - base) for a in anchors)


def _weigh(deed: Deed, row: NDArray[np.float64] | None, labels: tuple[str, ...]) -> Verdict | None:
    if row is None:
        return Verdict(deed, ONE_SIDED)
    scores = dict(zip(labels, (float(p) for p in row), strict=True))
    own = scores[deed.root]
    if scores[NONE] >= VETO and own < 0.2 and deed.status not in UNSEEN:
        return None
    if deed.status in UNSEEN or deed.root == deed.trigger.entry.root is None:
        return Verdict(_noted(deed, own), max(own, 0.4))
    best = max((r for r in scores if r != NONE), key=lambda r: scores[r])
    if scores[best] <= own + RULE_HEAD_START or deed.status != "actual":
        return Verdict(_noted(deed, own), max(own, 0.3))
    return Verdict(_relabelled(deed, best, scores[best]), scores[best])


def _noted(deed: Deed, probability: float) -> Deed:
    note = f"relation model gives {deed.root} {probability:.2f}"
    return msgspec.structs.replace(deed, why=(*deed.why, note))


def _relabelled(deed: Deed, root: str, probability: float) -> Deed:
    root, status = fold(root, "actual")
    note = f"relation model prefers {root} {probability:.2f} to {deed.root}"
    return msgspec.structs.replace(deed, root=root, status=status, mode=None, why=(*deed.why, note))
