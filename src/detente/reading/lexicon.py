"""Words that can name an event or change one: tables → an index of word sequences.

`data/triggers.toml` gives each PLOVER root and mode its verbs and nouns; `data/operators.toml`
gives the words (promise, deny, plan, may …) that decide what a following deed is.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import resources
from itertools import product
from typing import Any

import msgspec

from detente.reading.inflection import Form, noun_forms, verb_forms
from detente.reading.tokens import Token
from detente.reading.words import words

# Between a verb and the rest of its phrase these words may stand ("hold new talks").
FILLERS = words("fillers")
MAX_FILLERS = 3


class Entry(msgspec.Struct, frozen=True):
    """What a word sequence can be: an event's root and mode, an operator's effect, or both."""

    lemma: str
    part: str  # "verb", "noun" or "phrase"
    forms: frozenset[Form]
    root: str | None = None
    mode: str | None = None
    effect: str | None = None
    reciprocal: bool = False


class Match(msgspec.Struct, frozen=True):
    """A lexicon entry found in a sentence: tokens[first:last], `last` exclusive."""

    first: int
    last: int
    entries: tuple[Entry, ...]


class Lexicon(msgspec.Struct, frozen=True):
    """First word → word sequences and their entries, longest first."""

    index: dict[str, tuple[tuple[tuple[str, ...], tuple[Entry, ...]], ...]]

    def find(self, tokens: Sequence[Token]) -> Iterator[Match]:
        """Longest matches from left to right, none overlapping."""
        at = 0
        while at < len(tokens):
            match = self._match_at(tokens, at)
            if match is None:
                at += 1
            else:
                yield match
                at = match.last

    def _match_at(self, tokens: Sequence[Token], at: int) -> Match | None:
        for sequence, entries in self.index.get(tokens[at].lower, ()):
            last = _follow(tokens, at, sequence)
            if last is not None:
                return Match(at, last, entries)
        return None


def _follow(tokens: Sequence[Token], at: int, sequence: tuple[str, ...]) -> int | None:
    position = at + 1
    for word in sequence[1:]:
        skipped = 0
        while (
            position < len(tokens)
            and tokens[position].lower != word
            and _may_fill(tokens[position].lower)
            and skipped < MAX_FILLERS
        ):
            position, skipped = position + 1, skipped + 1
        if position >= len(tokens) or tokens[position].lower != word:
            return None
        position += 1
    return position


def _may_fill(word: str) -> bool:
    """ "Moved some 7,000 troops": numbers and the words of a noun phrase's opening."""
    return word in FILLERS or word[0].isdigit()


@cache
def load_lexicon() -> Lexicon:
    """The packaged lexicon, built once."""
    found: dict[str, list[Entry]] = {}
    for word, entry in (*_triggers(), *_operators()):
        found.setdefault(word, []).append(entry)
    index: dict[str, list[tuple[tuple[str, ...], tuple[Entry, ...]]]] = {}
    for word, entries in found.items():
        sequence = tuple(word.split(" "))
        index.setdefault(sequence[0], []).append((sequence, tuple(entries)))
    ordered = {
        first: tuple(sorted(rows, key=lambda row: (-len(row[0]), row[0])))
        for first, rows in index.items()
    }
    return Lexicon(ordered)


def _read(name: str) -> dict[str, Any]:
    data = resources.files("detente.reading") / "data" / name
    return tomllib.loads(data.read_text("utf-8"))


def _triggers() -> Iterator[tuple[str, Entry]]:
    table = _read("triggers.toml")
    reciprocal = frozenset(spelt_out(table.pop("reciprocal")["words"]))
    for root, modes in table.items():
        for mode, lists in modes.items():
            for lemma, part, word, forms in _inflected(lists):
                yield (
                    word,
                    Entry(
                        lemma,
                        part,
                        forms,
                        root,
                        None if mode == "base" else mode,
                        None,
                        lemma in reciprocal,
                    ),
                )


def _operators() -> Iterator[tuple[str, Entry]]:
    for effect, lists in _read("operators.toml").items():
        for lemma, part, word, forms in _inflected(lists):
            yield word, Entry(lemma, part, forms, effect=effect)


def _inflected(lists: dict[str, list[str]]) -> Iterator[tuple[str, str, str, frozenset[Form]]]:
    for lemma in spelt_out(lists.get("verbs", ())):
        for word, forms in verb_forms(lemma).items():
            yield lemma, "verb", word, forms
    for lemma in spelt_out(lists.get("nouns", ())):
        for word, forms in noun_forms(lemma).items():
            yield lemma, "noun", word, forms
    for lemma in spelt_out(lists.get("phrases", ())):
        for word, forms in _phrase_forms(lemma).items():
            yield lemma, "phrase", word, forms


def spelt_out(phrases: Iterable[str]) -> Iterator[str]:
    """ "hold/open talks/negotiations" stands for its four phrases."""
    for phrase in phrases:
        for choice in product(*(word.split("/") for word in phrase.split(" "))):
            yield " ".join(choice)


def _phrase_forms(lemma: str) -> dict[str, frozenset[Form]]:
    """A phrase that opens with "be" is matched from its second word on: the copula is anywhere."""
    return {lemma.removeprefix("be "): frozenset({"base"})}
