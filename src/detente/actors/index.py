"""All names of the dated tables in one phrase book, looked up by folded words, longest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal, TypeVar

import msgspec

from detente.actors import words
from detente.actors.gazetteer import City, Gazetteer, load_gazetteer
from detente.actors.rows import (
    Agent,
    Membership,
    Metonym,
    Office,
    Organisation,
    Region,
    State,
    holds,
)
from detente.actors.tables import Tables
from detente.actors.tokens import Sentence, Token, fold, tokenize

Form = Literal[
    "state", "adjective", "people", "capital", "metonym", "organisation", "person", "surname",
    "title", "agent", "region", "city", "trap",
]  # fmt: skip
Case = Literal["any", "title", "upper"]
_ANY: Case = "any"
_MOST_MEMBERS = 60
_ANY_CASE = frozenset({"title", "agent"})


class Title(msgspec.Struct, frozen=True):
    """The noun of an office: "foreign ministers" is the role "foreign minister", plural."""

    role: str
    sector: str
    plural: bool = False


class Noun(msgspec.Struct, frozen=True):
    """A form of an agent noun; `plural` tells "officials" from "official"."""

    agent: Agent
    plural: bool


Meaning = State | Metonym | Organisation | Office | Title | Noun | Region | City | None
Dated = TypeVar("Dated", State, Metonym, Organisation, Office, Region)


class Entry(msgspec.Struct, frozen=True):
    """One reading of a name: how it stands in the text, and the row that it stands for."""

    form: Form
    case: tuple[Case, ...]
    row: Meaning


class Match(msgspec.Struct, frozen=True):
    """The entries of the longest name from token `start` to `end` (exclusive)."""

    start: int
    end: int
    entries: tuple[Entry, ...]

    def rows(self, form: Form) -> list[Meaning]:
        """The rows of the entries of one form, in table order."""
        return [entry.row for entry in self.entries if entry.form == form]

    def has(self, *forms: Form) -> bool:
        """Whether any entry is of one of these forms."""
        return any(entry.form in forms for entry in self.entries)


class _Shelf(msgspec.Struct, frozen=True):
    """The names that begin with one word, by their folded words."""

    phrases: dict[tuple[str, ...], list[Entry]]
    longest: int


class ActorIndex:
    """The tables, ready for matching. What it answers never changes."""

    def __init__(self, tables: Tables, gazetteer: Gazetteer) -> None:
        self.tables = tables
        self._gazetteer = gazetteer
        self._names: dict[str, list[tuple[str, Form, Meaning]]] = {}
        self._shelves: dict[str, _Shelf] = {}
        self._members: dict[str, list[Membership]] = {}
        self._offices: dict[tuple[str, str], list[Office]] = {}
        self._states: dict[str, list[State]] = {}
        self._bearers: dict[str, set[str]] = {}
        self._add_names()
        self._add_offices()
        self._add_nouns()

    @classmethod
    def build(cls, tables: Tables) -> ActorIndex:
        """The index of all names in `tables`, and of the packaged cities."""
        return cls(tables, load_gazetteer())

    def _add(self, name: str, form: Form, row: Meaning) -> None:
        """File a name under its first word; it is taken apart when a text first asks for it."""
        self._names.setdefault(_first_word(name), []).append((name, form, row))

    def _add_names(self) -> None:
        for state in self.tables.states:
            self._add_state(state)
        for metonym in self.tables.metonyms:
            self._add(metonym.text, "metonym", metonym)
        for organisation in self.tables.organisations:
            for name in organisation.names:
                self._add(name, "organisation", organisation)
        for membership in self.tables.memberships:
            self._members.setdefault(membership.organisation, []).append(membership)
        for region in self.tables.regions:
            for name in region.names:
                self._add(name, "region", region)
        for trap in words.TRAPS:
            self._add(trap, "trap", None)

    def _add_state(self, state: State) -> None:
        self._states.setdefault(state.code, []).append(state)
        forms: tuple[tuple[Form, tuple[str, ...]], ...] = (
            ("state", state.names), ("adjective", state.adjectives), ("people", state.people),
            ("capital", state.capitals),
        )  # fmt: skip
        for form, names in forms:
            for name in names:
                self._add(name, form, state)

    def _add_offices(self) -> None:
        for office in self.tables.offices:
            self._offices.setdefault((office.code, office.role), []).append(office)
            for name in office.names:
                single = " " not in name
                self._add(name, "surname" if single else "person", office)
                if single:
                    self._bearers.setdefault(fold(name), set()).add(office.person)

    def _add_nouns(self) -> None:
        titles = {role: Title(role, sector) for role, sector in _roles(self.tables.offices)}
        titles |= {text: Title(*value) for text, value in words.TITLES.items()}
        titles |= {t: Title(role, "GOV", True) for t, role in words.PLURAL_TITLES.items()}
        for text, title in titles.items():
            self._add(text, "title", title)
        for agent in self.tables.agents:
            if agent.text.removeprefix("former ") in titles:
                continue
            plural = _is_plural(agent)
            self._add(agent.text, "agent", Noun(agent, plural))
            other = None if plural else _plural(agent)
            if other:
                self._add(other, "agent", Noun(agent, True))

    def match(self, sentence: Sentence, at: int) -> Match | None:
        """The longest name that starts at this token and is written as such names are."""
        named, city = self._named(sentence, at), self._city(sentence, at)
        return named if city is None or (named and named.end >= city.end) else city

    def _named(self, sentence: Sentence, at: int) -> Match | None:
        keys = sentence.keys
        if keys[at] not in self._names:
            return None
        shelf = self._shelf(keys[at])
        for length in range(min(shelf.longest, len(keys) - at), 0, -1):
            found = shelf.phrases.get(tuple(keys[at : at + length]))
            if found:
                span = sentence.tokens[at : at + length]
                fit = tuple(e for e in found if _written(e, span, sentence.shouting))
                if fit:
                    return Match(at, at + length, fit)
        return None

    def _city(self, sentence: Sentence, at: int) -> Match | None:
        """The longest name of a city in a run of capitalised words that begins here."""
        if not sentence.tokens[at].capital or sentence.heading:
            return None
        end = at + 1
        while end < min(at + 4, len(sentence.tokens)) and _goes_on(sentence, end):
            end += 1
        length, cities = self._gazetteer.longest(sentence.keys[at:end])
        entries = tuple(Entry("city", (_ANY,) * length, city) for city in cities)
        return Match(at, at + length, entries) if cities else None

    def knows(self, word: str, *forms: Form) -> bool:
        """Whether a folded word alone is a name of one of these forms."""
        if word not in self._names:
            return False
        entries = self._shelf(word).phrases.get((word,), ())
        return any(entry.form in forms for entry in entries)

    def _shelf(self, first: str) -> _Shelf:
        """All names that begin with a word; putting one in order twice does no harm."""
        shelf = self._shelves.get(first)
        if shelf is None:
            shelf = self._shelves[first] = _shelved(self._names[first])
        return shelf

    def members(self, organisation: str, on: date | None) -> tuple[str, ...]:
        """Codes of its members on that day, by default the last that the tables vouch for.

        None for bodies of most of the world, which act as themselves and never as their members.
        """
        day = on or self.tables.complete_through
        rows = self._members.get(organisation, ())
        codes = {row.code for row in rows if holds(row, day)}
        return tuple(sorted(codes)) if len(codes) <= _MOST_MEMBERS else ()

    def state(self, code: str) -> list[State]:
        """All rows of a state."""
        return self._states.get(code, [])

    def holders(self, code: str, role: str, on: date | None) -> list[Office]:
        """Who holds the role, or one that goes by the same name elsewhere, on that day."""
        for other in (role, *sorted(same_role(role) - {role})):
            if rows := in_force(self._offices.get((code, other), ()), on):
                return rows
        return []

    def shared_surname(self, surname: str) -> bool:
        """Whether several people in the tables bear this name."""
        return len(self._bearers.get(surname_key(surname), ())) > 1

    def standing(self, state: State, on: date | None) -> State:
        """The state in whose place this one stands, where it did not exist yet on that day."""
        if on is None or state.start is None or state.start <= on:
            return state
        for other in self.tables.states:
            if other.successors[:1] == (state.code,) and holds(other, on):
                return other
        return state


def in_force(rows: Iterable[Dated], on: date | None) -> list[Dated]:
    """The rows that hold on that day; with no day, those that are still open."""
    if on is None:
        return [row for row in rows if row.end is None]
    return [row for row in rows if holds(row, on)]


def same_role(role: str) -> frozenset[str]:
    """The roles that are called by one another's names, this one among them."""
    key = role.replace(" ", "_")
    for group in words.ROLE_GROUPS:
        if key in group:
            return frozenset(name.replace("_", " ") for name in group)
    return frozenset({role})


def surname_key(name: str) -> str:
    """A name's folded last word."""
    return (_pattern(name)[0] or ("",))[-1]


def _roles(offices: Sequence[Office]) -> list[tuple[str, str]]:
    held = (o for o in offices if o.role and not o.role.startswith("former "))
    return list({o.role.lower(): o.sector for o in held}.items())


def _shelved(names: Sequence[tuple[str, Form, Meaning]]) -> _Shelf:
    phrases: dict[tuple[str, ...], list[Entry]] = {}
    for name, form, row in names:
        key, case = _pattern(name)
        if form in _ANY_CASE:
            case = tuple(_ANY for _ in key)
        phrases.setdefault(key, []).append(Entry(form, case, row))
    return _Shelf(phrases, max(map(len, phrases)))


def _first_word(name: str) -> str:
    first, _, rest = name.partition(" ")
    if not (first.isascii() and first.isalpha()) or (rest and first in ("The", "the")):
        return (_pattern(name)[0] or ("",))[0]
    return first.lower()


def _pattern(name: str) -> tuple[tuple[str, ...], tuple[Case, ...]]:
    """A name's folded words, without a leading article, and how each must be written."""
    if name.isascii() and name.replace(" ", "").isalpha():  # nearly all names, and quicker
        parts = name.split()
    else:
        parts = [t.text for t in tokenize(name) if t.word or t.text in _SIGNS]
    if len(parts) > 1 and parts[0].lower() == "the":
        parts = parts[1:]
    return tuple(map(fold, parts)), tuple(map(_case_of, parts))


_SIGNS = ("'s", "’s", "'", "&", "+")


def _case_of(word: str) -> Case:
    letters = word.replace(".", "")
    if len(letters) > 1 and letters.isupper():
        return "upper"
    return "title" if word[0].isupper() else "any"


def _written(entry: Entry, span: Sequence[Token], shouting: bool) -> bool:
    for case, token in zip(entry.case, span, strict=True):
        if case == "title" and not token.capital:
            return False
        if case == "upper":
            if not token.upper:
                return False
            if shouting and token.key in words.ORDINARY and "." not in token.text:
                return False
    return True


def _goes_on(sentence: Sentence, at: int) -> bool:
    """Whether a city's name may go on with this word."""
    return sentence.tokens[at].capital or sentence.keys[at] in words.PARTICLES


def _is_plural(agent: Agent) -> bool:
    last = agent.text.split()[-1]
    return agent.kind in ("person", "group") and (
        last.endswith(("men", "people", "police")) or (last.endswith("s") and last[-2:] != "ss")
    )


def _plural(agent: Agent) -> str | None:
    if agent.kind not in ("person", "group"):
        return None
    if agent.text.endswith("man"):
        return agent.text[:-2] + "en"
    if agent.text.endswith("y") and agent.text[-2:-1] not in "aeiou":
        return agent.text[:-1] + "ies"
    return agent.text + ("es" if agent.text.endswith(("s", "ch", "sh", "x")) else "s")
