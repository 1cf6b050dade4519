"""`detente actors`: who is who on a day, what the tables hold then, and what is wrong in them."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, Literal, TypeAlias

import msgspec
import typer

from detente.actors.index import ActorIndex
from detente.actors.lint import lint
from detente.actors.resolver import resolve_name
from detente.actors.rows import Office, Row, holds
from detente.actors.tables import ROW_TYPES, Tables, load_tables, members
from detente.cli.inputs import parse_day, settings_here
from detente.errors import InputError
from detente.records import Actor

BAD_TABLES, NOBODY = 2, 1
SHOWN = ("name", "code", "organisation", "sector", "role", "kind", "members", "confidence")
HEADS = (
    "president", "prime minister", "chancellor", "premier", "king", "queen", "emperor", "emir",
    "sultan", "leader", "supreme leader", "general secretary", "acting president",
)  # fmt: skip
On: TypeAlias = Annotated[
    str | None, typer.Option("--on", metavar="DATE", help="The day; today by default.")
]
About: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--about", metavar="CODE", help="A state that the text is about; may repeat."),
]
Format: TypeAlias = Annotated[
    Literal["text", "json"], typer.Option("--format", help="Lines for people, or one JSON object.")
]
Body: TypeAlias = Annotated[
    str | None, typer.Option("--organisation", metavar="ID", help="List its members on that day.")
]


def register(application: typer.Typer) -> None:
    """Add the group of commands."""
    group = typer.Typer(help="Ask the dated tables of who is who, and check them.")
    group.command("who")(who)
    group.command("check")(check)
    group.command("lint")(check_tables)
    application.add_typer(group, name="actors")


def who(name: str, on: On = None, about: About = None, format_: Format = "text") -> int:
    """Say whom a name or phrase means on a day; exit 1 where that is nobody."""
    day, tables = parse_day(on, "--on") or date.today(), _tables()
    actor = resolve_name(name, ActorIndex.build(tables), day, about or ())
    if actor is None:
        sys.stderr.write(f"detente: nothing in {name!r} is known on {day}\n")
        return NOBODY
    if format_ == "json":
        sys.stdout.write(msgspec.json.encode(actor).decode() + "\n")
    else:
        sys.stdout.writelines(line + "\n" for line in _described(actor, day, tables))
    return 0


def check(day: str, organisation: Body = None) -> int:
    """Say what the tables hold on a day: rows in force, how many recalled, who leads whom."""
    on, tables = parse_day(day, "DATE"), _tables()
    if on is None:
        raise InputError("names no day", where="DATE")
    if organisation is not None:
        codes = members(tables, organisation, on)
        lines = [f"{organisation} has {len(codes)} members on {on}: {' '.join(codes)}"]
    else:
        lines = list(_held(tables, on))
    sys.stdout.writelines(line + "\n" for line in lines)
    return 0


def check_tables() -> int:
    """List every fault in the tables, yours among them, by file and line; exit 2 for any."""
    tables = _tables()
    faults = lint(tables)
    rows = sum(len(getattr(tables, name)) for name in ROW_TYPES)
    said = faults or [f"{rows} rows in {len(ROW_TYPES)} tables, no fault"]
    sys.stdout.writelines(line + "\n" for line in said)
    return BAD_TABLES if faults else 0


def _tables() -> Tables:
    return load_tables(settings_here().actors)


def _described(actor: Actor, day: date, tables: Tables) -> Iterator[str]:
    """The actor's fields that say something, and the rows of offices behind a person."""
    yield f"{actor.text}, on {day}"
    for field in (
        "name",
        "code",
        "organisation",
        "sector",
        "role",
        "kind",
        "members",
        "confidence",
    ):
        value = getattr(actor, field)
        if value:
            yield f"  {field:<13}{' '.join(value) if field == 'members' else value}"
    if day > tables.complete_through:
        yield f"  the tables end on {tables.complete_through}: offices held since are unknown"
    for row in tables.offices if actor.kind == "person" else ():
        if row.person == actor.name:
            yield f"  {_term(row)}  {row.role}, {row.organisation or row.code} ({row.source})"


def _term(row: Office) -> str:
    return f"{row.start!s:<10} - {row.end or 'open'!s:<10}"


def _held(tables: Tables, on: date) -> Iterator[str]:
    for name in ROW_TYPES:
        rows = _in_force(getattr(tables, name), on)
        recalled = sum(getattr(row, "source", "").startswith("recalled") for row in rows)
        yield f"{name:<14}{len(rows):>6} rows on {on}, {recalled} of them recalled"
    states = {state.code: state.name for state in tables.states if holds(state, on)}
    led = {o.code for o in tables.offices if o.role in HEADS and holds(o, on)}
    without = sorted(name for code, name in states.items() if code not in led)
    yield f"{len(states)} states, {len(without)} without a head: {', '.join(without) or 'none'}"
    if on > tables.complete_through:
        yield f"the tables are complete through {tables.complete_through} only"


def _in_force(rows: Sequence[Row], on: date) -> list[Row]:
    """The rows that hold on the day; those of a table without dates all do."""
    return [row for row in rows if not hasattr(row, "start") or holds(row, on)]  # type: ignore[arg-type]
