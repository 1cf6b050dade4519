"""Where the output goes: standard output or a file, in UTF-8; remarks go to standard error."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, TypeAlias

import typer

from detente.errors import DetenteError

if TYPE_CHECKING:
    from rich.console import Console

Output: TypeAlias = Annotated[
    Path | None,
    typer.Option("--output", metavar="FILE", help="Write to this file, not to the terminal."),
]

WIDTH = 120
"""Columns where the output is no terminal and so has no width of its own."""


@contextmanager
def open_output(path: Path | None) -> Iterator[BinaryIO]:
    """Open the file for writing, or standard output when there is none.

    Raises DetenteError, naming the file, when it cannot be opened or written.
    """
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        with _beside(path) as stream:
            yield stream
    except OSError as error:
        raise DetenteError(
            f"cannot be written: {error.strerror or error}",
            where=str(path),
            hint="give another file with --output",
        ) from error


@contextmanager
def _beside(path: Path) -> Iterator[BinaryIO]:
    """Write a file beside `path` that takes its place when all is written: inputs stay readable."""
    if path.exists() and not path.is_file():  # a device or a pipe cannot be replaced
        with path.open("wb") as stream:
            yield stream
        return
    draft = path.with_name(f".{path.name}.part")
    try:
        with draft.open("wb") as stream:
            yield stream
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def console_on(stream: BinaryIO) -> Iterator[Console]:
    """Wrap a stream in a Rich console: colours only on a terminal, `WIDTH` columns elsewhere."""
    from rich.console import Console

    text = io.TextIOWrapper(stream, encoding="utf-8", write_through=True)
    try:
        yield Console(file=text, width=None if text.isatty() else WIDTH, highlight=False)
    finally:
        text.detach()


def say(line: str) -> None:
    """Write one line to standard error."""
    typer.echo(f"detente: {' '.join(line.split())}", err=True)
