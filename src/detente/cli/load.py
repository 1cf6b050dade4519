"""`detente load`: event data that other systems coded, into the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, BinaryIO, Literal, TypeAlias

import msgspec
import typer

from detente.cli.inputs import settings_here
from detente.cli.output import Output, console_on, open_output, say
from detente.errors import DetenteError
from detente.events import FORMATS, LoadSummary, load
from detente.ledger import Ledger

LoadFormat: TypeAlias = Literal["table", "json"]
Files: TypeAlias = Annotated[
    list[Path], typer.Argument(metavar="FILES...", help="Files, plain, .gz or .zip.")
]
FileFormat: TypeAlias = Annotated[
    str,
    typer.Option("--format", metavar="FORMAT", help=f"auto, or one of {', '.join(FORMATS)}."),
]
Shown: TypeAlias = Annotated[
    LoadFormat, typer.Option("--report", help="How to write what became of each file.")
]
LedgerFile: TypeAlias = Annotated[
    Path | None, typer.Option("--ledger", metavar="FILE", help="The ledger to load into.")
]


def register(application: typer.Typer) -> None:
    """Add the command."""
    application.command("load")(run)


def run(
    files: Files,
    format_: FileFormat = "auto",
    ledger: LedgerFile = None,
    report: Shown = "table",
    output: Output = None,
) -> int:
    """Load event data (ICEWS, POLECAT, GDELT, Phoenix, PLOVER, ACLED, UCDP) into the ledger."""
    failed = False
    done: list[LoadSummary] = []
    with Ledger.open(ledger or settings_here().ledger) as opened:
        for path in files:
            try:
                done += load(opened, path, now=datetime.now(UTC), format_=format_)
            except DetenteError as error:
                say(str(error))
                failed = True
    with open_output(output) as stream:
        if report == "json":
            stream.write(msgspec.json.format(msgspec.json.encode(done), indent=2) + b"\n")
        else:
            write_table(stream, done)
    return 2 if failed or any(summary.rejected for summary in done) else 0


def write_table(stream: BinaryIO, done: list[LoadSummary]) -> None:
    """Write a line a file, then what was rejected and what PLOVER has no place for."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE, pad_edge=False)
    for name in ("file", "format"):
        table.add_column(name)
    counts = ("rows", "loaded", "already there", "corrected", "duplicates", "rejected")
    for name in counts:
        table.add_column(name, justify="right")
    for summary in done:
        numbers = (getattr(summary, name.replace(" ", "_")) for name in counts)
        table.add_row(summary.file, summary.format, *map(str, numbers))
    with console_on(stream) as console:
        console.print(table)
        for line in remarks(done):
            console.print(line, markup=False, soft_wrap=True)


def remarks(done: list[LoadSummary]) -> Iterator[str]:
    """What a person should know beside the counts."""
    for summary in done:
        yield from (f"{summary.file}: {note}" for note in summary.notes)
        for row in summary.rejects:
            yield f"{summary.file}, row {row.line}: {row.reason}"
        if summary.rejected > len(summary.rejects):
            yield f"{summary.file}: all {summary.rejected} rejected rows are in load_rejects"
        if summary.unmapped:
            first = ", ".join(f"{code} ({n})" for code, n in list(summary.unmapped.items())[:8])
            yield (
                f"{summary.file}: {sum(summary.unmapped.values())} rows have a code that PLOVER"
                f" 2.0 has no root for: {first}{' …' if len(summary.unmapped) > 8 else ''}"
            )
