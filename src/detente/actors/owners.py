"""States, capitals, palaces and organisations: what a phrase may belong to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from detente.actors import words
from detente.actors.gazetteer import City
from detente.actors.index import ActorIndex, Form, Match, in_force
from detente.actors.places import locative
from detente.actors.rows import Metonym, Organisation, Region, State, trust
from detente.actors.view import View
from detente.records import ActorKind

_STATE_FORMS: tuple[Form, ...] = ("state", "adjective", "people", "capital")
# How sure a name of each kind is. Assumed, not measured: what is ambiguous counts for less.
_METONYM, _ORGANISATION, _CITY, _NAMESAKE = 0.95, 0.95, 0.9, 0.6


class Owner(NamedTuple):
    """The state or organisation that a phrase belongs to, over tokens `start:end`.

    `form` says how it is named; "both" is a name that is its own adjective ("U.S.").
    """

    start: int
    end: int
    form: str
    name: str
    code: str
    organisation: str | None = None
    sector: str | None = None
    kind: ActorKind = "country"
    members: tuple[str, ...] = ()
    confidence: float = 0.98


class Owners:
    """Finds owners in a sentence on a day; `evident` are the codes that the document names."""

    def __init__(
        self, view: View, index: ActorIndex, on: date | None, evident: frozenset[str]
    ) -> None:
        self.view = view
        self.index = index
        self.on = on
        self.evident = evident

    def read(self, match: Match | None) -> Owner | None:
        """The owner that a match names, if any."""
        if match is None:
            return None
        for form in _STATE_FORMS:
            states = [row for row in match.rows(form) if isinstance(row, State)]
            if states and (state := self._state(states)) is not None:
                return self._namesake(match, form) or self._of_state(match, form, state)
        metonyms = [r for r in match.rows("metonym") if isinstance(r, Metonym)]
        if metonyms:
            return self._metonym(match, (in_force(metonyms, self.on) or metonyms)[0])
        organisations = [r for r in match.rows("organisation") if isinstance(r, Organisation)]
        if organisations:
            return self._organisation(match, (in_force(organisations, self.on) or organisations)[0])
        return self._whereabouts(match)

    def _of_state(self, match: Match, form: Form, state: State) -> Owner:
        both = form == "state" and match.has("adjective")
        name = "both" if both else str(form)
        return Owner(match.start, match.end, name, state.name, state.code)

    def _namesake(self, match: Match, form: Form) -> Owner | None:
        """A town that is called like a state or capital: "Lebanon, Pennsylvania"."""
        if form not in ("state", "capital") or self.view.key(match.end) != ",":
            return None
        after, code = self.view.at(match.end + 1), None
        if self.view.key(match.end + 1) in words.US_ABBREVIATIONS:
            code = "USA"
        elif after is not None and not after.has("state", "adjective"):
            around = self._whereabouts(after)
            code = around.code if around and around.form == "region" else None
        if code in (None, "---", *(r.code for r in match.rows(form) if isinstance(r, State))):
            return None
        name = self.view.text(match.start, match.end)
        return Owner(match.start, match.end, "city", name, str(code), kind="place")

    def _whereabouts(self, match: Match) -> Owner | None:
        """The region or city that a match names, of several cities the likeliest."""
        regions = [r for r in match.rows("region") if isinstance(r, Region)]
        if (regions := in_force(regions, self.on) or regions) and not match.has("surname"):
            region = regions[0]
            return Owner(match.start, match.end, "region", region.name, region.code, kind="place")
        cities = [r for r in match.rows("city") if isinstance(r, City)]
        key = self.view.key(match.start)
        if not cities or match.has("surname") or key in words.ORDINARY | words.CALENDAR:
            return None
        near = [city for city in cities if city.code in self.evident]
        city, sure = (near or cities)[0], _CITY if near or len(cities) == 1 else _NAMESAKE
        where = (match.start, match.end, "city", city.name, city.code)
        return Owner(*where, kind="place", confidence=sure)

    def after_noun(self, at: int) -> Owner | None:
        """The owner in "of the United States", "from Iran", "for NATO" that begins here."""
        if self.view.key(at) not in ("of", "from", "for"):
            return None
        owner = self.read(self.view.at(at + 1 + (self.view.key(at + 1) == "the")))
        if owner is None or owner.form in ("adjective", "people"):
            return None
        longer = self.view.strange(owner.end) and not self.view.known_after(owner.end)
        return None if longer or self.view.possessive(owner.end) else owner

    def seat(self, at: int, kind: ActorKind) -> Owner | None:
        """The state whose capital comes in "the foreign ministry in Moscow": bodies only."""
        if kind != "government" or self.view.key(at) != "in":
            return None
        owner = self.read(self.view.at(at + 1))
        return owner if owner and owner.form == "capital" else None

    def around(self, at: int) -> Owner | None:
        """The state of the place in "rebels in northern Syria", where `at` is the "in"."""
        if self.view.key(at) != "in":
            return None
        at += 1
        while self.view.modifier(at) or self.view.key(at) in words.DETERMINERS:
            at += 1
        owner = self.read(self.view.at(at))
        placed = owner is not None and owner.form in ("state", "both", "capital", "city", "region")
        return owner if placed and owner and owner.code != "---" else None

    def next(self, at: int) -> Owner | None:
        """The next state of an enumeration: ", Y", "and Z"."""
        if self.view.key(at) not in (",", "and"):
            return None
        at += 2 if self.view.key(at + 1) in ("and", "the") else 1
        owner = self.read(self.view.at(at))
        return owner if owner and owner.form in ("state", "both") else None

    def sent_to(self, match: Match, end: int) -> int:
        """The end of "ambassador to Israel": where one is sent is part of the phrase."""
        if self.view.key(match.end - 1) not in words.SENT_TO or self.view.key(end) != "to":
            return end
        at = end + (2 if self.view.key(end + 1) == "the" else 1)
        target = self.view.at(at)
        return target.end if target and self.read(target) else end

    def _state(self, rows: Sequence[State]) -> State | None:
        """The one state meant on the date; None when two are as likely."""
        current = in_force(rows, self.on) or [self.index.standing(row, self.on) for row in rows]
        if len({row.code for row in current}) == 1:
            return current[0]
        evident = [row for row in current if row.code in self.evident]
        return evident[0] if len({row.code for row in evident}) == 1 else None

    def _metonym(self, match: Match, row: Metonym) -> Owner:
        name, kind = self.view.text(match.start, match.end), row.kind
        where = (match.start, match.end, "metonym", name, row.code)
        if kind == "place":
            if locative(self.view.sentence, match.start):
                return Owner(*where, kind="place")
            kind = "military" if row.sector == "MIL" else "government"
        return Owner(*where, row.organisation, row.sector, kind, (), trust(row, _METONYM))

    def _organisation(self, match: Match, row: Organisation) -> Owner:
        members = self.index.members(row.id, self.on)
        where = (match.start, match.end, "organisation", row.name, row.code)
        return Owner(*where, row.id, row.sector, row.kind, members, trust(row, _ORGANISATION))
