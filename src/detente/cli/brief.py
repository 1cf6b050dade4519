"""`detente brief`: what was read, on one page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, BinaryIO, Literal, TypeAlias

import msgspec
import typer

from detente.actors.dyads import heirs, inherit
from detente.brief import assemble, render_html, render_json, render_markdown, render_terminal
from detente.brief.page import Brief
from detente.cases import CASES, Case, load_case
from detente.cli import inputs
from detente.cli.inputs import (
    Item,
    documents_of,
    input_options,
    parse_day,
    parse_dyad,
    read_each,
    settings_here,
)
from detente.cli.output import Output, console_on, open_output
from detente.cli.progress import Tally, expect, follow, wants_bar
from detente.documents import Rejected
from detente.errors import InputError
from detente.reading.reader import Reader
from detente.records import Document, Reading

BriefFormat: TypeAlias = Literal["terminal", "markdown", "html", "json"]

CaseName: TypeAlias = Annotated[
    str | None, typer.Option("--case", metavar="NAME", help=f"A bundled case: {', '.join(CASES)}.")
]
Format: TypeAlias = Annotated[
    BriefFormat | None,
    typer.Option("--format", help="By default what the name of --output says, else terminal."),
]
HtmlFile: TypeAlias = Annotated[
    Path | None, typer.Option("--html", metavar="FILE", help="Write it as a web page as well.")
]
ReadingsFile: TypeAlias = Annotated[
    Path | None,
    typer.Option("--readings", metavar="FILE", help="Write what it rests on as JSON as well."),
]

SUFFIXES: Mapping[str, BriefFormat] = {
    ".html": "html",
    ".htm": "html",
    ".md": "markdown",
    ".json": "json",
}
"""Format that the name of the output file asks for."""


def register(application: typer.Typer) -> None:
    """Add the command."""
    application.command("brief")(brief)


def brief(
    files: inputs.OptionalFiles = None,
    case: CaseName = None,
    dyad: inputs.Dyad = None,
    no_predecessors: inputs.NoPredecessors = False,
    as_of: inputs.AsOf = None,
    format_: Format = None,
    output: Output = None,
    html: HtmlFile = None,
    readings: ReadingsFile = None,
    published: inputs.Published = None,
    title: inputs.Title = None,
    source: inputs.Source = None,
    field: inputs.Fields = None,
    input_format: inputs.InputFormat = "auto",
) -> int:
    """Brief on documents or on a bundled case: what happened, who said what, what is due."""
    options = input_options(published, title, source, field, input_format)
    day, pair = parse_day(as_of, "--as-of"), parse_dyad(dyad)
    bundled, tally = _bundled(case, files), Tally()
    documents: Iterable[Document | Rejected]
    documents = bundled.reports if bundled else documents_of(files or (), options)
    expected = len(bundled.reports) if bundled else expect(files or (), input_format == "jsonl")
    settings = settings_here()
    reader = Reader.load(settings.models, settings.actors)
    items = follow(read_each(documents, reader), tally, wants_bar(None, expected), expected)
    line = heirs(reader.index.tables, pair or ()) if not no_predecessors else {}
    page, rests_on = _assemble(list(items), pair, day, bundled, line)
    if readings:
        with open_output(readings) as stream:
            stream.write(msgspec.json.encode(rests_on) + b"\n")
    if html:
        with open_output(html) as stream:
            WRITERS["html"](page, stream)
    with open_output(output) as stream:
        WRITERS[format_ or _format_of(output)](page, stream)
    return tally.exit_code


def _assemble(
    items: Sequence[Item],
    pair: tuple[str, str] | None,
    day: date | None,
    case: Case | None,
    line: Mapping[str, str],
) -> tuple[Brief, list[Reading]]:
    """Make the page, and name the readings that it rests on: none from after its day."""
    read = [item for item in items if isinstance(item, Reading)]
    page = assemble(
        [inherit(reading, line) for reading in read] if line else read,
        dyad=pair or (case.dyads[0] if case else None),
        as_of=day or (date.fromisoformat(case.as_of) if case else None),
        written_after_the_event=case is not None and case.written_after_the_event,
        provenance=case.provenance if case else None,
        rejected=[str(item.error) for item in items if isinstance(item, Rejected)],
    )
    used = {source.id for source in page.sources}
    return page, [reading for reading in read if reading.document.id in used]


def _bundled(name: str | None, files: list[Path] | None) -> Case | None:
    """Load the case that was asked for; exactly one of case and files must be given."""
    if (name is None) == (not files):
        raise InputError(
            "takes either files or --case",
            where="brief",
            hint="name a file to read, or --case with one of " + ", ".join(CASES),
        )
    return load_case(name) if name is not None else None


def _format_of(output: Path | None) -> BriefFormat:
    return SUFFIXES.get(output.suffix.lower(), "terminal") if output else "terminal"


def _write_terminal(page: Brief, stream: BinaryIO) -> None:
    with console_on(stream) as console:
        render_terminal(page, console)


def _write(stream: BinaryIO, data: bytes) -> None:
    stream.write(data if data.endswith(b"\n") else data + b"\n")


WRITERS: Mapping[BriefFormat, Callable[[Brief, BinaryIO], None]] = {
    "terminal": _write_terminal,
    "markdown": lambda page, stream: _write(stream, render_markdown(page).encode("utf-8")),
    "html": lambda page, stream: _write(stream, render_html(page).encode("utf-8")),
    "json": lambda page, stream: _write(stream, render_json(page)),
}
