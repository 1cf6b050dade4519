"""What the commands that read files have in common: their options, and the reading itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from detente.documents import InputOptions, Rejected, parse_published, read_documents
from detente.documents.formats import Format
from detente.documents.jsonl import choose_keys
from detente.errors import DetenteError, InputError
from detente.reading.reader import Reader
from detente.records import Document, Reading
from detente.settings import Settings, load_settings

Files: TypeAlias = Annotated[
    list[Path], typer.Argument(metavar="FILES...", help="The files; - is standard input.")
]
OptionalFiles: TypeAlias = Annotated[
    list[Path] | None, typer.Argument(metavar="FILES...", help="The files; - is standard input.")
]
Published: TypeAlias = Annotated[
    str | None,
    typer.Option("--published", metavar="DATE", help="Day or time of publication, ISO 8601."),
]
Title: TypeAlias = Annotated[str | None, typer.Option("--title", help="Title of the document.")]
Source: TypeAlias = Annotated[str | None, typer.Option("--source", help="Who published it.")]
Fields: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--field",
        metavar="FIELD=KEY",
        help="JSON key of a field (body, title, published, url, source); may be repeated.",
    ),
]
InputFormat: TypeAlias = Annotated[
    Format, typer.Option("--input-format", help="Format of the files; auto looks at each.")
]
Dyad: TypeAlias = Annotated[
    tuple[str, str] | None,
    typer.Option("--dyad", metavar="A B", help="Two states or organisations: USA RUS, NATO RUS."),
]
NoPredecessors: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--no-predecessors",
        help="Leave out states that those of --dyad continue, such as SUN before RUS.",
    ),
]
AsOf: TypeAlias = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="Know nothing that was published after this day."),
]

Item: TypeAlias = Reading | Rejected
"""What becomes of one document."""

SETTINGS = Path("detente.toml")
STANDARD_INPUT = Path("/dev/stdin")


def settings_here() -> Settings:
    """Read the settings of the folder that the command runs in."""
    return load_settings(SETTINGS)


def input_options(
    published: str | None,
    title: str | None,
    source: str | None,
    fields: Sequence[str] | None,
    input_format: Format,
) -> InputOptions:
    """Check the options of reading; raises InputError that names the option."""
    with _naming("--field"):
        keys = dict(_field(text) for text in fields or ())
        choose_keys(keys)
    with _naming("--published"):
        when = None if published is None else parse_published(published)
    return InputOptions(
        published=when, title=title, source=source, fields=keys, format=input_format
    )


def parse_day(value: str | None, option: str) -> date | None:
    """Read the calendar day given to `option`; raises InputError for anything else."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value.strip())
    except ValueError as error:
        raise InputError(
            f'"{value}" is not a day', where=option, hint="write it as 2022-01-21"
        ) from error


def parse_dyad(pair: tuple[str, str] | None) -> tuple[str, str] | None:
    """Check the two ids given to --dyad; raises InputError unless the tables know both."""
    if pair is None:
        return None
    from detente.actors.tables import load_tables

    tables = load_tables(settings_here().actors)
    known = {state.code for state in tables.states} | {body.id for body in tables.organisations}
    by_folded = {name.casefold(): name for name in known}
    first, second = (by_folded.get(side.casefold(), side) for side in pair)
    for side in (first, second):
        if side not in known:
            raise InputError(
                f"no state or organisation has the id {side!r}",
                where="--dyad",
                hint="ids are ISO 3166-1 alpha-3 codes such as USA, or names such as NATO",
            )
    if first == second:
        raise InputError(f"{first} is named twice", where="--dyad", hint="name two sides")
    return first, second


def sides(pair: tuple[str, str], alone: bool) -> tuple[list[str], list[str]]:
    """Each side of a pair with the states that it continues, unless it is to stand alone."""
    from detente.actors.dyads import predecessors
    from detente.actors.tables import load_tables

    tables = load_tables(settings_here().actors)
    first, second = ([id_, *(() if alone else predecessors(tables, id_))] for id_ in pair)
    return first, second


def documents_of(paths: Iterable[Path], options: InputOptions) -> Iterator[Document | Rejected]:
    """Every document of every file, in order; `-` is standard input."""
    for path in paths:
        yield from read_documents(STANDARD_INPUT if str(path) == "-" else path, options)


def read_each(documents: Iterable[Document | Rejected], reader: Reader) -> Iterator[Item]:
    """Read each document as it comes; one that cannot be read becomes a Rejected."""
    for document in documents:
        if isinstance(document, Rejected):
            yield document
            continue
        try:
            yield reader.read(document)
        except DetenteError as error:
            where = document.url or document.title or document.id
            yield Rejected(where, InputError(error.what, where=where, hint=error.hint))


def _field(text: str) -> tuple[str, str]:
    field, separator, key = text.partition("=")
    if not (field and separator and key):
        raise InputError(f'"{text}" is not FIELD=KEY', hint="write it as body=original_text")
    return field, key


@contextmanager
def _naming(option: str) -> Iterator[None]:
    """Say which option it was that held something impossible."""
    try:
        yield
    except InputError as error:
        raise InputError(error.what, where=option, hint=error.hint) from error
