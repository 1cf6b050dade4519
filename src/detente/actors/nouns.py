"""The noun of an actor phrase: agent nouns, offices and the names that go with them."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from detente.actors import words
from detente.actors.index import Match, Noun, Title, same_role
from detente.actors.owners import Owner, Owners
from detente.actors.people import People, Person
from detente.actors.places import locative
from detente.actors.rows import Metonym, Office
from detente.actors.view import View
from detente.records import ActorKind

_REACH = 7  # words from a state's adjective to the noun that it belongs to
_STRONG_SECTORS = ("MIL", "SPY", "COP")


class Tail(NamedTuple):
    """A noun up to token `end`: who it is within its owner."""

    end: int
    kind: ActorKind
    sector: str | None
    person: Person | None = None
    role: str | None = None
    plural: bool = False


class Nouns:
    """Reads the nouns of one sentence, and teaches `people` the persons it meets."""

    def __init__(self, view: View, owners: Owners, people: People) -> None:
        self.view = view
        self.owners = owners
        self.people = people

    def of(self, owner: Owner) -> Tail | None:
        """The noun that belongs to an owner before it, with a name after a comma."""
        tail = self._after(owner)
        return tail and self.with_name(tail, owner)

    def with_name(self, tail: Tail, owner: Owner) -> Tail:
        """The noun with its name after a comma: "the French president, Emmanuel Macron"."""
        view = self.view
        if tail.person or tail.plural or tail.kind != "person" or view.key(tail.end) != ",":
            return tail
        at = tail.end + 1
        match = view.at(at)
        if match is not None and match.has("person"):
            person = self.people.named(offices(match, "person"), owner.code, False)
            fits = person is not None and _belongs(person, owner)
            return self._named(match.end, person, tail) if person and fits else tail
        run = view.run(at)
        if run - at < 2 or view.known[at] or view.key(run) not in (",", "."):
            return tail
        person = Person(view.text(at, run), owner.code, owner.organisation)
        return self._named(run, person, tail)

    def named_after(self, tail: Tail, owner: Owner) -> Tail:
        """The noun with its name at once or after a comma: "the president of Norland Ada Quill"."""
        if tail.role and not tail.plural and tail.person is None:
            title = Title(tail.role, tail.sector or "GOV")
            if named := self.titled_name(tail.end, title, owner, False):
                return self._named(named[1], named[0], tail)
        return self.with_name(tail, owner)

    def title(self, match: Match, owner: Owner | None, former: bool) -> Tail:
        """An office with the name that follows it, if one does: "President Biden"."""
        title, end = title_of(match), match.end
        former = former or self.view.former(match.start)
        after = self.view.at(end)
        while after is not None and after.has("title") and not title.plural:
            title, end = _wider(title, title_of(after)), after.end
            after = self.view.at(end)
        role = f"former {title.role}" if former else title.role
        sector = "ELI" if former and title.sector == "GOV" else title.sector
        kind: ActorKind = "group" if title.plural else "person"
        tail = Tail(self.owners.sent_to(match, end), kind, sector, None, role, title.plural)
        if not title.plural and (named := self.titled_name(end, title, owner, former)):
            return self._named(named[1], named[0], tail)
        return tail

    def titled_name(
        self, at: int, title: Title, owner: Owner | None, former: bool
    ) -> tuple[Person, int] | None:
        """The person named here after a title, and where the name ends."""
        code, match, run = owner.code if owner else None, self.view.at(at), self.view.run(at)
        if match is not None and match.has("person") and run <= match.end:
            person = self.people.named(offices(match, "person"), code, former)
            if person is not None and (owner is None or _belongs(person, owner)):
                return person, match.end
        if match is not None and match.has("surname") and run <= match.end:
            person = self.people.titled(offices(match, "surname"), title.role, code, former)
            person = person or self.people.recall(self.view.key(match.end - 1))
            if person is not None:
                return person, match.end
        if run == at or self.view.sentence.heading:
            return None
        known = self.people.recall(self.view.key(run - 1))
        if known and (run == at + 1 or known.name == self.view.text(at, run)):
            return known, run
        organisation = owner.organisation if owner else None
        return Person(self.view.text(at, run), code or "---", organisation), run

    def agent(self, match: Match, owner: Owner | None) -> Tail:
        """An agent noun with those that go on it: "army officers", "defence ministry officials"."""
        noun, end, start = noun_of(match), match.end, match.start
        sector: str = noun.agent.sector
        while (after := self._next_noun(end)) is not None:
            if after.has("title"):
                return _of_body(self.title(after, owner, False), sector)
            noun, end = noun_of(after), after.end
            vague = noun.agent.sector == "GOV" or self.view.key(end - 1) in words.OF_ANY_BODY
            sector = sector if vague else noun.agent.sector
        kind: ActorKind = noun.agent.kind
        if sector == "GOV" and kind == "person" and self._once(start):
            sector = "ELI"
        if kind == "person" and noun.plural:
            return Tail(end, "group", sector, plural=True)
        tail = Tail(end, kind, sector, plural=noun.plural)
        if kind == "person" and (named := self._name_after(end, owner)):
            return self._named(named[1], named[0], tail)
        return tail

    def _once(self, at: int) -> bool:
        """Whether the noun names those who were: "a former White House official"."""
        before = self.view.sentence.keys[max(0, at - 4) : at]
        return any(key in words.FORMER_OFFICIAL for key in before)

    # What stands after an owner

    def _after(self, owner: Owner) -> Tail | None:
        if self.view.possessive(owner.end):
            return self._scan(owner.end + 1, owner, _REACH)
        if self.view.based(owner.end):
            return self._scan(owner.end + 1, owner, _REACH)
        if owner.form in ("adjective", "both", "organisation", "metonym"):
            return self._scan(owner.end, owner, _REACH)
        if owner.form in ("state", "city") and locative(self.view.sentence, owner.start):
            return None
        return self._scan(owner.end, owner, 1)

    def _scan(self, at: int, owner: Owner, reach: int) -> Tail | None:
        """The first noun from here, over modifiers and one unknown word."""
        former, unknown, sector = self.view.former(at), 0, None
        for place in range(at, min(at + reach, len(self.view))):
            if tail := self._head(place, owner, former):
                return tail if sector is None else of_sector(tail, sector)
            key = self.view.key(place)
            former = former or key in words.FORMER
            sector = words.SECTOR_OF_MODIFIER.get(key, sector)
            if self.view.modifier(place) or self._goes_on(place):
                continue
            if not self._may_modify(place):
                return None
            unknown += 0 if self.view.named(place) else 1
            if unknown > 1:
                return None
        return None

    def _goes_on(self, at: int) -> bool:
        key = self.view.key(at)
        if key == "and":
            return all(self.view.key(near) in words.MODIFIERS for near in (at - 1, at + 1))
        glued = self.view.sentence.glued(at) or self.view.suffixed(at + 1)
        return glued or self.view.possessive(at)

    def _may_modify(self, at: int) -> bool:
        """Whether an unknown word may stand between an adjective and its noun."""
        key, token = self.view.key(at), self.view.sentence.tokens[at]
        closed = (words.FUNCTION, words.CALENDAR, words.GOVERNMENT_VERBS, words.DETERMINERS)
        if not token.word or any(key in group for group in closed):
            return False
        return token.capital or not key.endswith(("s", "ed", "ing"))

    def _head(self, at: int, owner: Owner, former: bool) -> Tail | None:
        match = self.view.at(at)
        if owner.form == "organisation" and self.view.key(at) in words.BELONGING:
            return Tail(at + 1, "group", "GOV", plural=True)
        if self.view.key(at) in words.HARDWARE:
            return Tail(at + 1, "military", "MIL")
        if match is None:
            sector = words.BODIES.get(self.view.key(at))
            return Tail(at + 1, _BODY_KINDS.get(sector, "government"), sector) if sector else None
        if match.has("person"):
            person = self.people.named(offices(match, "person"), owner.code, former)
            whole = self.view.run(at) <= match.end
            if person is None or not whole or not _belongs(person, owner):
                return None
            return self._named(match.end, person, None)
        if match.has("title"):
            return self.title(match, owner, former)
        if match.has("agent"):
            return self.agent(match, owner)
        if match.has("surname") and self.view.run(at) <= match.end:
            key = self.view.key(match.end - 1)
            person = self.people.recall(key) or self.people.alone(offices(match, "surname"), key)
            fits = person is not None and _belongs(person, owner)
            return self._named(match.end, person, None) if person and fits else None
        return self._branch(match, owner, former)

    def _branch(self, match: Match, owner: Owner, former: bool) -> Tail | None:
        """A metonym within its own state: "the US State Department"."""
        rows = [r for r in match.rows("metonym") if isinstance(r, Metonym) and r.code == owner.code]
        if not rows:
            return None
        after = self.view.at(match.end)
        if after is not None and after.has("title", "agent"):
            return self._head(match.end, owner, former)
        kind: ActorKind = "government" if rows[0].kind == "place" else rows[0].kind
        return Tail(match.end, kind, rows[0].sector)

    def _next_noun(self, at: int) -> Match | None:
        """The noun that goes on another, over one modifier: "opposition defence spokesmen"."""
        match = self.view.at(at + 1 if self.view.key(at) in words.MODIFIERS else at)
        goes_on = match is not None and match.has("agent", "title") and not match.has("state")
        return match if goes_on else None

    def _name_after(self, at: int, owner: Owner | None) -> tuple[Person, int] | None:
        match, run = self.view.at(at), self.view.run(at)
        if match is not None and match.has("person") and run <= match.end:
            person = self.people.named(offices(match, "person"), owner and owner.code, False)
            return (person, match.end) if person else None
        if run - at < 2 or self.view.sentence.heading:
            return None
        organisation = owner.organisation if owner else None
        return Person(self.view.text(at, run), owner.code if owner else "---", organisation), run

    def _named(self, end: int, person: Person, said: Tail | None) -> Tail:
        """The tail of a person, with what the text itself says of the office."""
        if said is not None:
            person = as_said(person, said.role, said.sector)
        self.people.learn(person)
        return Tail(end, "person", person.sector, person, person.role)


_BODY_KINDS: dict[str | None, ActorKind] = {"MIL": "military", "PTY": "organisation"}


def as_said(person: Person, role: str | None, sector: str | None) -> Person:
    """The person in the role that the text gives, unless the tables say the same more exactly."""
    if role is None:
        return msgspec.structs.replace(person, sector=person.sector or sector)
    held = person.role or ""
    former = role.startswith("former ") and held.startswith("former ")
    vague = role in words.GENERIC_ROLES or role.split()[-1] in words.RANKS
    if former or (vague and held) or role in same_role(held) or held.endswith(role):
        return person
    return msgspec.structs.replace(person, role=role, sector=sector or person.sector)


def of_sector(tail: Tail, sector: str) -> Tail:
    """A noun of government in the sector of its modifier: "military officials" are MIL."""
    general = tail.role is None or tail.role in words.GENERIC_ROLES
    free = tail.person is None and tail.sector == "GOV" and general
    return tail._replace(sector=sector) if free else tail


def offices(match: Match, form: str) -> list[Office]:
    """The office rows behind a person's name."""
    return [e.row for e in match.entries if e.form == form and isinstance(e.row, Office)]


def title_of(match: Match) -> Title:
    """The office that a match names."""
    return next(e.row for e in match.entries if isinstance(e.row, Title))


def noun_of(match: Match) -> Noun:
    """The agent noun that a match names."""
    return next(e.row for e in match.entries if isinstance(e.row, Noun))


def _of_body(tail: Tail, sector: str) -> Tail:
    """An office within a body: an "army spokesman" is MIL, a "church leader" REL."""
    generic = tail.role in words.GENERIC_ROLES and sector != "GOV"
    if tail.person is not None or not (generic or sector in _STRONG_SECTORS):
        return tail
    return tail._replace(sector=sector)


def _belongs(person: Person, owner: Owner) -> bool:
    if owner.organisation:
        return person.organisation == owner.organisation or person.code == owner.code
    return person.code in ("---", owner.code)


def _wider(first: Title, second: Title) -> Title:
    """Of two titles in a row ("President General X") the one that is no mere rank."""
    return first if second.role in words.RANKS or second.sector == "MIL" else second
