"""Conditions: the clause that a threat, promise or deed hangs on, with its "if"."""

from __future__ import annotations

import msgspec

from detente.reading.clause import Clause
from detente.reading.words import words
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
SUBJECT_OPENERS = words("phrase_openers") | {"it", "they", "he", "she", "either", "one"}
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
    for opener, polarity in OPENERS:
        if tuple(clause.words(at, at + len(opener))) == opener and not _idle(clause, at, opener):
            return polarity, len(opener)
    return None, 0


def _inverted(clause: Clause, at: int) -> bool:
    """ "Should troops cross", "reprisals should its ships sail": the subject comes after it."""
    if at == 0:
        return clause.tokens[-1].text != "?"
    follows = any(g.first == at + 1 for g in clause.groups)
    opens = bool(SUBJECT_OPENERS & set(clause.words(at + 1, at + 2)))
    return follows or opens


def _idle(clause: Clause, at: int, opener: tuple[str, ...]) -> bool:
    before = clause.words(at - 1, at)
    after = clause.words(at + len(opener), at + len(opener) + 1)
    if opener == ("if",):
        return before == ["as"] or after[:1] in (["not"], ["any"]) or before in (["ask"], ["asked"])
    if opener == ("once",):
        subject = any(g.first == at + 1 for g in clause.groups)
        return not (subject or SUBJECT_OPENERS & set(after))
    if opener in {("until",), ("till",)}:
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
