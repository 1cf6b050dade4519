"""Pronouns, "the two sides", "the kingdom": whom they mean by what the document has just said.

One antecedent left is taken; of two, only the subject of the sentence before, by a pronoun that
opens the next ("Bulganin wrote to Eden. He …"), with a confidence that says how weak that is.
"""

from __future__ import annotations

import csv
import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

import msgspec

from detente.actors.voices import Voices
from detente.records import Actor, Anchor

# How sure each kind is, beside its antecedent. Assumed, not measured.
ONLY_PERSON, LAST_PERSON, SUBJECT = 0.85, 0.7, 0.55
PAIR, PLURAL, IT, ITS_CLAUSE, BODY, EPITHET = 0.85, 0.6, 0.65, 0.75, 0.8, 0.65
_SINGULAR = re.compile(r"\b(?:he|she|him)\b", re.IGNORECASE)
_IMPERSONAL = (
    r"(?! (?:(?:is|was|would be|will be|seems|seemed|appears|appeared|remains|remained|became)"
    r" (?:\w+ )?(?:clear|likely|unlikely|possible|impossible|unclear|true|not|time|too|hard|"
    r"difficult|important|necessary|essential|the|a|an|up|that|as|in|\w+ed|\w+able|\w+ing)\b"
    r"|comes|came|follows|takes|took|has been|may be|might be|could be))"
)
_IT = re.compile(rf"(?:(?<=\A)|(?<=[.!?”\"\n] ))It\b{_IMPERSONAL}(?= \w)")
_IT_SAID = re.compile(
    r"\b(?:said|says|saying|that|warned|announced|insisted|added|denied|claimed|because|while|"
    rf"although|unless|until|if|after|before|and|but) (?P<it>it)\b{_IMPERSONAL}"
    r"(?= (?:would|will|had|has|was|could|may|might|does|did|\w+ed)\b)"
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
_PLURAL = re.compile(r"(?:[a-z]{3,}s|men|people|police|troops)$")
_PLACED = re.compile(r"\b(?:in|into|across|throughout|around|inside|of|from|within|leave|left) $")
_NEAR = 3  # sentences back in which "the alliance" looks for its name


class Scope(msgspec.Struct, frozen=True):
    """What a phrase can point at: mentions before it in its sentence, in the one before, nearby."""

    here: Sequence[Actor]
    earlier: Sequence[Actor]
    near: Sequence[Actor]
    opens: bool
    """Whether the phrase opens its sentence."""


def resolve_pronouns(
    text: str, spans: Sequence[tuple[int, int]], mentions: Sequence[Actor]
) -> tuple[Actor, ...]:
    """Mentions for "he", "it", "they", "the two sides", "the kingdom", with what they stand for.

    A resolved pronoun is itself something that the next can point at. Nothing reaches into or out
    of a quotation. `mentions` must be sorted and anchored, as `find_mentions` gives them.
    """
    voices, found = Voices(text), list[Actor]()
    voiced = [(voices.at(_place(m)), m) for m in mentions if m.anchor]
    starts = [_place(m) for _, m in voiced]
    for at, (start, end) in enumerate(spans):
        before, near = (spans[max(0, at - back)][0] for back in (1, _NEAR))
        around = voiced[bisect_left(starts, near) : bisect_left(starts, end)]
        recent = found[bisect_left(found, near, key=_place) :]
        around += [(voices.at(_place(m)), m) for m in recent]
        for first, last, rule in _phrases(text, start, end):
            if any(_covers(m, first, last) for _, m in around):
                continue
            voice = voices.at(first)
            heard = sorted((m for speaker, m in around if speaker == voice), key=_place)
            scope = Scope(
                _within(heard, start, first),
                _within(heard, before, start) if at else (),
                _within(heard, near, start) if at else (),
                first - start <= 1,
            )
            actor = rule(text[first:last], scope)
            if actor is not None:
                anchor = Anchor.of(text, first, last)
                found.append(msgspec.structs.replace(actor, text=text[first:last], anchor=anchor))
                around.append((voice, found[-1]))
    return tuple(found)


Rule = Callable[[str, Scope], Actor | None]


def _phrases(text: str, start: int, end: int) -> list[tuple[int, int, Rule]]:
    """The phrases of a sentence that point back, in order, each with its rule."""
    found = [
        (*match.span("it" if "it" in match.re.groupindex else 0), rule)
        for pattern, rule in _rules()
        if rule is not _it_said or text.find(" it ", start, end) >= 0
        for match in pattern.finditer(text, start, end)
        if rule is not _epithet or not _PLACED.search(text, start, match.start())
    ]
    return sorted(found, key=lambda phrase: phrase[:2])


def _place(actor: Actor) -> int:
    return actor.anchor.start if actor.anchor else 0


def _within(mentions: Sequence[Actor], start: int, end: int) -> list[Actor]:
    return [m for m in mentions if m.anchor and start <= m.anchor.start and m.anchor.end <= end]


def _covers(mention: Actor, start: int, end: int) -> bool:
    anchor = mention.anchor
    return anchor is not None and anchor.start < end and start < anchor.end


def _person(_: str, scope: Scope) -> Actor | None:
    """The one person named so far in the sentence, else in the one before, else nearby."""
    for mentions, sure in (
        (scope.here, ONLY_PERSON),
        (scope.earlier, ONLY_PERSON),
        (scope.near, LAST_PERSON),
    ):
        people = {m.name: m for m in reversed(mentions) if _is_person(m)}
        if len(people) == 1:
            return _less_sure(next(iter(people.values())), sure)
        if people:
            return _subject(mentions, scope)
    return None


def _is_person(mention: Actor) -> bool:
    known = mention.code != "---" or mention.name[:1].isupper()
    return mention.kind == "person" and known


def _subject(mentions: Sequence[Actor], scope: Scope) -> Actor | None:
    """The person that opens the sentence before, for a pronoun that opens its own."""
    parallel = scope.opens and mentions is scope.earlier and _is_person(mentions[0])
    return _less_sure(mentions[0], SUBJECT) if parallel else None


def _it(_: str, scope: Scope) -> Actor | None:
    """The state or body that the sentence before names first, or alone."""
    acting = {m.identity: m for m in reversed(scope.earlier) if _acts(m)}
    first = scope.earlier[0] if scope.earlier else None
    if first is None or first.identity not in acting:
        return None
    return _less_sure(first, IT if len(acting) == 1 else SUBJECT)


def _it_said(_: str, scope: Scope) -> Actor | None:
    """ "Norland said it would withdraw": the one state or body named so far in the sentence."""
    acting = {m.identity: m for m in reversed(scope.here) if _acts(m)}
    only = next(iter(acting.values())) if len(acting) == 1 else None
    return _less_sure(only, ITS_CLAUSE) if only else None


def _acts(mention: Actor) -> bool:
    return mention.kind in _ACTING and mention.code != "---"


def _body(_: str, scope: Scope) -> Actor | None:
    """The one organisation named shortly before."""
    bodies = {m.organisation: m for m in (*scope.near, *scope.here) if m.organisation}
    return _less_sure(next(iter(bodies.values())), BODY) if len(bodies) == 1 else None


def _epithet(words: str, scope: Scope) -> Actor | None:
    """ "The kingdom", "the island": the one state named here or before that is such a thing."""
    codes = epithets()[words.lower().split(maxsplit=1)[1]]
    for mentions in (scope.here, scope.earlier):
        named = {m.code: m for m in reversed(mentions) if _acts(m) and not m.organisation}
        fitting = [m for code, m in named.items() if not codes or code in codes]
        if len(fitting) == 1:
            return _less_sure(fitting[0], EPITHET)
        if fitting:
            return None
    return None


def _less_sure(actor: Actor, by: float) -> Actor:
    return msgspec.structs.replace(actor, confidence=round(actor.confidence * by, 3))


def _they(_: str, scope: Scope) -> Actor | None:
    """The pair named as "A and B", or the one plural that was named."""
    pair = _joined_pair(scope)
    if pair is not None:
        return pair
    for mentions in (scope.here, scope.earlier):
        plural = {m.text.lower(): m for m in mentions if _is_plural(m)}
        if len(plural) == 1:
            return _less_sure(next(iter(plural.values())), PLURAL)
        if plural:
            return None
    return None


def _is_plural(mention: Actor) -> bool:
    """ "Turkish troops", "both sides": not "the United States", not a person by name."""
    if mention.kind == "group" and mention.members:
        return True
    return mention.kind not in {"country", "place", "organisation"} and bool(
        mention.text[-1:].islower() and _PLURAL.search(mention.text) and not mention.role
    )


def _joined_pair(scope: Scope) -> Actor | None:
    """The pair, where the text names it as "A and B"."""
    for first, second in pairwise([*scope.earlier, *scope.here]):
        if first.anchor and second.anchor:
            gap = second.anchor.start - first.anchor.end
            joined = first.anchor.suffix[: max(gap, 0)].strip() in ("and", "and the")
            if joined and (pair := _pair_in([first, second])):
                return pair if _both("", scope) == pair else None
    return None


def _both(_: str, scope: Scope) -> Actor | None:
    """A group of exactly two states or bodies, from this sentence or from the one before."""
    for mentions in (scope.here, scope.earlier):
        codes = {m.identity for m in mentions if m.kind in _STATE_KINDS and m.code != "---"}
        if len(codes) >= 2:
            return _pair_in(mentions)
    return None


def _pair_in(mentions: Sequence[Actor]) -> Actor | None:
    acting = [m for m in mentions if m.kind in _STATE_KINDS and m.code != "---"]
    first = {m.identity: m for m in reversed(acting)}
    two = [first[code] for code in dict.fromkeys(m.identity for m in acting)]
    if len(two) != 2:
        return None
    name, sure = " and ".join(m.name for m in two), min(m.confidence for m in two)
    members = tuple(m.code for m in two)
    pair = Actor(text=name, name=name, code="---", kind="group", members=members, confidence=sure)
    return _less_sure(pair, PAIR)


@cache
def epithets() -> dict[str, frozenset[str]]:
    """Nouns that stand for a state named before, each with the codes it fits; none: any state."""
    text = (files("detente.actors") / "data" / "epithets.csv").read_text("utf-8")
    return {
        row["noun"]: frozenset(filter(None, row["codes"].split("|")))
        for row in csv.DictReader(text.splitlines())
    }


@cache
def _rules() -> tuple[tuple[re.Pattern[str], Rule], ...]:
    nouns = "|".join(sorted(epithets(), key=len, reverse=True))
    return (
        (_SINGULAR, _person),
        (_BOTH, _both),
        (_THEY, _they),
        (_IT, _it),
        (_IT_SAID, _it_said),
        (_BODY, _body),
        (re.compile(rf"\bthe (?:{nouns})\b", re.IGNORECASE), _epithet),
    )
