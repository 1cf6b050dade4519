"""A sentence with the names found in it, and the small questions that the grammar asks of both."""

from __future__ import annotations

from collections.abc import Sequence

from detente.actors import words
from detente.actors.index import Form, Match
from detente.actors.places import beside_names
from detente.actors.tokens import Sentence

POSSESSIVE = ("'s", "’s", "'", "’")
_LONGEST_NAME = 5
_IN_NAMES: tuple[Form, ...] = ("surname", "person", "capital", "city")


class View:
    """One sentence; places are token numbers, and any place outside it answers "no"."""

    __slots__ = ("key", "known", "matches", "named", "sentence")

    def __init__(self, sentence: Sentence, matches: Sequence[Match | None]) -> None:
        self.sentence = sentence
        self.matches = matches
        self.known = _known(matches)
        self.key = sentence.key
        self.named = sentence.named

    def __len__(self) -> int:
        return len(self.sentence.tokens)

    def at(self, at: int) -> Match | None:
        """The longest name that begins here."""
        return self.matches[at] if 0 <= at < len(self.matches) else None

    def text(self, start: int, end: int) -> str:
        """The words of tokens `start:end`, line breaks made spaces."""
        tokens = self.sentence.tokens
        return " ".join(self.sentence.text[tokens[start].start : tokens[end - 1].end].split())

    def possessive(self, at: int) -> bool:
        """Whether "'s" stands here."""
        return self.key(at) in POSSESSIVE

    def prefixed(self, at: int) -> bool:
        """Whether "pro-", "anti-" or the like is joined to this word."""
        return self.sentence.glued(at) and self.key(at - 1) in words.HYPHENED_AGAINST

    def suffixed(self, at: int) -> bool:
        """Whether this word is "-backed", "-led" or the like."""
        return self.sentence.glued(at) and self.key(at) in words.HYPHENED_AFTER

    def based(self, at: int) -> bool:
        """Whether this word is the "-based" of "a Norland-based group"."""
        return self.sentence.glued(at) and self.key(at) == "based"

    def former(self, at: int) -> bool:
        """Whether "former" or "ex-" stands shortly before."""
        return any(k in words.FORMER for k in self.sentence.keys[max(0, at - 3) : at])

    def modifier(self, at: int) -> bool:
        """Whether this word goes before an agent noun and says little: "senior"."""
        key = self.key(at)
        return key in words.MODIFIERS or key in words.FORMER or key in words.QUANTIFIERS

    def date(self, at: int) -> bool:
        """Whether a word such as "May" is the month here."""
        if self.key(at) not in words.CALENDAR:
            return False
        return self.key(at - 1) in words.MONTH_CUES or self.key(at + 1).isdigit()

    def strange(self, at: int) -> bool:
        """Whether an unknown capitalised word stands here."""
        unknown = self.named(at) and not self.known[at]
        return unknown and self.key(at) not in words.CALENDAR

    def beside(self, start: int, end: int) -> bool:
        """Whether `start:end` seems to be part of a longer name that nobody knows."""
        return beside_names(self.sentence, start, end, self.known)

    def joined(self, start: int, end: int) -> bool:
        """Whether a hyphen joins `start:end` to what is around it."""
        return self.sentence.glued(start) or self.sentence.glued(end)

    def known_after(self, at: int) -> bool:
        """Whether a person, title or agent noun begins here."""
        match = self.at(at)
        return match is not None and match.has("person", "title", "agent", "surname")

    def run(self, at: int) -> int:
        """The end of the run of capitalised words from here that looks like a person's name."""
        end = at
        while end < len(self) and end - at < _LONGEST_NAME:
            key, match = self.key(end), self.at(end)
            taken = end == at and match is not None and not match.has(*_IN_NAMES)
            token = self.sentence.tokens[end]
            named = token.capital and token.word and key not in words.CALENDAR
            if not (named and not taken) and not (end > at and key in words.PARTICLES):
                break
            end += 1
        while end > at and self.key(end - 1) in words.PARTICLES:
            end -= 1
        return end


def _known(matches: Sequence[Match | None]) -> list[bool]:
    """Which tokens belong to a name that is more than somebody's surname or a town's."""
    known = [False] * len(matches)
    for match in matches:
        if match is not None and any(
            entry.form not in ("surname", "city") for entry in match.entries
        ):
            known[match.start : match.end] = [True] * (match.end - match.start)
    return known


def _only(match: Match, *forms: Form) -> bool:
    return all(entry.form in forms for entry in match.entries)
