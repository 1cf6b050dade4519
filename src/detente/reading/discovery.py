"""Events that no trigger word names: the relation model judges pairs that the rules leave open.

Where it is sure, the event's trigger is the word without which it is least so (occlusion, after
Zeiler & Fergus 2014), and its status is the tagger's at that word. Only neighbours are asked: on
real articles most relations found across a third group were wrong. Work is bounded: the first
`MAX_GROUPS` groups of a sentence, `MAX_WORDS` words a pair.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from detente.reading.clause import Clause, Group
from detente.reading.deeds import Deed
from detente.reading.judge import NONE, Scorer, Verdict
from detente.reading.lexicon import Entry
from detente.reading.relations import Judgement, PairText, Span
from detente.reading.roles import Trigger
from detente.reading.sources import Tagging
from detente.reading.words import words
from detente.records import Status

# The least probability at which a relation counts as told, without a word that says so.
SURE = 0.85
MAX_GROUPS = 5
MAX_WORDS = 8
MUTUAL = frozenset({"CONSULT", "COOPERATE", "AGREE"})
SMALL = words("small_words")
UNRESOLVED = ("---",)

Pair = tuple[Group, Group]


def discover(
    clause: Clause, known: Sequence[Verdict], scorer: Scorer, tag: Tagging
) -> tuple[Verdict, ...]:
    """Verdicts for pairs of a sentence that those known do not cover, surest direction each."""
    found = []
    for pair in _open_pairs(clause, known):
        forth, back = (_ask(clause, sides, scorer) for sides in (pair, pair[::-1]))
        (root, sure), (other, same) = _lead(forth), _lead(back)
        mutual = root == other and root in MUTUAL and min(sure, same) >= SURE
        if root == NONE or (other != NONE and same > sure and not mutual):
            pair, forth, root, sure = pair[::-1], back, other, same
        if root == NONE or sure < SURE:
            continue
        at = _trigger(clause, pair, root, scorer)
        if at is not None:
            deed = _deed(clause, pair, root, at, _status(clause, at, tag), mutual, sure)
            found.append(Verdict(deed, sure, forth))
    return tuple(found)


def _open_pairs(clause: Clause, known: Sequence[Verdict]) -> Iterator[Pair]:
    """Neighbouring groups of different actors between whom no verdict stands yet."""
    covered = {
        frozenset((one, other))
        for v in known
        if v.deed.actor and v.deed.recipient
        for one in v.deed.actor.key
        for other in v.deed.recipient.key
    }
    groups = [g for g in clause.groups if g.key != UNRESOLVED][:MAX_GROUPS]
    for one, other in pairwise(groups):
        pairs = {frozenset((a, b)) for a in one.key for b in other.key}
        if not set(one.key) & set(other.key) and not pairs & covered:
            yield one, other


def _lead(judged: Judgement) -> tuple[str, float]:
    best = max(judged.roots, key=lambda root: judged.roots[root])
    return best, judged.roots[best]


def _ask(clause: Clause, pair: Pair, scorer: Scorer) -> Judgement:
    base, end = clause.sentence.start, clause.sentence.end
    sides = [_spans(group, base) for group in pair]
    return scorer.read([PairText(clause.text[base:end], *sides)])[0]


def _spans(group: Group, base: int) -> tuple[Span, ...]:
    anchors = [actor.anchor for actor in group.actors if actor.anchor]
    return tuple((a.start - base, a.end - base) for a in anchors)


def _trigger(clause: Clause, pair: Pair, root: str, scorer: Scorer) -> int | None:
    """The token without which the root is least likely."""
    low, high = sorted(group.first for group in pair)
    taken = {at for group in clause.groups for at in range(group.first, group.last)}
    near = sorted(
        (at for at in range(len(clause.tokens)) if at not in taken and _tells(clause, at)),
        key=lambda at: max(low - at, at - high, 0),
    )
    without = {at: _ask_without(clause, pair, at, scorer).roots[root] for at in near[:MAX_WORDS]}
    return min(without, key=lambda at: without[at], default=None)


def _tells(clause: Clause, at: int) -> bool:
    word = clause.tokens[at].lower
    return word.isalpha() and len(word) > 2 and word not in SMALL


def _ask_without(clause: Clause, pair: Pair, at: int, scorer: Scorer) -> Judgement:
    """The judgement of the sentence with one word taken out."""
    base, token = clause.sentence.start, clause.tokens[at]
    gone = token.end - token.start
    text = clause.text[base : token.start] + clause.text[token.end : clause.sentence.end]
    cut = token.start - base
    sides = [
        tuple((a - gone, b - gone) if a >= cut else (a, b) for a, b in _spans(group, base))
        for group in pair
    ]
    return scorer.read([PairText(text, *sides)])[0]


def _status(clause: Clause, at: int, tag: Tagging) -> Status:
    base, token = clause.sentence.start, clause.tokens[at]
    odds = tag(clause).status_at(token.start - base, token.end - base)
    return max(odds, key=lambda status: odds[status], default="actual")


def _deed(
    clause: Clause, pair: Pair, root: str, at: int, status: Status, mutual: bool, sure: float
) -> Deed:
    entry = Entry(clause.tokens[at].lower, "verb", frozenset(), root)
    return Deed(
        clause=clause,
        first=at,
        last=at + 1,
        trigger=Trigger(at, at + 1, entry),
        done=root,
        root=root,
        mode=None,
        status=status,
        cue=None,
        actor=pair[0],
        recipient=pair[1],
        reciprocal=mutual,
        why=(f"no rule: relation model finds {root} {sure:.2f}, most by this word",),
    )
