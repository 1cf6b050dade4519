"""Who a person's name means on a date, and whom a document has named before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from detente.actors import words
from detente.actors.index import ActorIndex, in_force, same_role, surname_key
from detente.actors.rows import SHARED_ROLES, Office, trust

_RANK = {role: rank for rank, role in enumerate(words.ROLES_FIRST)}
_KNOWN_BY_SURNAME = frozenset(words.ROLES_FIRST)
# How sure a full name is, and a surname alone beside it. Assumed, not measured.
_NAMED, _ALONE = 0.95, 0.85
_SURNAME_FIRST = frozenset({"CHN", "TWN", "PRK", "KOR", "VNM", "HKG"})


class Person(msgspec.Struct, frozen=True):
    """Someone as of the document's date; `code` is "---" when no state is known."""

    name: str
    code: str = "---"
    organisation: str | None = None
    role: str | None = None
    sector: str | None = None
    confidence: float = 0.8


class People:
    """Persons of one document: `evident` are the codes that it names anywhere."""

    def __init__(self, index: ActorIndex, on: date | None, evident: frozenset[str]) -> None:
        self.index = index
        self.on = on
        self.evident = evident
        self._by_name: dict[str, Person] = {}
        self._by_role: dict[str, Person] = {}
        self._open = on is None or on <= index.tables.complete_through

    def learn(self, person: Person) -> Person:
        """Remember a person under the surname, and under the role for "the president"."""
        keys = [surname_key(person.name)]
        if person.code in _SURNAME_FIRST and " " in person.name:
            keys.append(surname_key(person.name.split()[0]))
        for key in keys:
            self._by_name[key] = person
        if person.role:
            self._by_role[person.role] = person
        return person

    def recall(self, key: str) -> Person | None:
        """Whom the document named by this surname."""
        return self._by_name.get(key)

    def by_role(self, role: str) -> Person | None:
        """Whom the document last named in this role."""
        return self._by_role.get(role)

    def named(self, rows: Sequence[Office], code: str | None, former: bool) -> Person | None:
        """The person behind a full name; an owner's `code` and "former" narrow it."""
        rows = [r for r in rows if code in (None, "---", r.code)] or list(rows)
        current = [] if former else in_force(rows, self.on)
        if current:
            return self._in_office(min(self._evident_first(current), key=_rank))
        past = [r for r in rows if r.end and (self.on is None or r.end < self.on)]
        if past:
            last = max(past, key=lambda r: (r.end or date.max, -_rank(r)))
            return _as(last, former=former or self.on is not None)
        return _as(rows[0], unknown=True) if rows else None

    def titled(
        self, rows: Sequence[Office], role: str, code: str | None, former: bool
    ) -> Person | None:
        """The person behind a title and a surname: "President Bush", "former President Bush"."""
        fit = [r for r in rows if r.role in same_role(role) and code in (None, "---", r.code)]
        if not fit:
            return None
        if former or in_force(fit, self.on):
            return self._one(fit, former)
        near = [r for r in fit if self.on and _years_away(r, self.on) < 1]
        return self._one(near, former)

    def alone(self, rows: Sequence[Office], key: str) -> Person | None:
        """The office holder whom a bare surname means: one in a leading office on that day."""
        current = [r for r in in_force(rows, self.on) if r.role in _KNOWN_BY_SURNAME]
        guarded = key in words.COMMON_SURNAMES or self.index.shared_surname(key)
        if guarded:
            current = [r for r in current if r.code in self.evident]
        if key in words.ORDINARY or not current:
            return None
        person = self._one(current, former=False)
        return person and msgspec.structs.replace(person, confidence=_ALONE * person.confidence)

    def holder(self, code: str, role: str, organisation: str | None) -> Person | None:
        """Who holds an office of one person on that day, if the tables name exactly one."""
        if self.on is None or not self._open or SHARED_ROLES.search(role):
            return None
        rows = self.index.holders(code, role, self.on)
        rows = [row for row in rows if row.organisation == organisation]
        return _as(rows[0]) if len({row.person for row in rows}) == 1 else None

    def _in_office(self, row: Office) -> Person:
        """Someone with the office held now; after the tables' last day nobody knows which."""
        person = _as(row)
        sure = self._open or row.end is not None
        return person if sure else msgspec.structs.replace(person, role=None)

    def _one(self, rows: Sequence[Office], former: bool) -> Person | None:
        rows = self._evident_first(rows)
        if not rows or len({r.code for r in rows}) > 1:
            return None
        first = min(in_force(rows, self.on) or rows, key=_rank)
        if former:  # of two former presidents of a name the later one
            first = max(rows, key=lambda row: row.end or date.max)
        return self.named([r for r in rows if r.person == first.person], None, former)

    def _evident_first(self, rows: Sequence[Office]) -> list[Office]:
        return [r for r in rows if r.code in self.evident] or list(rows)


def _rank(row: Office) -> int:
    return _RANK.get(row.role, len(_RANK))


def _as(row: Office, former: bool = False, unknown: bool = False) -> Person:
    """A person out of an office row; `former` makes the sector ELI, as PLOVER has it."""
    sure = trust(row, _NAMED)
    if unknown:
        return Person(row.person, row.code, row.organisation, confidence=sure)
    role, sector = (f"former {row.role}", "ELI") if former else (row.role, row.sector)
    return Person(row.person, row.code, row.organisation, role, sector, sure)


def _years_away(row: Office, on: date) -> float:
    days: Iterable[int] = (abs((d - on).days) for d in (row.start, row.end) if d)
    return min(days, default=0) / 365.25
