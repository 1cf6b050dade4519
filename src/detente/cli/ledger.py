"""`detente ledger`: look things up in the ledger of saved readings."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, BinaryIO, Literal, TypeAlias

import msgspec
import typer

from detente.cli import inputs
from detente.cli.inputs import parse_day, parse_dyad, settings_here, sides
from detente.cli.output import Output, console_on, open_output
from detente.codebook import load_codebook
from detente.errors import InputError, TableError
from detente.ledger import EventRow, Ledger

LedgerFormat: TypeAlias = Literal["table", "json", "jsonl", "csv"]
LedgerFile: TypeAlias = Annotated[
    Path | None, typer.Option("--ledger", metavar="FILE", help="The ledger to look in.")
]
Root: TypeAlias = Annotated[
    str | None, typer.Option("--root", metavar="ROOT", help="A PLOVER root: THREATEN, CONSULT.")
]
Since: TypeAlias = Annotated[
    str | None, typer.Option("--since", metavar="DATE", help="First day, included.")
]
Until: TypeAlias = Annotated[
    str | None, typer.Option("--until", metavar="DATE", help="Last day, included.")
]
Limit: TypeAlias = Annotated[int | None, typer.Option("--limit", min=1, help="At most so many.")]
Format: TypeAlias = Annotated[LedgerFormat, typer.Option("--format", help="How to write them.")]

SEPARATOR = ";"
"""Between the members of a list in a CSV cell."""


def register(application: typer.Typer) -> None:
    """Add the group of commands."""
    group = typer.Typer(help="Look things up in the ledger of saved readings.")
    group.callback()(lambda: None)  # keeps one command a subcommand
    group.command("events")(events)
    application.add_typer(group, name="ledger")


def events(
    ledger: LedgerFile = None,
    dyad: inputs.Dyad = None,
    no_predecessors: inputs.NoPredecessors = False,
    root: Root = None,
    since: Since = None,
    until: Until = None,
    as_of: inputs.AsOf = None,
    limit: Limit = None,
    format_: Format = "table",
    output: Output = None,
) -> int:
    """List saved events by date."""
    pair, name = parse_dyad(dyad), parse_root(root)
    first, last = parse_day(since, "--since"), parse_day(until, "--until")
    known = parse_day(as_of, "--as-of")
    with Ledger.open(ledger or settings_here().ledger, read_only=True) as opened:
        rows = opened.events(
            dyad=pair and sides(pair, no_predecessors),
            root=name,
            since=first,
            until=last,
            as_of=known,
            limit=limit,
        )
    with open_output(output) as stream:
        WRITERS[format_](stream, rows)
    return 0


def parse_root(name: str | None) -> str | None:
    """Check a root, in any case and by any version's name; raises InputError naming the option."""
    try:
        return None if name is None else load_codebook().root(name).name
    except TableError as error:
        raise InputError(error.what, where="--root", hint=error.hint) from error


def write_json(stream: BinaryIO, rows: Sequence[EventRow]) -> None:
    """Write one array."""
    stream.write(msgspec.json.encode(rows) + b"\n")


def write_lines(stream: BinaryIO, rows: Sequence[EventRow]) -> None:
    """Write one object a line."""
    stream.write(b"".join(msgspec.json.encode(row) + b"\n" for row in rows))


def write_csv(stream: BinaryIO, rows: Sequence[EventRow]) -> None:
    """Write a header and one row an event; lists are joined by semicolons, nulls are empty."""
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\n")
    table.writerow(EventRow.__struct_fields__)
    for row in rows:
        table.writerow(_cell(value) for value in msgspec.structs.astuple(row))
    stream.write(text.getvalue().encode("utf-8"))


def write_table(stream: BinaryIO, rows: Sequence[EventRow]) -> None:
    """Write a table for people, with their count."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE, pad_edge=False)
    for column in ("date", "who", "whom", "what", "status", "words"):
        table.add_column(column)
    for row in rows:
        what = f"{row.root}/{row.mode}" if row.mode else row.root
        day = row.event_date.isoformat() if row.event_date else ""
        cells = (day, ", ".join(row.actors), ", ".join(row.recipients), what, row.status, row.exact)
        table.add_row(*(Text(cell) for cell in cells))
    with console_on(stream) as console:
        if rows:
            console.print(table)
        console.print(f"{len(rows)} events")


def _cell(value: object) -> object:
    return SEPARATOR.join(value) if isinstance(value, tuple) else value


WRITERS: Mapping[LedgerFormat, Callable[[BinaryIO, Sequence[EventRow]], None]] = {
    "table": write_table,
    "json": write_json,
    "jsonl": write_lines,
    "csv": write_csv,
}
