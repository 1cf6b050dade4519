"""Who says so: the speaker of a sentence or clause, the cue, and whether it is a quotation."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from detente.reading.clause import Clause, Group
from detente.reading.words import words
from detente.records import Actor, Anchor, Attribution, AttributionKind

SAYING = words("saying")
ACCORDING = ("according", "to")
# Nouns for sources that are nobody in particular; also agents the tables give no state for.
NAMELESS = re.compile(
    r"^(?:officials?|sources?|diplomats?|aides?|analysts?|experts?|observers?|commentators?|"
    r"insiders?|witness(?:es)?|people|others?|critics|envoys?|officers?|advis[eo]rs?)$"
)
DOCUMENTS = words("documents")
OUTLETS = words("outlets")
NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
SEVERAL = words("several")
QUOTES = frozenset('"“”')
PERSONLESS_KINDS = frozenset({"government", "country", "organisation", "military"})


class Said(msgspec.Struct, frozen=True):
    """A saying in a clause: its source, its cue word, and the side of the cue that it covers."""

    attribution: Attribution
    cue: int
    whole: bool  # the source comes last or in "according to": it covers the whole sentence


def find_sayings(clause: Clause) -> tuple[Said, ...]:
    """Every saying in a sentence, in order."""
    found = []
    named = {
        at for group in (*clause.groups, *clause.places) for at in range(group.first, group.last)
    }
    for at, token in enumerate(clause.tokens):
        if at in named:  # "the United States" states nothing
            continue
        if tuple(clause.words(at, at + 2)) == ACCORDING:
            said = _said(clause, at, at + 2, forward=True)
        elif token.lower in SAYING:
            said = _saying_verb(clause, at)
        else:
            continue
        if said is not None:
            found.append(said)
    return tuple(found)


def attribution_at(clause: Clause, sayings: tuple[Said, ...], first: int) -> Attribution:
    """Who vouches for the words at a token: the nearest saying that covers it, else the author."""
    quoted = is_quoted(clause, first)
    before = [
        s for s in sayings if s.cue < first and not s.whole and not _broken(clause, s.cue, first)
    ]
    whole = [s for s in sayings if s.whole and s.cue != first]
    chosen = before[-1] if before else (whole[-1] if whole else None)
    if chosen is None:
        return Attribution("author", quoted=quoted)
    return msgspec.structs.replace(chosen.attribution, quoted=quoted)


def _broken(clause: Clause, cue: int, first: int) -> bool:
    """Whether a new subject of its own comes between: "A warned B, and B rejected it"."""
    return any(
        clause.words(group.first - 2, group.first) in ([",", "and"], [",", "but"], [",", "while"])
        or clause.words(group.first - 1, group.first) == [";"]
        for group in clause.groups
        if cue < group.first < first
    )


def is_quoted(clause: Clause, at: int) -> bool:
    """Whether a token stands inside quotation marks that open or close in this sentence."""
    before = [t.text for t in clause.tokens[:at] if t.text in QUOTES]
    if any(mark in "“”" for mark in before):
        return before[-1] == "“"
    if before:
        return len(before) % 2 == 1
    after = [t.text for t in clause.tokens[at:] if t.text in QUOTES]
    return bool(after) and after[0] == "”"


def speaker_attribution(clause: Clause, group: Group, cue: tuple[int, int] | None) -> Attribution:
    """The attribution to a group of actors that spoke."""
    actor = group.actors[0]
    anchor = Anchor.of(clause.text, *clause.span(*cue)) if cue else None
    count = _count(clause, group.first)
    return Attribution(kind_of(actor, count), actor, anchor, count=count)


def kind_of(actor: Actor, count: object = None) -> AttributionKind:
    """Named: a person's or body's name; titled: an office without a name; else anonymous."""
    head = re.sub(r"\W+$", "", actor.text.lower()).split()[-1:] or [""]
    if head[0] in OUTLETS:
        return "outlet"
    if count is not None or NAMELESS.match(head[0]):
        return "anonymous"
    if actor.kind == "person":
        return "named" if _holds_name(actor) else "titled"
    return "named" if actor.kind in PERSONLESS_KINDS else "anonymous"


def _holds_name(actor: Actor) -> bool:
    surname = actor.name.split()[-1:] or [""]
    return bool(surname[0]) and surname[0] in actor.text


def _saying_verb(clause: Clause, at: int) -> Said | None:
    after = clause.words(at + 1, at + 2)
    left = _speaker_left(clause, at)
    closing = bool(set(clause.words(at - 8, at)) & {",", "”", '"'})
    following = next((g for g in clause.groups if g.first in {at + 1, at + 2}), None)
    if left is not None:
        last_word = at >= len(clause.tokens) - 3 or after in (["."], [","])
        preceded = clause.words(left.first - 1, left.first)
        whole = (last_word or preceded in ([","], ["”"], ['"'])) and left.first > 1
        return _of_group(clause, left, at, whole=whole)
    if following is not None and closing:
        return _of_group(clause, following, at, whole=True)
    return _said(clause, at, at, forward=False)


def _speaker_left(clause: Clause, at: int) -> Group | None:
    for back in range(at - 1, max(-1, at - 10), -1):
        group = next((g for g in clause.groups if g.last - 1 == back), None)
        if group is not None:
            return group
        if clause.tokens[back].lower in {",", ";", "that", "“", "”", '"', "and"}:
            return None
    return None


def _of_group(clause: Clause, group: Group, cue: int, *, whole: bool) -> Said:
    return Said(speaker_attribution(clause, group, (cue, cue + 1)), cue, whole)


def _said(clause: Clause, cue: int, at: int, *, forward: bool) -> Said | None:
    """A source that is no actor: a nameless person, a document, an outlet."""
    window = (
        range(at, min(len(clause.tokens), at + 7))
        if forward
        else range(at - 1, max(-1, at - 6), -1)
    )
    anchor = Anchor.of(clause.text, *clause.span(cue, max(cue + 1, at)))
    for i in window:
        group = next((g for g in clause.groups if g.first <= i < g.last), None)
        word = clause.tokens[i].lower
        if group is not None:
            return Said(speaker_attribution(clause, group, (cue, max(cue + 1, at))), cue, forward)
        kind = kind_of_word(word)
        if kind is not None:
            return Said(Attribution(kind, None, anchor, count=_count(clause, i)), cue, forward)
        if word in {";", ":", "“", "”"}:
            return None
    return None


def kind_of_word(word: str) -> AttributionKind | None:
    """The kind of source that a noun names: nameless people, a document, an outlet."""
    if NAMELESS.match(word):
        return "anonymous"
    if word in DOCUMENTS:
        return "document"
    return "outlet" if word in OUTLETS else None


def _count(clause: Clause, first: int) -> int | Literal["several"] | None:
    for word in clause.words(first - 3, first + 2):
        if word in SEVERAL:
            return "several"
        if word in NUMBERS:
            return NUMBERS[word]
    return None
