"""The grammar of actor phrases: owners ("Russia's"), titles, names, agent nouns, appositions.

One left-to-right pass over a sentence; each rule looks at the names that the phrase book found
and at closed word classes, never at a parse. What no rule understands is no actor.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from detente.actors import words
from detente.actors.index import ActorIndex, Match, Noun, Title, in_force
from detente.actors.people import People, Person
from detente.actors.places import beside_names, governs, locative
from detente.actors.tables import Metonym, Office, Organisation, State
from detente.actors.tokens import Sentence
from detente.records import ActorKind

_POSSESSIVE = ("'s", "’s", "'")
_REACH = 7  # words from a state's adjective to the noun that it belongs to


@dataclass(frozen=True, slots=True)
class Draft:
    """An actor phrase over the tokens `start:end` of a sentence."""

    start: int
    end: int
    name: str
    code: str
    kind: ActorKind
    organisation: str | None = None
    sector: str | None = None
    role: str | None = None
    members: tuple[str, ...] = ()


class Owner(NamedTuple):
    """The state or organisation that a phrase belongs to, up to token `end`."""

    start: int
    end: int
    form: str
    name: str
    code: str
    organisation: str | None = None
    sector: str | None = None
    kind: ActorKind = "country"
    members: tuple[str, ...] = ()


class Tail(NamedTuple):
    """The noun of a phrase up to token `end`: who it is within its owner."""

    end: int
    kind: ActorKind
    sector: str | None
    person: Person | None = None
    role: str | None = None
    plural: bool = False


class Grammar:
    """Reads the actor phrases of one sentence of a document."""

    def __init__(
        self,
        sentence: Sentence,
        matches: Sequence[Match | None],
        index: ActorIndex,
        people: People,
        on: date | None,
    ) -> None:
        self.sentence = sentence
        self.matches = matches
        self.index = index
        self.people = people
        self.on = on
        self.floor = 0
        self.known = _known(matches)

    def read(self) -> list[Draft]:
        """All phrases in order; none overlaps another."""
        found: list[Draft] = []
        at = 0
        while at < len(self.sentence.tokens):
            drafts, after = self._phrase(at)
            for draft in drafts:
                found.append(self._widened(draft, self.floor))
                self.floor = draft.end
            at = max(after, at + 1)
        return found

    def _phrase(self, at: int) -> tuple[list[Draft], int]:
        match = self.matches[at]
        if match is None or self._prefixed(at):
            return self._unknown_name(at)
        if match.has("trap"):
            return [], match.end
        if match.has("person"):
            return self._person(match)
        if owner := self._owner(match):
            return self._owned(owner)
        if match.has("title"):
            return self._free_title(match)
        if match.has("agent"):
            return self._free_agent(match)
        if match.has("surname"):
            return self._surname(match)
        return [], match.end

    # Owners: states, capitals, metonyms, organisations

    def _owner(self, match: Match) -> Owner | None:
        for form in ("state", "adjective", "people", "capital"):
            states = [row for row in match.rows(form) if isinstance(row, State)]  # type: ignore[arg-type]
            if states and (state := self._state(states)) is not None:
                form = "both" if form == "state" and match.has("adjective") else form
                return Owner(match.start, match.end, form, state.name, state.code)
        metonyms = [r for r in match.rows("metonym") if isinstance(r, Metonym)]
        if metonyms:
            row = (in_force(metonyms, self.on) or metonyms)[0]
            return self._metonym(match, row)
        organisations = [r for r in match.rows("organisation") if isinstance(r, Organisation)]
        if organisations:
            return self._organisation(match, (in_force(organisations, self.on) or organisations)[0])
        return None

    def _state(self, rows: Sequence[State]) -> State | None:
        """The one state meant on the date; None when two are as likely."""
        current = in_force(rows, self.on) or [self.index.standing(row, self.on) for row in rows]
        evident = [row for row in current if row.code in self.people.evident]
        codes = {row.code for row in current}
        if len(codes) == 1:
            return current[0]
        return evident[0] if len({row.code for row in evident}) == 1 else None

    def _metonym(self, match: Match, row: Metonym) -> Owner:
        text = self._text(match.start, match.end)
        kind: ActorKind = row.kind
        if row.kind == "place" and locative(self.sentence, match.start):
            return Owner(match.start, match.end, "metonym", text, row.code, kind="place")
        if row.kind == "place":
            kind = "military" if row.sector == "MIL" else "government"
        return Owner(
            match.start, match.end, "metonym", text, row.code, row.organisation, row.sector, kind
        )

    def _organisation(self, match: Match, row: Organisation) -> Owner:
        return Owner(
            match.start,
            match.end,
            "organisation",
            row.name,
            row.code,
            row.id,
            row.sector,
            row.kind,
            self.index.members(row.id, self.on),
        )

    def _owned(self, owner: Owner) -> tuple[list[Draft], int]:
        """The phrase that begins with an owner, coordinated owners included."""
        if self._suffixed(owner.end):
            return [], owner.end + 1
        beside = owner.form in ("state", "capital", "metonym") and beside_names(
            self.sentence, owner.start, owner.end, self.known
        )
        if owner.form == "people":
            return [self._people_of(owner)], owner.end
        if tail := self._tail_of(owner):
            return [self._with_tail(owner, tail)], tail.end
        if beside and not self._known_after(owner.end):
            return [], owner.end
        shared = self._coordinated(owner)
        return shared if shared else (self._bare(owner), owner.end)

    def _tail_of(self, owner: Owner) -> Tail | None:
        tail = self._noun_of(owner)
        return tail and self._with_name(tail, owner)

    def _with_name(self, tail: Tail, owner: Owner) -> Tail:
        """The noun with its name after a comma: "the French president, Emmanuel Macron"."""
        if tail.person or tail.plural or tail.kind != "person" or not self._comma(tail.end):
            return tail
        at, match = tail.end + 1, self._at(tail.end + 1)
        if match is not None and match.has("person"):
            person = self.people.named(_offices(match, "person"), owner.code, False)
            return self._named(match.end, person) if person and _belongs(person, owner) else tail
        run = self._run(at)
        if run - at < 2 or self.known[at] or self.sentence.key(run) not in (",", "."):
            return tail
        name = self._text(at, run)
        named = Person(name, owner.code, owner.organisation, tail.role, tail.sector)
        return self._named(run, named)

    def _comma(self, at: int) -> bool:
        return self.sentence.key(at) == ","

    def _noun_of(self, owner: Owner) -> Tail | None:
        possessive = self.sentence.key(owner.end) in _POSSESSIVE
        if possessive:
            return self._tail(owner.end + 1, owner, _REACH)
        if owner.form in ("adjective", "both", "organisation", "metonym"):
            return self._tail(owner.end, owner, _REACH)
        if locative(self.sentence, owner.start) and owner.form == "state":
            return None
        return self._tail(owner.end, owner, 1)

    def _coordinated(self, owner: Owner) -> tuple[list[Draft], int] | None:
        """ "British and American diplomats": every owner gets the noun's sector and kind."""
        at, owners = owner.end, [owner]
        while self.sentence.key(at) in (",", "and", "&", "or") or self.sentence.glued(at):
            step = at if self.sentence.glued(at) else at + 1
            if self.sentence.key(at) == "," and self.sentence.key(step) in ("and", "or"):
                step += 1
            match = self.matches[step] if step < len(self.matches) else None
            following = self._owner(match) if match else None
            if following is None or following.form in ("people", "capital", "metonym"):
                return None
            owners.append(following)
            at = following.end
            if following.form == "state" or self._suffixed(at):
                return None
            if tail := self._tail_of(following):
                if not _adjectival(owner) or self.sentence.key(at) in _POSSESSIVE:
                    return None
                first = [self._with_tail(o, tail._replace(end=o.end)) for o in owners[:-1]]
                return [*first, self._with_tail(following, tail)], tail.end
        return None

    def _with_tail(self, owner: Owner, tail: Tail) -> Draft:
        person = tail.person
        whole = self._text(owner.start, tail.end)
        if person is not None:
            code = owner.code if person.code == "---" else person.code
            organisation = person.organisation or owner.organisation
            return Draft(
                owner.start, tail.end, person.name, code, "person", organisation,
                person.sector or tail.sector, person.role or tail.role,
            )  # fmt: skip
        if tail.role and not tail.plural:
            if holder := self.people.holder(owner.code, tail.role):
                self.people.learn(holder)
                whole = holder.name
        members = owner.members if tail.kind == "group" else ()
        return Draft(
            owner.start, tail.end, whole, owner.code, tail.kind, owner.organisation, tail.sector,
            tail.role, members,
        )  # fmt: skip

    def _people_of(self, owner: Owner) -> Draft:
        definite = self.sentence.key(owner.start - 1) == "the"
        kind: ActorKind = "country" if definite else "group"
        return Draft(
            owner.start, owner.end, owner.name, owner.code, kind, sector=None if definite else "CVL"
        )

    def _bare(self, owner: Owner) -> list[Draft]:
        kind, sector = owner.kind, owner.sector
        if owner.form in ("state", "both"):
            if not self._is_country(owner):
                return []
            kind = "place" if locative(self.sentence, owner.start) else "country"
        elif owner.form == "capital":
            if self.sentence.key(owner.start) in words.ORDINARY:
                return []
            acts = governs(self.sentence, owner.start, owner.end)
            kind, sector = ("government", "GOV") if acts else ("place", None)
        elif owner.form == "adjective" and not self._acts(owner):
            return []
        return [
            Draft(
                owner.start, owner.end, owner.name, owner.code, kind, owner.organisation, sector,
                members=owner.members,
            )
        ]  # fmt: skip

    def _acts(self, owner: Owner) -> bool:
        """Whether an adjective speaks of its state: "Russian invasion", "the French said"."""
        keys = self.sentence.keys[owner.end : owner.end + 3]
        for key in keys:
            if key in words.ACT_NOUNS:
                return True
            if key in words.FUNCTION or not key[:1].isalpha():
                break
        after = self.sentence.key(owner.end)
        verb = after in words.GOVERNMENT_VERBS or after in words.AUXILIARIES
        return verb and self.sentence.key(owner.start - 1) == "the"

    def _is_country(self, owner: Owner) -> bool:
        signs = words.CHECKED_NAMES.get(self.sentence.key(owner.start))
        if signs is None:
            return True
        against, pro = signs
        here = set(self.sentence.keys)
        if here & (against | pro):
            return not (here & against) or bool(here & pro)
        return owner.code in self.people.evident

    # The noun of a phrase

    def _tail(self, at: int, owner: Owner | None, reach: int) -> Tail | None:
        former, unknown, sector = self._is_former(at), 0, None
        for place in range(at, min(at + reach, len(self.sentence.tokens))):
            found = self._head(place, owner, former)
            if found is not None:
                return found if sector is None else _of_sector(found, sector)
            key, token = self.sentence.keys[place], self.sentence.tokens[place]
            former = former or key in words.FORMER
            sector = words.SECTOR_OF_MODIFIER.get(key, sector)
            if key in words.FORMER or key in words.MODIFIERS or key in words.QUANTIFIERS:
                continue
            if self._suffixed(place + 1) or token.glued or key in ("and", "'s", "’s"):
                if key == "and" and not self._joins_modifiers(place):
                    return None
                continue
            if key in words.FUNCTION or key in words.CALENDAR or not token.word:
                return None
            unknown += 0 if token.capital and not self.sentence.heading else 1
            if unknown > 1 or key.endswith(("s", "ed", "ing")) and not token.capital:
                return None
            if key in words.GOVERNMENT_VERBS:
                return None
        return None

    def _head(self, at: int, owner: Owner | None, former: bool) -> Tail | None:
        match = self.matches[at]
        if match is None:
            sector = words.BODIES.get(self.sentence.keys[at])
            return Tail(at + 1, _body_kind(sector), sector) if sector and owner else None
        if match.has("person"):
            person = self.people.named(_offices(match, "person"), owner and owner.code, former)
            same = person is not None and (owner is None or _belongs(person, owner))
            return self._named(match.end, person) if same and person else None
        if match.has("title"):
            return self._title(match, owner, former)
        if match.has("agent"):
            return self._agent(match, owner)
        if match.has("metonym") and owner is not None:
            rows = [r for r in match.rows("metonym") if isinstance(r, Metonym)]
            fit = [r for r in rows if r.code == owner.code]
            after = self._at(match.end)
            if fit and after is not None and after.has("title", "agent"):
                return self._head(match.end, owner, former)
            if fit:
                kind: ActorKind = "government" if fit[0].kind == "place" else fit[0].kind
                return Tail(match.end, kind, fit[0].sector)
        return None

    def _named(self, end: int, person: Person) -> Tail:
        self.people.learn(person)
        return Tail(end, "person", person.sector, person, person.role)

    def _agent(self, match: Match, owner: Owner | None) -> Tail:
        """An agent noun with those that follow it: "army officers", "defence ministry officials"."""
        noun, end, sector = _noun(match), match.end, _noun(match).agent.sector
        after = self._next_noun(end)
        while after is not None and after.has("agent", "title") and not after.has("state"):
            if after.has("title"):
                tail = self._title(after, owner, False)
                keeps = sector in _STRONG or tail.role in words.GENERIC_ROLES
                return tail._replace(sector=sector) if keeps and not tail.person else tail
            noun, end = _noun(after), after.end
            sector = sector if noun.agent.sector == "GOV" else noun.agent.sector
            after = self._next_noun(end)
        kind: ActorKind = noun.agent.kind
        plural = noun.plural or kind == "group"
        if kind == "person" and plural:
            kind = "group"
        if kind == "person" and (named := self._name_after(end, owner)):
            person, end = named
            return self._named(end, replace_sector(person, sector))
        return Tail(end, kind, sector, plural=plural)

    def _title(self, match: Match, owner: Owner | None, former: bool) -> Tail:
        title, end = _title(match), match.end
        former = former or self._is_former(match.start)
        after = self._at(end)
        while after is not None and after.has("title") and not title.plural:
            title, end = (title if after.has("agent") else _wider(title, _title(after))), after.end
            after = self._at(end)
        role = f"former {title.role}" if former else title.role
        sector = "ELI" if former and title.sector == "GOV" else title.sector
        if title.plural:
            return Tail(self._sent_to(match, end), "group", sector, None, role, True)
        if named := self._titled_name(end, title, owner, former):
            person, end = named
            return self._named(end, person)
        return Tail(self._sent_to(match, end), "person", sector, None, role)

    def _titled_name(
        self, at: int, title: Title, owner: Owner | None, former: bool
    ) -> tuple[Person, int] | None:
        code = owner.code if owner else None
        match = self._at(at)
        run = self._run(at)
        if match is not None and match.has("person") and run <= match.end:
            person = self.people.named(_offices(match, "person"), code, former)
            if person is not None and (owner is None or _belongs(person, owner)):
                return person, match.end
        if match is not None and match.has("surname") and run <= match.end:
            person = self.people.titled(_offices(match, "surname"), title.role, code, former)
            person = person or self.people.recall(self.sentence.key(match.end - 1))
            if person is not None:
                return person, match.end
        if run == at or self.sentence.heading:
            return None
        if run == at + 1 and (known := self.people.recall(self.sentence.key(at))):
            return known, run
        role = f"former {title.role}" if former else title.role
        organisation = owner.organisation if owner else None
        sector = "ELI" if former and title.sector == "GOV" else title.sector
        return Person(self._text(at, run), code or "---", organisation, role, sector), run

    def _name_after(self, at: int, owner: Owner | None) -> tuple[Person, int] | None:
        match = self._at(at)
        if match is not None and match.has("person"):
            person = self.people.named(_offices(match, "person"), owner and owner.code, False)
            return (person, match.end) if person else None
        run = self._run(at)
        if run - at < 2 or self.sentence.heading:
            return None
        code = owner.code if owner else "---"
        return Person(self._text(at, run), code, owner.organisation if owner else None), run

    def _run(self, at: int) -> int:
        """The end of the run of capitalised words that looks like a person's name."""
        end, n = at, len(self.sentence.tokens)
        while end < n and end - at < 5:
            key, match = self.sentence.keys[end], self.matches[end]
            named = self.sentence.tokens[end].capital and self.sentence.tokens[end].word
            taken = match is not None and not match.has("surname", "person", "capital")
            if named and key not in words.CALENDAR and not (taken and end == at):
                end += 1
            elif end > at and key in words.PARTICLES and end + 1 < n:
                end += 1
            else:
                break
        while end > at and self.sentence.keys[end - 1] in words.PARTICLES:
            end -= 1
        return end

    # Phrases without an owner before them

    def _person(self, match: Match) -> tuple[list[Draft], int]:
        former = self._is_former(match.start)
        person = self.people.named(_offices(match, "person"), None, former)
        longer = self._strange(match.end) or (at := match.start) > 1 and self._strange(at - 1)
        if person is None or longer or self.sentence.glued(match.end):
            return [], self._run(match.start)
        self.people.learn(person)
        return self._apposed(match.start, match.end, person)

    def _surname(self, match: Match) -> tuple[list[Draft], int]:
        at, key = match.start, self.sentence.key(match.end - 1)
        honoured = self.sentence.key(at - 1) in words.HONORIFICS
        if not honoured and (self._is_date(at) or self._beside(at, match.end)):
            return [], max(match.end, self._run(at))
        person = self.people.recall(key)
        rows = _offices(match, "surname")
        if person is None and honoured:
            person = self.people.named(in_force(rows, self.on), None, False)
        person = person or self.people.alone(rows, key)
        if person is None:
            return [], match.end
        self.people.learn(person)
        start = at - 1 if honoured else at
        return self._apposed(start, match.end, person)

    def _unknown_name(self, at: int) -> tuple[list[Draft], int]:
        """A remembered surname, or a name that an apposition explains: "X, president of Y"."""
        if not self.sentence.named(at) or self._prefixed(at):
            return [], at + 1
        run = self._run(at)
        if run <= at:
            return [], at + 1
        known = self.people.recall(self.sentence.key(run - 1))
        whole = self._text(at, run)
        if known and (run == at + 1 or known.name == whole) and not self._is_date(at):
            start = at - 1 if self.sentence.key(at - 1) in words.HONORIFICS else at
            return self._apposed(start, run, known)
        if run - at > 1 and self.sentence.key(at - 1) not in words.LOCATIVE | words.MOTION:
            drafts, end = self._apposed(at, run, Person(whole))
            if drafts[0].code != "---":
                return drafts, end
        return [], at + 1

    def _apposed(self, start: int, end: int, person: Person) -> tuple[list[Draft], int]:
        """The person's phrase, with ", the Russian foreign minister" taken into it."""
        at = end + 1
        if self.sentence.key(end) == ",":
            while self.sentence.key(at) in words.DETERMINERS or self._is_modifier(at):
                at += 1
            if explained := self._explained(at, person):
                return explained_by(start, person, explained, self.people)
        draft = Draft(
            start, end, person.name, person.code, "person", person.organisation, person.sector,
            person.role,
        )  # fmt: skip
        return [draft], end

    def _explained(self, at: int, person: Person) -> Draft | None:
        """A singular office that begins here and fits the person."""
        match = self._at(at)
        owner = self._owner(match) if match else None
        found: Draft | None = None
        if owner is not None and not self._suffixed(owner.end):
            tail = self._tail_of(owner)
            if tail and tail.person is None and tail.kind == "person" and not tail.plural:
                found = Draft(
                    owner.start, tail.end, "", owner.code, "person", owner.organisation,
                    tail.sector, tail.role,
                )  # fmt: skip
        elif match is not None and match.has("title") and not _title(match).plural:
            tail = self._title(match, None, False)
            of = self._of_owner(tail.end)
            if of and tail.person is None:
                found = Draft(
                    at, of.end, "", of.code, "person", of.organisation, tail.sector, tail.role
                )
        fits = found is not None and (person.code in ("---", found.code))
        return found if fits else None

    def _free_title(self, match: Match) -> tuple[list[Draft], int]:
        title = _title(match)
        former = self._is_former(match.start)
        tail = self._title(match, None, former)
        if tail.person is not None:
            person = tail.person
            return self._apposed(match.start, tail.end, person)
        if match.end - match.start == 1 and self.sentence.key(match.start) in words.RANKS:
            return [], match.end
        if of := self._of_owner(tail.end):
            return self._owned_after(match.start, of, tail)
        if self._of_unknown(tail.end):
            return [], tail.end
        known = None if title.plural else self.people.by_role(title.role)
        if known and self.sentence.key(match.start - 1) == "the" and not former:
            return [_draft_of(match.start, tail.end, known)], tail.end
        return [self._anonymous(match.start, tail)], tail.end

    def _free_agent(self, match: Match) -> tuple[list[Draft], int]:
        tail = self._agent(match, None)
        if self._suffixed(tail.end) or self.sentence.key(tail.end - 1) in words.RELATIONAL:
            return [], tail.end
        if tail.person is not None:
            return self._apposed(match.start, tail.end, tail.person)
        sector = words.SECTOR_OF_MODIFIER.get(self.sentence.key(match.start - 1))
        tail = _of_sector(tail, sector) if sector else tail
        if of := self._of_owner(tail.end):
            return self._owned_after(match.start, of, tail)
        return [self._anonymous(match.start, tail)], tail.end

    def _owned_after(self, start: int, owner: Owner, tail: Tail) -> tuple[list[Draft], int]:
        """ "the president of Y (X)", "leaders of Y and Z": the owner comes after its noun."""
        end = owner.end
        tail = self._with_name(tail._replace(end=end), owner)
        if tail.person is not None:
            return [_draft_of(start, tail.end, tail.person)], tail.end
        if not tail.plural and tail.role:
            if named := self._titled_name(end, Title(tail.role, tail.sector or "GOV"), owner, False):
                person, end = named
                self.people.learn(person)
                return [_draft_of(start, end, person)], end
        draft = replace(self._with_tail(owner, tail._replace(end=owner.end)), start=start, end=end)
        if draft.name == self._text(owner.start, owner.end):
            draft = replace(draft, name=self._text(start, end))
        drafts = [draft]
        while tail.plural and (more := self._next_owner(end)):
            end = more.end
            drafts.append(replace(self._with_tail(more, tail._replace(end=end)), end=end))
        return drafts, end

    def _anonymous(self, start: int, tail: Tail) -> Draft:
        return Draft(
            start, tail.end, self._text(start, tail.end), "---", tail.kind, None, tail.sector,
            tail.role,
        )  # fmt: skip

    # Looking around

    def _next_noun(self, at: int) -> Match | None:
        """The match that goes on a noun, over one modifier: "opposition defence spokesmen"."""
        return self._at(at + 1 if self.sentence.key(at) in words.MODIFIERS else at)

    def _at(self, at: int) -> Match | None:
        return self.matches[at] if 0 <= at < len(self.matches) else None

    def _text(self, start: int, end: int) -> str:
        tokens = self.sentence.tokens
        return " ".join(self.sentence.text[tokens[start].start : tokens[end - 1].end].split())

    def _of_owner(self, at: int) -> Owner | None:
        if self.sentence.key(at) not in ("of", "from", "for"):
            return None
        at += 2 if self.sentence.key(at + 1) == "the" else 1
        match = self._at(at)
        owner = self._owner(match) if match else None
        if owner is None or owner.form in ("adjective", "people"):
            return None
        return None if self._strange(owner.end) else owner

    def _next_owner(self, at: int) -> Owner | None:
        if self.sentence.key(at) not in (",", "and"):
            return None
        at += 2 if self.sentence.key(at + 1) in ("and", "the") else 1
        match = self._at(at)
        owner = self._owner(match) if match else None
        return owner if owner and owner.form in ("state", "both") else None

    def _of_unknown(self, at: int) -> bool:
        """Whether "of" and a capitalised name follow: president of a club or firm."""
        if self.sentence.key(at) not in ("of", "for"):
            return False
        return self.sentence.named(at + 1 + (self.sentence.key(at + 1) == "the"))

    def _sent_to(self, match: Match, end: int) -> int:
        """The end of "ambassador to Israel": where one is sent is part of the phrase."""
        if self.sentence.keys[match.end - 1] not in words.SENT_TO or self.sentence.key(end) != "to":
            return end
        at = end + (2 if self.sentence.key(end + 1) == "the" else 1)
        target = self._at(at)
        return target.end if target and self._owner(target) else end

    def _known_after(self, at: int) -> bool:
        match = self._at(at)
        return match is not None and match.has("person", "title", "agent", "surname")

    def _prefixed(self, at: int) -> bool:
        """Whether "pro-", "anti-" or the like stands before."""
        glued = self.sentence.glued(at)
        return glued and self.sentence.key(at - 1) in words.HYPHENED_AGAINST

    def _suffixed(self, at: int) -> bool:
        """Whether "-backed", "-led" or the like begins here."""
        return self.sentence.glued(at) and self.sentence.key(at) in words.HYPHENED_AFTER

    def _is_former(self, at: int) -> bool:
        return any(k in words.FORMER for k in self.sentence.keys[max(0, at - 3) : at])

    def _is_modifier(self, at: int) -> bool:
        key = self.sentence.key(at)
        return key in words.MODIFIERS or key in words.FORMER

    def _joins_modifiers(self, at: int) -> bool:
        return all(self.sentence.key(k) in words.MODIFIERS for k in (at - 1, at + 1))

    def _is_date(self, at: int) -> bool:
        key = self.sentence.key(at)
        if key not in words.CALENDAR:
            return False
        return self.sentence.key(at - 1) in words.MONTH_CUES or self.sentence.key(at + 1).isdigit()

    def _beside(self, start: int, end: int) -> bool:
        if self.sentence.glued(end) or self.sentence.glued(start):
            return True
        return beside_names(self.sentence, start, end, self.known)

    def _strange(self, at: int) -> bool:
        return self.sentence.named(at) and not self.known[at] and not self._run_is_calendar(at)

    def _run_is_calendar(self, at: int) -> bool:
        return self.sentence.key(at) in words.CALENDAR

    def _widened(self, draft: Draft, floor: int) -> Draft:
        """The phrase with its determiner, numbers and modifiers: "several senior officials"."""
        start, nominal = draft.start, draft.kind not in ("country", "place")
        while start > floor and nominal and self._premodifies(start - 1):
            start -= 1
        compound = self.sentence.glued(draft.end)  # "the Russia-Ukraine war"
        if start > floor and not compound and self.sentence.key(start - 1) in words.DETERMINERS:
            bare = draft.kind in ("country", "place", "government", "organisation")
            if not bare or self.sentence.key(start - 1) == "the":
                start -= 1
        return replace(draft, start=start)

    def _premodifies(self, at: int) -> bool:
        key = self.sentence.key(at)
        known = key in words.MODIFIERS or key in words.QUANTIFIERS or key in words.FORMER
        backed = self.sentence.glued(at) and (self._suffixed(at) or known)
        opens = self._suffixed(at + 1) or self.sentence.glued(at + 1)
        return known or backed or opens or key.isdigit()


_STRONG = ("MIL", "SPY", "COP")


def _known(matches: Sequence[Match | None]) -> list[bool]:
    """Which tokens belong to a name that is more than somebody's surname."""
    known = [False] * len(matches)
    for match in matches:
        if match is not None and any(entry.form != "surname" for entry in match.entries):
            known[match.start : match.end] = [True] * (match.end - match.start)
    return known


def explained_by(
    start: int, person: Person, phrase: Draft, people: People
) -> tuple[list[Draft], int]:
    """The draft of a person whom an apposition explains, now remembered with it."""
    full = Person(
        person.name,
        phrase.code,
        person.organisation or phrase.organisation,
        person.role or phrase.role,
        person.sector or phrase.sector,
    )
    people.learn(full)
    return [_draft_of(start, phrase.end, full)], phrase.end


def replace_sector(person: Person, sector: str | None) -> Person:
    """The person with a sector where none was known."""
    if person.sector:
        return person
    return Person(person.name, person.code, person.organisation, person.role, sector)


def _draft_of(start: int, end: int, person: Person) -> Draft:
    return Draft(
        start, end, person.name, person.code, "person", person.organisation, person.sector,
        person.role,
    )  # fmt: skip


def _body_kind(sector: str) -> ActorKind:
    kinds: dict[str, ActorKind] = {"MIL": "military", "PTY": "organisation"}
    return kinds.get(sector, "government")


def _adjectival(owner: Owner) -> bool:
    return owner.form in ("adjective", "both", "organisation")


def _of_sector(tail: Tail, sector: str) -> Tail:
    generic = tail.person is None and tail.sector == "GOV"
    return tail._replace(sector=sector) if generic and tail.role != "foreign minister" else tail


def _belongs(person: Person, owner: Owner) -> bool:
    if owner.organisation:
        return person.organisation == owner.organisation or person.code == owner.code
    return person.code in ("---", owner.code)


def _offices(match: Match, form: str) -> list[Office]:
    return [e.row for e in match.entries if e.form == form and isinstance(e.row, Office)]


def _title(match: Match) -> Title:
    return next(e.row for e in match.entries if isinstance(e.row, Title))


def _noun(match: Match) -> Noun:
    return next(e.row for e in match.entries if isinstance(e.row, Noun))


def _wider(first: Title, second: Title) -> Title:
    """Of two titles in a row ("President General X") the one that is no mere rank."""
    return first if second.role in words.RANKS or second.sector == "MIL" else second
