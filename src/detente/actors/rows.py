"""The rows of the dated tables of who is who, and the day on which each holds.

Each table is a CSV file in `data/` that a person can edit; columns are named like the fields
below, `|` stands between several values, dates are ISO 8601 and an empty date is open. A row
says what held from `start` to `end`, both days included, and where that is known from.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any, ClassVar, Literal, get_args

import msgspec

Sector = Literal[
    "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS",
    "CRM", "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC",
]  # fmt: skip
SECTORS: frozenset[str] = frozenset(get_args(Sector))
NON_STATE_CODES: frozenset[str] = frozenset(
    {"IGO", "EUR", "UNO", "NGO", "ISM", "IMG", "MNC", "---"}
)
# Offices that several people hold at a time.
SHARED_ROLES = re.compile(
    r"\b(deputy|vice chairman|co-\w+|envoy|assistant|under ?secretary|aide|presidential adviser"
    r"|spokes(person|man|woman)|ambassador-at-large|opposition leader|party leader"
    r"|vice president|commander of|secretary of the central committee)\b",
    re.IGNORECASE,
)
RECALLED = 0.9
"""What a recalled row is worth: of its leader-years nine in ten agree (evaluation.offices)."""
MetonymKind = Literal["place", "government", "military", "organisation"]
OrganisationKind = Literal["organisation", "group"]
AgentKind = Literal["person", "government", "military", "organisation", "group"]
RegionKind = Literal["disputed", "province", "sea", "strait", "river", "site", "region", "island"]


class Row(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """One line of a table; `where` is its file and line, as in "states.csv:12"."""

    key: ClassVar[tuple[str, ...]] = ()
    where: str = ""


class State(Row, frozen=True):
    """A state, or an entity that PLOVER codes like one, while it went by these names.

    `code` is ISO 3166-1 alpha-3, for a vanished state ISO 3166-3 alpha-3, else the Correlates of
    War abbreviation. `cow` and `cow_number` are Correlates of War's, `gw` is Gleditsch and Ward's.
    `names` begins with `name`. `successors` are codes, the continuing state first.
    """

    key: ClassVar[tuple[str, ...]] = ("code", "start")
    code: str
    name: str
    cow: str | None
    cow_number: int | None
    gw: int | None
    start: date | None
    end: date | None
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capitals: tuple[str, ...]
    successors: tuple[str, ...]
    source: str


class Metonym(Row, frozen=True):
    """A name that stands for a government or a branch of it: a palace, an agency, a parliament.

    Of kind "place" are names where things may also merely happen ("outside the White House").
    """

    key: ClassVar[tuple[str, ...]] = ("text", "start")
    text: str
    code: str
    organisation: str | None
    sector: Sector
    kind: MetonymKind
    start: date | None
    end: date | None
    source: str


class Organisation(Row, frozen=True):
    """An organisation that acts, or a group of states that a phrase names; `id` is stable.

    `code` is PLOVER's non-state code, the state in which a militant body is at home, or "---" for
    a mere group. `names` begins with `name`. A new row with the same id says what changed when.
    """

    key: ClassVar[tuple[str, ...]] = ("id", "start")
    id: str
    code: str
    name: str
    names: tuple[str, ...]
    sector: Sector | None
    kind: OrganisationKind
    start: date | None
    end: date | None
    source: str


class Membership(Row, frozen=True):
    """A state's time in an organisation or a group."""

    key: ClassVar[tuple[str, ...]] = ("organisation", "code", "start")
    organisation: str
    code: str
    start: date | None
    end: date | None
    source: str


class Agent(Row, frozen=True):
    """A noun that names a sector, after a state's adjective or alone: "troops", "diplomats"."""

    key: ClassVar[tuple[str, ...]] = ("text",)
    text: str
    sector: Sector
    kind: AgentKind
    source: str


class Office(Row, frozen=True):
    """Who held an office from `start` to `end`.

    `names` are the ways the person is written, `person` first.
    """

    key: ClassVar[tuple[str, ...]] = ("person", "code", "organisation", "role", "start")
    person: str
    names: tuple[str, ...]
    code: str
    organisation: str | None
    role: str
    sector: Sector
    start: date | None
    end: date | None
    source: str


class Treaty(Row, frozen=True):
    """An agreement that news names, from its signature to its end; its parties are memberships.

    `names` begins with `name` and holds its nicknames: "Iran nuclear deal".
    """

    key: ClassVar[tuple[str, ...]] = ("id",)
    id: str
    name: str
    names: tuple[str, ...]
    start: date | None
    end: date | None
    source: str


class Region(Row, frozen=True):
    """A place that is neither state nor city: a sea, a strait, a province, a disputed land.

    `code` is the state that PLOVER codes there, "---" where it is several or none; `latitude` and
    `longitude` (degrees) are of its middle.
    """

    key: ClassVar[tuple[str, ...]] = ("name", "code", "start")
    name: str
    names: tuple[str, ...]
    code: str
    kind: RegionKind
    latitude: float
    longitude: float
    start: date | None
    end: date | None
    source: str


Dated = State | Metonym | Organisation | Membership | Office | Treaty | Region


def holds(row: Dated, on: date) -> bool:
    """Whether the day lies between the row's `start` and `end`, both included."""
    return (row.start is None or row.start <= on) and (row.end is None or on <= row.end)


def row_key(row: Row) -> tuple[Any, ...]:
    """Return the values that make a row unique in its table."""
    return tuple(getattr(row, field) for field in row.key)


def trust(row: Dated, confidence: float) -> float:
    """The confidence in what a row says: less where it is recalled and cites nothing."""
    return confidence * RECALLED if row.source.startswith("recalled") else confidence
