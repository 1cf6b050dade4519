"""The grammar of actor phrases: owners with their nouns, names, titles, appositions.

One left-to-right pass over a sentence; each rule looks at the names that the phrase book found
and at closed word classes, never at a parse. What no rule understands is no actor.
"""

from __future__ import annotations

from datetime import date

import msgspec
from msgspec.structs import replace

from detente.actors import words
from detente.actors.index import ActorIndex, Match, in_force
from detente.actors.nouns import Nouns, Tail, as_said, noun_of, of_sector, offices, title_of
from detente.actors.owners import Owner, Owners
from detente.actors.people import People, Person
from detente.actors.places import governs, locative
from detente.actors.view import View
from detente.records import ActorKind


class Draft(msgspec.Struct, frozen=True):
    """An actor phrase over the tokens `start:end`; `bare` is one without a noun of its own."""

    start: int
    end: int
    name: str
    code: str
    kind: ActorKind
    organisation: str | None = None
    sector: str | None = None
    role: str | None = None
    members: tuple[str, ...] = ()
    bare: bool = False
    confidence: float = 0.9


_APPOSITION = 12  # words in which a looser apposition must name its state
# That people belong where they are, and that a looser apposition tells of whom; both assumed.
_AT_HOME, _TOLD = 0.8, 0.7
Found = tuple[list[Draft], int]  # the phrases that begin at a place, and where to read on


class Grammar:
    """Reads the actor phrases of one sentence of a document."""

    def __init__(self, view: View, index: ActorIndex, people: People, on: date | None) -> None:
        self.view = view
        self.people = people
        self.on = on
        self.owners = Owners(view, index, on, people.evident)
        self.nouns = Nouns(view, self.owners, people)

    def read(self) -> list[Draft]:
        """All phrases in order; none overlaps another."""
        found: list[Draft] = []
        at = floor = 0
        while at < len(self.view):
            drafts, after = self._phrase(at)
            for draft in drafts:
                found.append(self._widened(draft, floor))
                floor = draft.end
            at = max(after, at + 1)
        return found

    def _phrase(self, at: int) -> Found:
        match = self.view.at(at)
        if match is None or self.view.prefixed(at):
            return self._unknown_name(at)
        if match.has("city") and (known := self._unknown_name(at))[0]:
            return known  # somebody whom the document has named, before any town
        if match.has("trap"):
            return [], match.end
        if match.has("person"):
            return self._person(match)
        if owner := self.owners.read(match):
            return self._owned(owner)
        if match.has("title"):
            return self._free_title(match)
        if match.has("agent"):
            return self._free_agent(match)
        return self._surname(match) if match.has("surname") else ([], match.end)

    # Phrases that begin with a state or an organisation

    def _owned(self, owner: Owner) -> Found:
        if owner.form in ("region", "city"):
            return self._local(owner)
        if self.view.suffixed(owner.end) or self.view.key(owner.end) == "$":
            return [], owner.end + 1
        if owner.form == "people":
            return [self._people_of(owner)], owner.end
        if tail := self.nouns.of(owner):
            return [self._with_tail(owner, tail)], tail.end
        after = owner.end + self.view.possessive(owner.end)
        if (
            self.view.based(after) or self.view.key(after) in words.OTHERS
        ):  # "US allies" are not the US
            return [], after
        names = owner.form in ("state", "capital", "metonym")
        if names and self.view.beside(owner.start, owner.end):
            return [], owner.end
        return self._coordinated(owner) or (self._bare(owner), owner.end)

    def _local(self, owner: Owner) -> Found:
        """A region or city: a place, or what its noun is, as in "Mosul police"."""
        if tail := self.nouns.of(owner):
            return [self._with_tail(owner, tail)], tail.end
        if owner.form == "city":
            said = locative(self.view.sentence, owner.start) or self._located(owner.end)
            if not said or self.view.beside(owner.start, owner.end):
                return [], owner.end
        draft = Draft(
            owner.start, owner.end, owner.name, owner.code, "place", bare=True,
            confidence=owner.confidence,
        )  # fmt: skip
        return [draft], owner.end

    def _located(self, end: int) -> bool:
        """Whether a comma and a state or region follow: "Basra, Iraq"."""
        if self.view.key(end) != ",":
            return False
        after = self.view.at(end + 1)
        abbreviated = self.view.key(end + 1) in words.US_ABBREVIATIONS
        return abbreviated or (after is not None and after.has("state", "region"))

    def _coordinated(self, owner: Owner) -> Found | None:
        """ "British and American diplomats": every owner gets the noun's sector and kind."""
        owners = [owner]
        while (at := self._beyond_comma(owners[-1].end)) is not None:
            following = self.owners.read(self.view.at(at))
            if following is None or following.form in ("people", "capital", "metonym"):
                return None
            if self.view.suffixed(following.end):
                return None
            if tail := self.nouns.of(following):
                shared = owner.form in ("adjective", "both", "organisation")
                if not shared or self.view.possessive(following.end):
                    return None
                each = _each(tail)
                first = [self._with_tail(o, each._replace(end=o.end)) for o in owners]
                return [*first, self._with_tail(following, each)], tail.end
            if following.form == "state":
                return None
            owners.append(following)
        return None

    def _beyond_comma(self, at: int) -> int | None:
        """The place after a comma, "and" or hyphen; None when none of them stands here."""
        if self.view.sentence.glued(at):
            return at
        if self.view.key(at) not in (",", "and", "&", "or"):
            return None
        return at + 2 if self.view.key(at + 1) in ("and", "or") else at + 1

    def _with_tail(self, owner: Owner, tail: Tail) -> Draft:
        if (person := tail.person) is not None:
            code = owner.code if person.code == "---" else person.code
            organisation = person.organisation or owner.organisation
            known = replace(person, code=code, organisation=organisation)
            return _draft_of(owner.start, tail.end, known)
        name = self.view.text(owner.start, tail.end)
        if (holder := self._holder(owner, tail)) is not None:
            name = self.people.learn(holder).name
        sector = tail.sector
        if sector == "GOV" and owner.sector not in (None, "GOV") and tail.kind != "country":
            sector = owner.sector  # the president of a parliament, a rebel movement's spokesman
        return Draft(
            owner.start, tail.end, name, owner.code, tail.kind, owner.organisation, sector,
            tail.role, owner.members if self._of_members(tail) else (),
            confidence=owner.confidence,
        )  # fmt: skip

    def _holder(self, owner: Owner, tail: Tail) -> Person | None:
        """Who "the Turkish president" is; "a minister" is anyone, a parliament's head another."""
        indefinite = self.view.key(owner.start - 1) in ("a", "an", "one", "another")
        if tail.role is None or tail.plural or indefinite or owner.form == "metonym":
            return None
        return self.people.holder(owner.code, tail.role, owner.organisation)

    def _of_members(self, tail: Tail) -> bool:
        """Whether the noun speaks of a body's states: "NATO allies", "G7 leaders"."""
        belonging = self.view.key(tail.end - 1) in words.BELONGING
        return tail.kind == "group" and (belonging or (tail.plural and tail.role is not None))

    def _people_of(self, owner: Owner) -> Draft:
        """ "The Russians" are mostly the state, "two Russians" are people."""
        definite = self.view.key(owner.start - 1) == "the"
        if self.view.key(owner.start - 1) == "ethnic":  # of no state but where they live
            around = self.owners.around(owner.end)
            name, code = self.view.text(owner.start, owner.end), around.code if around else "---"
            return Draft(owner.start, owner.end, name, code, "group", sector="CVL", confidence=0.7)
        kind: ActorKind = "country" if definite else "group"
        sector = None if definite else "CVL"
        return Draft(owner.start, owner.end, owner.name, owner.code, kind, sector=sector)

    def _bare(self, owner: Owner) -> list[Draft]:
        kind, sector = owner.kind, owner.sector
        if owner.form in ("state", "both"):
            if not self._is_country(owner):
                return []
            owns = self.view.possessive(owner.end)
            place = locative(self.view.sentence, owner.start) or self._locates(owner.start)
            place = place and not owns and self.view.key(owner.end) not in words.ACT_NOUNS
            kind = "place" if place else "country"
        elif owner.form == "capital":
            if self.view.key(owner.start) in words.ORDINARY:
                return []
            acts = governs(self.view.sentence, owner.start, owner.end)
            kind, sector = ("government", "GOV") if acts else ("place", None)
        elif owner.form == "adjective" and not self._acts(owner):
            return []
        return [
            Draft(
                owner.start, owner.end, owner.name, owner.code, kind, owner.organisation, sector,
                members=owner.members, bare=True, confidence=owner.confidence,
            )
        ]  # fmt: skip

    def _locates(self, at: int) -> bool:
        """Whether a town and a comma stand before: "Melbourne, Australia"."""
        if self.view.key(at - 1) != ",":
            return False
        town = self.view.at(at - 2)
        return self.view.strange(at - 2) or (town is not None and town.has("capital"))

    def _acts(self, owner: Owner) -> bool:
        """Whether an adjective speaks of its state: "Russian invasion", "the French said"."""
        for key in self.view.sentence.keys[owner.end : owner.end + 3]:
            if key in words.ACT_NOUNS or key in words.ASSETS or _people(key):
                return True
            if key in words.FUNCTION or not key[:1].isalpha():
                break
        after = self.view.key(owner.end)
        if self.view.key(owner.start - 1) != "the":
            return False
        people = self.view.key(owner.end - 1).endswith(("ese", "ish", "ch", "swiss"))
        ends = after in words.FUNCTION - {"and", "or", "s"} or not after[:1].isalpha()
        return after in words.GOVERNMENT_VERBS or after in words.AUXILIARIES or (people and ends)

    def _is_country(self, owner: Owner) -> bool:
        """Whether a name that other places share ("Georgia") is the country here."""
        signs = words.CHECKED_NAMES.get(self.view.key(owner.start))
        if signs is None:
            return True
        against, pro = signs
        here = set(self.view.sentence.keys)
        if here & (against | pro):
            return not (here & against) or bool(here & pro)
        return owner.code in self.people.evident

    # Phrases that begin with a name, a title or an agent noun

    def _person(self, match: Match) -> Found:
        start, end = match.start, match.end
        person = self.people.named(offices(match, "person"), None, self.view.former(start))
        longer = self.view.strange(end) or (start > 1 and self.view.strange(start - 1))
        if person is None or longer or self.view.sentence.glued(end):
            return [], self.view.run(start)
        return self._apposed(start, end, self.people.learn(person))

    def _surname(self, match: Match) -> Found:
        at, end = match.start, match.end
        honoured = self.view.key(at - 1) in words.HONORIFICS
        if not honoured and not self.view.sentence.heading and self.view.run(at) > end:
            return self._unknown_name(at)
        doubtful = self.view.date(at) or self.view.joined(at, end) or self.view.beside(at, end)
        if not honoured and doubtful:
            return [], end
        key, rows = self.view.key(end - 1), offices(match, "surname")
        person = self.people.recall(key)
        if person is None and honoured:
            person = self.people.named(in_force(rows, self.on), None, False)
        person = person or self.people.alone(rows, key)
        if person is None:
            return [], end
        return self._apposed(at - 1 if honoured else at, end, self.people.learn(person))

    def _unknown_name(self, at: int) -> Found:
        """A remembered surname, or a name that an apposition explains: "X, president of Y"."""
        run = self.view.run(at) if self.view.named(at) and not self.view.prefixed(at) else at
        if run == at or self.view.date(at):
            return [], at + 1
        name = self.view.text(at, run)
        known = self.people.recall(self.view.key(run - 1))
        if known and (run == at + 1 or known.name == name):
            honoured = self.view.key(at - 1) in words.HONORIFICS
            return self._apposed(at - 1 if honoured else at, run, known)
        whereabouts = words.LOCATIVE | words.MOTION
        if run - at > 1 and not {self.view.key(at - 1), self.view.key(at)} & whereabouts:
            drafts, end = self._apposed(at, run, Person(name))
            if drafts[0].code != "---":
                return drafts, end
        return [], at + 1

    def _apposed(self, start: int, end: int, person: Person) -> Found:
        """The person's phrase, with ", the Russian foreign minister" taken into it."""
        at = end + 1
        if self.view.key(end) == ",":
            while self.view.key(at) in words.DETERMINERS or self.view.modifier(at):
                at += 1
            if said := self._office_at(at):
                tail, owner = said
                if person.code in ("---", owner.code):
                    organisation = person.organisation or owner.organisation
                    full = replace(person, code=owner.code, organisation=organisation)
                    full = self.people.learn(as_said(full, tail.role, tail.sector))
                    return [_draft_of(start, tail.end, full)], tail.end
            if person.code == "---" and (told := self._told_of(at)):
                person = self.people.learn(replace(told, name=person.name))
        return [_draft_of(start, end, person)], end

    def _told_of(self, at: int) -> Person | None:
        """What a looser apposition tells: ", spokeswoman for the Turkish army," is of Turkey."""
        sector = "" if self.view.key(at) in ("who", "whose") else None
        for place in range(at, min(at + _APPOSITION, len(self.view))):
            if self.view.key(place) in (",", ".", ";", "(", "—"):
                return None
            match = self.view.at(place)
            if match is not None and match.has("title", "agent") and sector in (None, ""):
                sector = (
                    title_of(match).sector if match.has("title") else noun_of(match).agent.sector
                )
            owner = self.owners.read(match)
            if owner and sector is not None and owner.form != "city" and owner.code != "---":
                return Person("", owner.code, owner.organisation, None, sector or None, _TOLD)
        return None

    def _office_at(self, at: int) -> tuple[Tail, Owner] | None:
        """One person's office with its state: "the Russian minister", "president of Y"."""
        match = self.view.at(at)
        owner = self.owners.read(match)
        if owner is not None and not self.view.suffixed(owner.end):
            tail = self.nouns.of(owner)
            single = tail is not None and tail.kind == "person" and tail.person is None
            return (tail, owner) if tail and single else None
        if match is None or not match.has("title") or title_of(match).plural:
            return None
        tail = self.nouns.title(match, None, False)
        of = self.owners.after_noun(tail.end)
        return (tail._replace(end=of.end), of) if of and tail.person is None else None

    def _free_title(self, match: Match) -> Found:
        start, end = match.start, match.end
        rank = end - start == 1 and self.view.key(start) in words.RANKS
        capital = self.view.sentence.tokens[start].capital
        if rank and not capital:
            return [], end
        tail = self.nouns.title(match, None, self.view.former(start))
        if tail.person is not None:
            return self._apposed(start, tail.end, tail.person)
        if rank:
            return [], end
        if sector := words.SECTOR_OF_MODIFIER.get(self.view.key(start - 1)):
            tail = of_sector(tail, sector)
        if of := self.owners.after_noun(tail.end) or self.owners.seat(tail.end, tail.kind):
            return self._owned_after(start, of, tail)
        if tail.plural and (around := self.owners.around(tail.end)) and tail.sector == "REL":
            return [self._at_home(start, tail, around)], tail.end
        if self._of_unknown(tail.end) and tail.role != "minister":
            return [], tail.end
        known = None if tail.plural or tail.role is None else self.people.by_role(tail.role)
        if known and self.view.key(start - 1) == "the":
            return [_draft_of(start, tail.end, known)], tail.end
        return self._anonymous(start, tail)

    def _free_agent(self, match: Match) -> Found:
        tail = self.nouns.agent(match, None)
        if self.view.suffixed(tail.end):
            return [], tail.end
        if tail.person is not None:
            return self._apposed(match.start, tail.end, tail.person)
        if sector := words.SECTOR_OF_MODIFIER.get(self.view.key(match.start - 1)):
            tail = of_sector(tail, sector)
        if of := self.owners.after_noun(tail.end) or self.owners.seat(tail.end, tail.kind):
            return self._owned_after(match.start, of, tail)
        last = self.view.key(tail.end - 1)
        local = tail.plural and tail.sector in words.LOCAL_SECTORS and last not in words.ABROAD
        if local and (around := self.owners.around(tail.end)):
            return [self._at_home(match.start, tail, around)], tail.end
        if last in words.RELATIONAL:
            return [], tail.end
        if tail.sector not in words.FREE_SECTORS and tail.kind != "person" and not tail.plural:
            return [], tail.end
        return self._anonymous(match.start, tail)

    def _at_home(self, start: int, tail: Tail, around: Owner) -> Draft:
        """ "Rebels in Syria": of the state that they are in, which stays a place of its own."""
        draft = replace(self._with_tail(around, tail), start=start, end=tail.end)
        sure = draft.confidence * _AT_HOME
        return replace(draft, name=self.view.text(start, tail.end), confidence=sure)

    def _owned_after(self, start: int, owner: Owner, tail: Tail) -> Found:
        """ "The president of Y", "leaders of Y and Z": the owner comes after its noun."""
        end, several = owner.end, tail.plural
        tail = self.nouns.named_after(tail._replace(end=end), owner)
        if tail.person is not None:
            return [_draft_of(start, tail.end, tail.person)], tail.end
        tail = _each(tail) if self.owners.next(end) else tail
        first = replace(self._with_tail(owner, tail), start=start, end=end)
        if first.name == self.view.text(owner.start, owner.end):
            first = replace(first, name=self.view.text(start, end))
        drafts = [first]
        while several and (more := self.owners.next(end)):
            end = more.end
            drafts.append(self._with_tail(more, tail._replace(end=end)))
        return drafts, end

    def _anonymous(self, start: int, tail: Tail) -> Found:
        """A noun without a state; a bare singular ("rebel hideouts") only describes."""
        before = self.view.key(start - 1)
        counted = before in words.DETERMINERS or self.view.modifier(start - 1) or before.isdigit()
        if tail.kind == "person" and not (counted or self.view.possessive(start - 1)):
            return [], tail.end
        name = self.view.text(start, tail.end)
        draft = Draft(start, tail.end, name, "---", tail.kind, None, tail.sector, tail.role)
        return [draft], tail.end

    def _of_unknown(self, at: int) -> bool:
        """Whether "of" and a capitalised name follow: president of a club or firm."""
        if self.view.key(at) not in ("of", "for"):
            return False
        return self.view.named(at + 1 + (self.view.key(at + 1) == "the"))

    # The whole noun phrase

    def _widened(self, draft: Draft, floor: int) -> Draft:
        """The phrase with its determiner, numbers and modifiers: "several senior officials"."""
        start = draft.start
        while start > floor and not draft.bare and self._premodifies(start - 1):
            start -= 1
        compound = self.view.sentence.glued(draft.end)  # "the Russia-Ukraine war"
        before = self.view.key(start - 1) if start > floor else ""
        if before in words.DETERMINERS and not compound and (before == "the" or not draft.bare):
            start -= 1
        return replace(draft, start=start)

    def _premodifies(self, at: int) -> bool:
        view = self.view
        joined = view.suffixed(at + 1) or view.suffixed(at) or view.prefixed(at)
        joined = joined or view.sentence.glued(at + 1)
        return joined or view.modifier(at) or view.key(at)[:1].isdigit()


def _each(tail: Tail) -> Tail:
    """ "The French and German presidents" are one each, "officials" are many each."""
    single = tail.plural and tail.role in words.ROLES_FIRST and tail.role != "leader"
    return tail._replace(plural=False, kind="person") if single else tail


def _draft_of(start: int, end: int, person: Person) -> Draft:
    return Draft(
        start, end, person.name, person.code, "person", person.organisation, person.sector,
        person.role, confidence=person.confidence,
    )  # fmt: skip


def _people(key: str) -> bool:
    """Whether a word is a plural of people by its ending: "skippers", "royalists"."""
    return key.endswith(words.PEOPLE_ENDINGS) and len(key) > 5 and key not in words.NO_PEOPLE
