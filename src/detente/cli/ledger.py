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
from detente.cli.inputs import parse_day, parse_dyad, settings_here
from detente.cli.output import Output, console_on, open_output
from detente.codebook import load_codebook
from detente.errors import InputError, TableError
from detente.ledger import EventRow, Ledger

LedgerFormat: TypeAlias = Literal["table", "json", "jsonl", "csv"]

SEPARATOR = ";"
"""Between the members of a list in a CSV cell."""


def register(application: typer.Typer) -> None:
    """Add the group of commands."""
    group = typer.Typer(help="Look things up in the ledger of saved readings.")
    group.callback()(lambda: None)  # keeps one command a subcommand
    group.command("events")(events)
    application.add_typer(group, name="ledger")


def events(
    ledger: Annotated[
        Path | None, typer.Option("--ledger", metavar="FILE", help="The ledger to look in.")
    ] = None,
    dyad: inputs.Dyad = None,
    root: Annotated[
        str | None, typer.Option("--root", metavar="ROOT", help="A PLOVER root: THREATEN, CONSULT.")
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="First day, included.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="Last day, included.")
    ] = None,
    as_of: inputs.AsOf = None,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, help="Only the first so many.")
    ] = None,
    format_: Annotated[LedgerFormat, typer.Option("--format", help="How to write them.")] = "table",
    output: Output = None,
) -> int:
    """List saved events by date."""
    path = ledger or settings_here().ledger
    chosen = {
        "dyad": parse_dyad(dyad),
        "root": parse_root(root),
        "since": parse_day(since, "--since"),
        "until": parse_day(until, "--until"),
        "as_of": parse_day(as_of, "--as-of"),
        "limit": limit,
    }
    with Ledger.open(path, read_only=True) as opened:
        rows = opened.events(**chosen)
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
