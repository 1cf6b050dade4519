"""The dated tables as they lie in `data/`, and those a user adds: CSV in, frozen rows out."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import tomllib
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from detente.actors.rows import (
    Agent,
    Membership,
    Metonym,
    Office,
    Organisation,
    Region,
    Row,
    State,
    Treaty,
    holds,
    row_key,
)
from detente.errors import TableError

if TYPE_CHECKING:
    from _csv import Reader as CSVReader


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
    treaties: tuple[Treaty, ...]
    regions: tuple[Region, ...]
    complete_through: date
    version: str


ROW_TYPES: dict[str, type[Row]] = {
    "states": State,
    "metonyms": Metonym,
    "organisations": Organisation,
    "memberships": Membership,
    "agents": Agent,
    "offices": Office,
    "treaties": Treaty,
    "regions": Region,
}
_LISTS = {"names", "adjectives", "people", "capitals", "successors"}
_OPTIONAL = {"cow", "cow_number", "gw", "start", "end", "organisation", "sector"}


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
        lines = csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), strict=True)
        return _converted(_cells(lines, row_type, where), row_type)
    except (UnicodeDecodeError, csv.Error) as error:
        raise TableError(f"no CSV in UTF-8: {error}", where=where) from error


def _cells(lines: CSVReader, row_type: type[Row], where: str) -> list[list[Any]]:
    """Return each line's cells, lists split and gaps made None, and its place in the file."""
    columns = list(row_type.__struct_fields__[:-1])
    if next(lines, []) != columns:
        raise TableError(
            "the columns are not those of the table",
            where=f"{where}:1",
            hint=f"must be {','.join(columns)}",
        )
    place = {name: at for at, name in enumerate(columns)}
    lists = [place[name] for name in columns if name in _LISTS]
    optional = [place[name] for name in columns if name in _OPTIONAL]
    shown, names = place.get("name", place.get("person")), place.get("names")
    rows = []
    for cells in lines:
        row: list[Any] = [*cells, f"{where}:{lines.line_num}"]
        if len(cells) != len(columns):
            raise TableError(f"{len(cells)} cells for {len(columns)} columns", where=row[-1])
        for at in lists:
            row[at] = row[at].split("|") if row[at] else []
        for at in optional:
            row[at] = row[at] or None
        if shown is not None and names is not None:  # the display name is the first of the names
            row[names] = [row[shown], *(name for name in row[names] if name != row[shown])]
        rows.append(row)
    return rows


def _converted(cells: list[list[Any]], row_type: type[Row]) -> list[Row]:
    """Return the rows of these cells: all at once, which is quick, or else up to the faulty one."""
    try:
        return msgspec.convert(cells, list[row_type], strict=False)  # type: ignore[valid-type]
    except msgspec.ValidationError:
        return [_row(row, row_type) for row in cells]


def _row(cells: list[Any], row_type: type[Row]) -> Row:
    try:
        return msgspec.convert(cells, row_type, strict=False)
    except msgspec.ValidationError as error:
        raise TableError(_by_column(str(error), row_type), where=cells[-1]) from error


def _by_column(message: str, row_type: type[Row]) -> str:
    """The validator's message with the column's name in place of its number."""
    names = row_type.__struct_fields__
    return re.sub(r"`\$\[(\d+)\]", lambda found: f"`{names[int(found[1])]}", message)
