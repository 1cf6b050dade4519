"""Pronouns, "the two sides" and "the alliance": where the document leaves one antecedent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from detente.actors.voices import Voices
from detente.records import Actor, Anchor

# How sure each kind is, beside its antecedent. Assumed, not measured.
ONLY_PERSON, PAIR, IT, BODY = 0.85, 0.85, 0.65, 0.8
_SINGULAR = re.compile(r"\b(?:he|she|him)\b", re.IGNORECASE)
_IT = re.compile(
    r"(?:(?<=\A)|(?<=[.!?”\"\n] ))It (?!is |was |would |will |may |might |could |seems |seemed "
    r"|appears |appeared |remains |remained |comes |came |follows |takes |took |looks |has been )"
)
_BODY = re.compile(
    r"\bthe (?:alliance|bloc|agency|organi[sz]ation|court|council|union|movement|militia|group)\b",
    re.IGNORECASE,
)
_BOTH = re.compile(
    r"\b(?:(?:the|both) (?:two )?(?:sides|countries|capitals|nations|governments|neighbours"
    r"|neighbors|parties|leaders|ministers|presidents|powers|rivals)|both sides)\b",
    re.IGNORECASE,
)
_THEY = re.compile(r"\b(?:they|them)\b", re.IGNORECASE)
_STATE_KINDS = frozenset({"country", "government", "military", "organisation", "person"})
_ACTING = frozenset({"country", "government", "military", "organisation"})
_NEAR = 3  # sentences back in which "the alliance" looks for its name


def resolve_pronouns(
    text: str, spans: Sequence[tuple[int, int]], mentions: Sequence[Actor]
) -> tuple[Actor, ...]:
    """Mentions for "he", "she" and "they", "the two sides", with their antecedents' codes.

    A person is taken when the sentence so far, or else the one before, names exactly one; a pair
    when they name exactly two states, for "they" joined by "and". Anything less plain is left
    out. `mentions` must be sorted and anchored, as `find_mentions` gives them.
    """
    voices, found = Voices(text), list[Actor]()
    voiced = [(voices.at(m.anchor.start), m) for m in mentions if m.anchor]
    for at, (start, end) in enumerate(spans):
        before = spans[at - 1][0] if at else start
        near = spans[max(0, at - _NEAR)][0]
        around = [(v, m) for v, m in voiced if m.anchor and near <= m.anchor.start < end]
        for pattern, resolve in _RULES:
            for match in pattern.finditer(text, start, end):
                voice = voices.at(match.start())
                heard = [m for speaker, m in around if speaker == voice]
                here = _within(heard, start, match.start())
                first = near if resolve is _body else before
                earlier = _within(heard, first, start)
                taken = any(_covers(m, match.start(), match.end()) for _, m in around)
                actor = None if taken else resolve(here, earlier)
                if actor is not None:
                    words = match.group().rstrip()
                    anchor = Anchor.of(text, match.start(), match.start() + len(words))
                    found.append(msgspec.structs.replace(actor, text=words, anchor=anchor))
    return tuple(sorted(found, key=lambda actor: actor.anchor.start if actor.anchor else 0))


def _within(mentions: Sequence[Actor], start: int, end: int) -> list[Actor]:
    return [m for m in mentions if m.anchor and start <= m.anchor.start and m.anchor.end <= end]


def _covers(mention: Actor, start: int, end: int) -> bool:
    anchor = mention.anchor
    return anchor is not None and anchor.start < end and start < anchor.end


def _person(here: Sequence[Actor], earlier: Sequence[Actor]) -> Actor | None:
    """The one person named so far in the sentence, else the one of the sentence before."""
    for scope in (here, earlier):
        people = {m.name: m for m in scope if m.kind == "person"}
        if people:
            only = next(iter(people.values()))
            known = only.code != "---" or only.name[:1].isupper()
            return _less_sure(only, ONLY_PERSON) if len(people) == 1 and known else None
    return None


def _it(_here: Sequence[Actor], earlier: Sequence[Actor]) -> Actor | None:
    """The one state or body that the sentence before names, where it names it first."""
    acting = {m.identity: m for m in earlier if m.kind in _ACTING and m.code != "---"}
    only = earlier[0] if earlier else None
    return _less_sure(only, IT) if only and list(acting) == [only.identity] else None


def _body(here: Sequence[Actor], earlier: Sequence[Actor]) -> Actor | None:
    """The one organisation named shortly before."""
    bodies = {m.organisation: m for m in (*earlier, *here) if m.organisation}
    return _less_sure(next(iter(bodies.values())), BODY) if len(bodies) == 1 else None


def _less_sure(actor: Actor, by: float) -> Actor:
    return msgspec.structs.replace(actor, confidence=round(actor.confidence * by, 3))


def _joined_pair(here: Sequence[Actor], earlier: Sequence[Actor]) -> Actor | None:
    """The pair, where the text names it as "A and B"."""
    for first, second in pairwise([*earlier, *here]):
        if first.anchor and second.anchor:
            gap = second.anchor.start - first.anchor.end
            joined = first.anchor.suffix[: max(gap, 0)].strip() in ("and", "and the")
            if joined and (pair := _pair([first, second], ())):
                return pair if _pair(here, earlier) == pair else None
    return None


def _pair(here: Sequence[Actor], earlier: Sequence[Actor]) -> Actor | None:
    """A group of exactly two states, from this sentence or from the one before."""
    for scope in (here, earlier):
        acting = [m for m in scope if m.kind in _STATE_KINDS and m.code != "---"]
        first = {m.identity: m for m in reversed(acting)}
        codes = list(dict.fromkeys(m.identity for m in acting))
        if len(codes) == 2:
            two = [first[code] for code in codes]
            name, sure = " and ".join(m.name for m in two), min(m.confidence for m in two)
            members = tuple(m.code for m in two)
            return _less_sure(
                Actor(
                    text=name, name=name, code="---", kind="group", members=members, confidence=sure
                ),
                PAIR,
            )
        if codes and len(codes) > 2:
            return None
    return None


_RULES = (
    (_SINGULAR, _person),
    (_BOTH, _pair),
    (_THEY, _joined_pair),
    (_IT, _it),
    (_BODY, _body),
)
