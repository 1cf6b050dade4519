"""One file to its documents: find its format, read it, and turn what fails into `Rejected`."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from io import BufferedReader, BytesIO
from pathlib import Path

import msgspec

from detente.documents.formats import Format, format_of
from detente.documents.html import read_html
from detente.documents.identity import Draft, make_document
from detente.documents.jsonl import Entry, Keys, choose_keys, is_lines, read_json, read_lines
from detente.documents.pdf import read_pdf
from detente.documents.text import decode, split_title
from detente.errors import InputError
from detente.records import Document


class InputOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How to read a file. `published`, `title` and `source` override what the file says.

    `fields` names the JSON key of a document's field (`{"body": "original_text"}`); `max_bytes`
    bounds a file, or in JSON lines each line.
    """

    published: str | None = None
    title: str | None = None
    source: str | None = None
    fields: dict[str, str] = {}
    max_bytes: int = 20_000_000
    format: Format = "auto"


class Rejected(msgspec.Struct, frozen=True):
    """An input that cannot be read: where it lies (`file`, or `file:line`) and what is wrong."""

    where: str
    error: InputError


_DEFAULTS = InputOptions()
_OS_ERRORS: tuple[tuple[type[OSError], str, str], ...] = (
    (FileNotFoundError, "there is no such file", "check the name and the folder"),
    (PermissionError, "the file may not be read", "change its permissions or copy it"),
    (IsADirectoryError, "this is a folder, not a file", "name the files in it, as in folder/*.txt"),
    (OSError, "the file cannot be read", "check the name and the disk"),
)


def read_documents(path: Path, options: InputOptions = _DEFAULTS) -> Iterator[Document | Rejected]:
    """Every document of a file, in order, one `Rejected` for each that cannot be read.

    Nothing is raised for bad input. The format follows from `options.format`, else the first
    bytes of a PDF, else the suffix, else the content.
    """
    try:
        with _open(path) as stream:
            for number, entry in _entries(path, stream, options):
                where = f"{path}:{number}" if number else str(path)
                yield _document(entry, where, options)
    except InputError as error:
        yield _rejected(error, str(path))
    except OSError as error:
        what, hint = next((w, h) for kind, w, h in _OS_ERRORS if isinstance(error, kind))
        yield _rejected(InputError(what, hint=hint), str(path))


def _open(path: Path) -> BufferedReader:
    """Open the file; a pipe will do. Raises InputError or OSError when it cannot be read."""
    try:
        mode = os.stat(path).st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError
        return path.open("rb")
    except ValueError as error:
        raise InputError("this is not a file name", hint="it holds a null character") from error


def _entries(path: Path, stream: BufferedReader, options: InputOptions) -> Iterator[Entry]:
    """Yield number (0 for the only document of a file) and draft or error."""
    keys = choose_keys(options.fields)
    head = stream.peek(2048)
    if not head.strip():
        raise InputError("the file is empty", hint="check that it was saved or downloaded whole")
    kind = format_of(options.format, path.suffix, head)
    if kind == "jsonl":
        yield from read_lines(stream, keys, options.max_bytes)
        return
    data = _read_all(stream, options.max_bytes)
    if kind == "json":
        yield from _json_entries(data, keys, options.max_bytes)
    else:
        yield 0, _READERS[kind](data)


def _json_entries(data: bytes, keys: Keys, max_bytes: int) -> Iterator[Entry]:
    if is_lines(data):
        return read_lines(BytesIO(data), keys, max_bytes)
    return read_json(data, keys)


def _read_text(data: bytes) -> Draft:
    title, body = split_title(decode(data))
    return Draft(title=title, body=body)


_READERS: dict[str, Callable[[bytes], Draft]] = {
    "text": _read_text,
    "html": read_html,
    "pdf": read_pdf,
}


def _read_all(stream: BufferedReader, max_bytes: int) -> bytes:
    """Read the whole file; the size is asked first, so that a huge file is never read."""
    size = os.fstat(stream.fileno()).st_size
    data = b"" if size > max_bytes else stream.read(max_bytes + 1)
    if size > max_bytes or len(data) > max_bytes:
        raise InputError(
            f"the file is larger than {max_bytes:,} bytes",
            hint="split it, or make it JSON lines, one document a line",
        )
    return data


def _document(entry: Draft | InputError, where: str, options: InputOptions) -> Document | Rejected:
    if isinstance(entry, InputError):
        return _rejected(entry, where)
    try:
        return make_document(
            entry.body,
            title=_either(options.title, entry.title),
            published=_either(options.published, entry.published),
            source=_either(options.source, entry.source),
            url=entry.url,
        )
    except InputError as error:
        return _rejected(error, where)


def _either(override: str | None, found: str | None) -> str | None:
    return found if override is None else override


def _rejected(error: InputError, where: str) -> Rejected:
    return Rejected(where, InputError(error.what, where=where, hint=error.hint))
