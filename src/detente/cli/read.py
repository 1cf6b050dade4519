"""`detente read`: documents in, Readings out, as the output contract says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import chain, islice
from pathlib import Path
from typing import Annotated, BinaryIO, Literal, TypeAlias

import msgspec
import typer

from detente.cli import inputs
from detente.cli.inputs import Item, documents_of, input_options, settings_here
from detente.cli.output import Output, console_on, open_output
from detente.cli.progress import Tally, expect, follow, wants_bar
from detente.cli.workers import choose_jobs, read_all
from detente.errors import InputError
from detente.records import Actor, Event, Reading

ReadFormat: TypeAlias = Literal["json", "jsonl", "text"]
Format: TypeAlias = Annotated[
    ReadFormat,
    typer.Option("--format", help="json: one value; jsonl: a line a document; text: a table."),
]
Save: TypeAlias = Annotated[bool, typer.Option("--save", help="Save to the ledger as well.")]
LedgerFile: TypeAlias = Annotated[
    Path | None, typer.Option("--ledger", metavar="FILE", help="The ledger to save to.")
]
Progress: TypeAlias = Annotated[
    bool | None,
    typer.Option("--progress/--no-progress", help="By default, on a terminal.", show_default=False),
]
Jobs: TypeAlias = Annotated[
    int | None,
    typer.Option(
        "--jobs", min=1, metavar="N", help="Processes; by default one a core for 40 or more."
    ),
]

BATCH = 200
"""Readings that are saved to the ledger at a time."""


def register(application: typer.Typer) -> None:
    """Add the command."""
    application.command("read")(read)


def read(
    files: inputs.Files,
    format_: Format = "json",
    published: inputs.Published = None,
    title: inputs.Title = None,
    source: inputs.Source = None,
    field: inputs.Fields = None,
    input_format: inputs.InputFormat = "auto",
    save: Save = False,
    ledger: LedgerFile = None,
    output: Output = None,
    progress: Progress = None,
    jobs: Jobs = None,
) -> int:
    """Read documents (text, HTML, PDF, JSON lines) into coded events, each tied to its words."""
    options = input_options(published, title, source, field, input_format)
    settings = settings_here()
    if ledger and not save:
        raise InputError("is given without --save", where="--ledger", hint="add --save")
    tally = Tally()
    expected = expect(files, input_format == "jsonl")
    items = read_all(documents_of(files, options), settings, choose_jobs(jobs, expected))
    items = follow(items, tally, wants_bar(progress, expected), expected)
    if save:
        items = saved(items, ledger or settings.ledger)
    with open_output(output) as stream:
        WRITERS[format_](stream, items, len(files) == 1)
    return tally.exit_code


def saved(items: Iterator[Item], path: Path) -> Iterator[Item]:
    """Pass items on, saving the Readings among them to the ledger in batches."""
    from detente.ledger import Ledger

    batch: list[Reading] = []
    with Ledger.open(path) as ledger:
        try:
            for item in items:
                batch += [item] if isinstance(item, Reading) else []
                yield item
                if len(batch) == BATCH:
                    ledger.save(batch, available=datetime.now(UTC))
                    batch.clear()
        finally:  # however the reading ended, what was finished is kept
            ledger.save(batch, available=datetime.now(UTC))


def write_json(stream: BinaryIO, items: Iterator[Item], one_file: bool) -> None:
    """Write one object when one file holds one document, else an array."""
    head = list(islice(items, 2)) if one_file else []
    if one_file and len(head) == 1 and isinstance(head[0], Reading):
        stream.write(msgspec.json.encode(head[0]) + b"\n")
        return
    separator = b"["
    for item in chain(head, items):
        if isinstance(item, Reading):
            stream.write(separator + msgspec.json.encode(item))
            separator = b",\n"
    stream.write(b"]\n" if separator != b"[" else b"[]\n")


def write_lines(stream: BinaryIO, items: Iterator[Item], one_file: bool) -> None:  # noqa: ARG001
    """Write one line a document, as each is finished."""
    for item in items:
        if isinstance(item, Reading):
            stream.write(msgspec.json.encode(item) + b"\n")
            stream.flush()


def write_text(stream: BinaryIO, items: Iterator[Item], one_file: bool) -> None:  # noqa: ARG001
    """Write a table of events for each document, for people."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    with console_on(stream) as console:
        for item in items:
            if not isinstance(item, Reading):
                continue
            console.print(Text(heading(item), style="bold"))
            table = Table(box=box.SIMPLE, pad_edge=False)
            for column in ("when", "who", "whom", "what", "status", "words"):
                table.add_column(column)
            for event in item.events:
                table.add_row(*(Text(cell) for cell in event_cells(event)))
            console.print(table if item.events else Text("no events between actors\n"))


def heading(reading: Reading) -> str:
    """Title, source and day of a document, as far as it has them."""
    document = reading.document
    known = (document.title, document.source, document.published)
    return " · ".join(part for part in known if part) or document.id


def event_cells(event: Event) -> tuple[str, ...]:
    """One row of the table: when, who, whom, what, status, words."""
    what = f"{event.event}/{event.mode}" if event.mode else event.event
    sides = (_names(event.actor), _names(event.recipient))
    return (event.time.start or "", *sides, what, event.modality.status, event.anchor.exact)


def _names(actors: tuple[Actor, ...]) -> str:
    return ", ".join(dict.fromkeys(f"{a.name} ({a.identity})" for a in actors))


WRITERS: Mapping[ReadFormat, Callable[[BinaryIO, Iterator[Item], bool], None]] = {
    "json": write_json,
    "jsonl": write_lines,
    "text": write_text,
}
