"""Pronouns and "the two sides": only where the document leaves one antecedent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from detente.records import Actor, Anchor

_SINGULAR = re.compile(r"\b(?:he|she|him)\b", re.IGNORECASE)
_BOTH = re.compile(
    r"\b(?:(?:the|both) (?:two )?(?:sides|countries|capitals|nations|governments|neighbours"
    r"|neighbors|parties)|both sides)\b",
    re.IGNORECASE,
)
_THEY = re.compile(r"\bthey\b", re.IGNORECASE)
_STATE_KINDS = frozenset({"country", "government", "military", "person"})


def resolve_pronouns(
    text: str, spans: Sequence[tuple[int, int]], mentions: Sequence[Actor]
) -> tuple[Actor, ...]:
    """Mentions for "he", "she" and "they", "the two sides", with their antecedents' codes.

    A person is taken when the sentence so far, or else the one before, names exactly one; a pair
    when they name exactly two states, for "they" joined by "and". Anything less plain is left
    out. `mentions` must be sorted and anchored, as `find_mentions` gives them.
    """
    found: list[Actor] = []
    for at, (start, end) in enumerate(spans):
        before = spans[at - 1][0] if at else start
        for pattern, resolve in ((_SINGULAR, _person), (_BOTH, _pair), (_THEY, _joined_pair)):
            for match in pattern.finditer(text, start, end):
                here = _within(mentions, start, match.start())
                earlier = _within(mentions, before, start)
                taken = any(_covers(m, match.start(), match.end()) for m in mentions)
                actor = None if taken else resolve(here, earlier)
                if actor is not None:
                    words = text[match.start() : match.end()]
                    anchor = Anchor.of(text, match.start(), match.end())
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
            return only if len(people) == 1 and known else None
    return None


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
        codes = list(dict.fromkeys(m.code for m in acting))
        if len(codes) == 2:
            first = {m.code: m for m in reversed(acting)}
            name = " and ".join(first[code].name for code in codes)
            return Actor(text=name, name=name, code="---", kind="group", members=tuple(codes))
        if codes and len(codes) > 2:
            return None
    return None
