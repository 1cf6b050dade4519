"""`detente export`: events out of the ledger in a format that other programs read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import typer

from detente.cli import inputs
from detente.cli.inputs import parse_day, settings_here
from detente.cli.output import Output, open_output, say
from detente.errors import InputError
from detente.events import Export, export, export_parquet
from detente.ledger import Ledger

Kind: TypeAlias = Literal["icews", "polecat", "gdelt2", "phoenix", "plover", "csv", "parquet"]
KindOption: TypeAlias = Annotated[Kind, typer.Option("--format", help="What to write.")]
Source: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--from-format",
        metavar="FORMAT",
        help="Only what was loaded in this format; detente is what was read from documents.",
    ),
]
Since: TypeAlias = Annotated[
    str | None, typer.Option("--since", metavar="DATE", help="First day, included.")
]
Until: TypeAlias = Annotated[
    str | None, typer.Option("--until", metavar="DATE", help="Last day, included.")
]
LedgerFile: TypeAlias = Annotated[
    Path | None, typer.Option("--ledger", metavar="FILE", help="The ledger to write from.")
]


def register(application: typer.Typer) -> None:
    """Add the command."""
    application.command("export")(run)


def run(
    kind: KindOption,
    source: Source = None,
    since: Since = None,
    until: Until = None,
    as_of: inputs.AsOf = None,
    ledger: LedgerFile = None,
    output: Output = None,
) -> int:
    """Write events as ICEWS, POLECAT, GDELT 2.0, Phoenix, PLOVER JSON, CSV or Parquet."""
    first, last = parse_day(since, "--since"), parse_day(until, "--until")
    known = parse_day(as_of, "--as-of")
    with Ledger.open(ledger or settings_here().ledger, read_only=True) as opened:
        if kind == "parquet":
            if output is None:
                raise InputError("Parquet needs a file", where="--output", hint="name one")
            done = export_parquet(
                opened, str(output), source=source, since=first, until=last, as_of=known
            )
        else:
            with open_output(output) as stream:
                done = export(
                    opened, kind, stream, source=source, since=first, until=last, as_of=known
                )
    say(report(done, kind))
    return 0


def report(done: Export, kind: str) -> str:
    """Say what was written and what could not be."""
    lost = ", ".join(f"{field} ({count})" for field, count in done.lost.items())
    return f"{done.rows} events as {kind}; not carried over: {lost or 'nothing'}"
