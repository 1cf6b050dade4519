"""The dated tables of who is who: states, metonyms, organisations, members, agents, offices.

Each table is a CSV file in `data/` that a person can edit; columns are named like the fields
below, `|` stands between several values, dates are ISO 8601 and an empty date is open. A row
says what held from `start` to `end`, both days included, and where that is known from.
"""

from __future__ import annotations

import csv
import hashlib
import io
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal, get_args

import msgspec

from detente.errors import TableError

if TYPE_CHECKING:
    from _csv import Reader as CSVReader

Sector = Literal[
    "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS",
    "CRM", "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC",
]  # fmt: skip
SECTORS: frozenset[str] = frozenset(get_args(Sector))
NON_STATE_CODES: frozenset[str] = frozenset(
    {"IGO", "EUR", "UNO", "NGO", "ISM", "IMG", "MNC", "---"}
)
MetonymKind = Literal["place", "government", "military", "organisation"]
OrganisationKind = Literal["organisation", "group"]
AgentKind = Literal["person", "government", "military", "organisation", "group"]


class Row(msgspec.Struct, frozen=True, kw_only=True):
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


class Tables(msgspec.Struct, frozen=True):
    """All tables.

    `complete_through` is the last day that every table vouches for; `version` is the first 12 hex
    digits of the SHA-256 of all files.
    """

    states: tuple[State, ...]
    metonyms: tuple[Metonym, ...]
    organisations: tuple[Organisation, ...]
    memberships: tuple[Membership, ...]
    agents: tuple[Agent, ...]
    offices: tuple[Office, ...]
    complete_through: date
    version: str


ROW_TYPES: dict[str, type[Row]] = {
    "states": State,
    "metonyms": Metonym,
    "organisations": Organisation,
    "memberships": Membership,
    "agents": Agent,
    "offices": Office,
}


def load_tables(extra: Path | None = None) -> Tables:
    """Return the shipped tables, with the rows of the CSV files in the folder `extra` added.

    A row of `extra` replaces the shipped row of the same key (`Row.key`). Without `extra` the
    tables are read once and shared. Raises TableError, naming file and line, for a row that does
    not fit its columns, and for an `extra` that is no folder.
    """
    return _shipped() if extra is None else read_tables(_data(), extra)


@cache
def _shipped() -> Tables:
    return read_tables(_data())


def _data() -> Traversable:
    return files("detente.actors") / "data"


def read_tables(folder: Traversable, extra: Path | None = None) -> Tables:
    """Read tables from any folder with `tables.toml` and CSV files; see `load_tables`."""
    if extra is not None and not extra.is_dir():
        raise TableError("no such folder of tables", where=str(extra))
    digest = hashlib.sha256()
    rows: dict[str, tuple[Any, ...]] = {}
    for table, row_type in ROW_TYPES.items():
        name = f"{table}.csv"
        base = _read(folder / name, row_type, name, digest)
        more = _read(extra / name, row_type, str(extra / name), digest) if extra else []
        rows[table] = tuple(_replaced(base, more))
    through = _complete_through(folder / "tables.toml", digest)
    return Tables(**rows, complete_through=through, version=digest.hexdigest()[:12])


def members(tables: Tables, organisation: str, on: date) -> tuple[str, ...]:
    """Return the codes of the states in `organisation` (an id) on that day, sorted."""
    return tuple(
        sorted(
            {m.code for m in tables.memberships if m.organisation == organisation and holds(m, on)}
        )
    )


def state_on(tables: Tables, code: str, on: date) -> State | None:
    """Return the row of the state `code` on that day; None when there was none then."""
    return next((s for s in tables.states if s.code == code and holds(s, on)), None)


def holds(row: State | Metonym | Organisation | Membership | Office, on: date) -> bool:
    """Whether the day lies between the row's `start` and `end`, both included."""
    return (row.start is None or row.start <= on) and (row.end is None or on <= row.end)


def row_key(row: Row) -> tuple[Any, ...]:
    """Return the values that make a row unique in its table."""
    return tuple(getattr(row, field) for field in row.key)


def _replaced(base: Sequence[Row], more: Sequence[Row]) -> Iterable[Row]:
    if not more:
        return base
    new = {row_key(row) for row in more}
    return [*(row for row in base if row_key(row) not in new), *more]


class _Coverage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    complete_through: date


def _complete_through(file: Traversable, digest: hashlib._Hash) -> date:
    """Return the earliest of the days that the tables vouch for."""
    raw = file.read_bytes()
    digest.update(raw)
    try:
        coverage = msgspec.convert(tomllib.loads(raw.decode()), dict[str, _Coverage])
    except (ValueError, msgspec.ValidationError) as error:
        raise TableError(str(error), where=file.name) from error
    if not coverage:
        raise TableError("no table has a complete_through date", where=file.name)
    return min(table.complete_through for table in coverage.values())


def _read(file: Traversable, row_type: type[Row], where: str, digest: hashlib._Hash) -> list[Row]:
    """Return all rows of one file; none when there is no such file."""
    if not file.is_file():
        return []
    raw = file.read_bytes()
    digest.update(file.name.encode() + b"\0" + raw)
    try:
        lines = csv.reader(io.StringIO(raw.decode("utf-8"), newline=""), strict=True)
        return list(_rows(lines, row_type, where))
    except (UnicodeDecodeError, csv.Error) as error:
        raise TableError(f"no CSV in UTF-8: {error}", where=where) from error


def _rows(lines: CSVReader, row_type: type[Row], where: str) -> Iterator[Row]:
    columns = [name for name in row_type.__struct_fields__ if name != "where"]
    if next(lines, []) != columns:
        raise TableError(
            "the columns are not those of the table",
            where=f"{where}:1",
            hint=f"must be {','.join(columns)}",
        )
    lists = [name for name in columns if name in _LISTS]
    optional = [name for name in columns if name in _OPTIONAL]
    for cells in lines:
        line = f"{where}:{lines.line_num}"
        if len(cells) != len(columns):
            raise TableError(f"{len(cells)} cells for {len(columns)} columns", where=line)
        values: dict[str, Any] = dict(zip(columns, cells, strict=True), where=line)
        for name in lists:
            values[name] = values[name].split("|") if values[name] else []
        for name in optional:
            values[name] = values[name] or None
        yield _row(values, row_type)


def _row(values: dict[str, Any], row_type: type[Row]) -> Row:
    """Return the row of these values, its display name first among its names."""
    first = values.get("name", values.get("person"))
    if first is not None:
        values["names"] = [first, *(name for name in values["names"] if name != first)]
    try:
        return msgspec.convert(values, row_type, strict=False)
    except msgspec.ValidationError as error:
        raise TableError(str(error), where=values["where"]) from error


_LISTS = {"names", "adjectives", "people", "capitals", "successors"}
_OPTIONAL = {"cow", "cow_number", "gw", "start", "end", "organisation", "sector"}
