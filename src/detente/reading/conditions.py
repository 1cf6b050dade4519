"""Conditions: the clause that a threat, promise or deed hangs on, with its "if"."""

from __future__ import annotations

import msgspec

from detente.reading.clause import Clause
from detente.records import ConditionPolarity

# Word sequence that opens a condition → polarity; longest first.
PHRASES: dict[ConditionPolarity, str] = {
    "if": "if|only if|even if|in case|in the event of|in the event that|provided|provided that|"
    "as long as|so long as|on condition that|on the condition that|should any|should it|"
    "should they|in case of|assuming",
    "unless": "unless|without first|until and unless",
    "until": "until|till",
    "in-return-for": "in return for|in exchange for|in return|in exchange",
    "after": "only after|only when|once",
}
OPENERS = sorted(
    (
        (tuple(phrase.split()), polarity)
        for polarity, phrases in PHRASES.items()
        for phrase in phrases.split("|")
    ),
    key=lambda row: -len(row[0]),
)
STOPS = frozenset({";", ":", "—", "”", '"', "but"})


class ConditionSpan(msgspec.Struct, frozen=True):
    """A condition as tokens[first:last] of its clause."""

    first: int
    last: int
    polarity: ConditionPolarity


def find_conditions(clause: Clause) -> tuple[ConditionSpan, ...]:
    """Every condition in a sentence, in order, none overlapping.

    It runs from its opening word to a comma that closes it, or to the end of the sentence.
    "Should" opens one only before a subject ("should troops cross"); "as if" and "if not" (as in
    "dozens, if not hundreds") do not.
    """
    found: list[ConditionSpan] = []
    at = 0
    while at < len(clause.tokens):
        polarity, length = _opening(clause, at)
        if polarity is None:
            at += 1
            continue
        end = _end(clause, at + length, inner=at > 0)
        found.append(ConditionSpan(at, end, polarity))
        at = end
    return tuple(found)


def _opening(clause: Clause, at: int) -> tuple[ConditionPolarity | None, int]:
    if clause.tokens[at].lower == "should" and _inverted(clause, at):
        return "if", 1
    for words, polarity in OPENERS:
        if tuple(clause.words(at, at + len(words))) == words and not _idle(clause, at, words):
            return polarity, len(words)
    return None, 0


def _inverted(clause: Clause, at: int) -> bool:
    """ "Should troops cross", "response should they move": no subject right before "should"."""
    if at == 0:
        return clause.tokens[-1].text != "?"
    before_is_subject = any(g.last == at for g in clause.groups)
    follows = any(g.first in {at + 1, at + 2} for g in clause.groups)
    pronoun = clause.words(at + 1, at + 2)[:1]
    noun_first = clause.words(at - 1, at)[0] in {",", "response", "consequences", "action"}
    return not before_is_subject and (follows or pronoun == ["they"]) and (follows or noun_first)


def _idle(clause: Clause, at: int, words: tuple[str, ...]) -> bool:
    before = clause.words(at - 1, at)
    after = clause.words(at + len(words), at + len(words) + 1)
    if words == ("if",):
        return before == ["as"] or after[:1] in (["not"], ["any"]) or before in (["ask"], ["asked"])
    if words == ("once",):
        return before != [","] and at > 0
    if words in {("until",), ("till",)}:
        return bool(after) and (
            after[0].isdigit() or after[0] in {"now", "then", "the", "recently"}
        )
    return False


def _end(clause: Clause, start: int, *, inner: bool) -> int:
    for at in range(start, len(clause.tokens)):
        word = clause.tokens[at].lower
        if word in STOPS:
            return at
        if word == "," and not _list_comma(clause, at):
            return at
        if word in {".", "!", "?"} and at == len(clause.tokens) - 1:
            return at
    return len(clause.tokens) if inner or start < len(clause.tokens) else start


def _list_comma(clause: Clause, at: int) -> bool:
    """A comma inside a group of actors closes nothing."""
    return any(g.first < at < g.last for g in clause.groups)
