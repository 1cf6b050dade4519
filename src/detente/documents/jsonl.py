"""JSON lines, and JSON files with one object or an array: one draft an object."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import BinaryIO

import msgspec

from detente.documents.identity import Draft
from detente.documents.text import decode, split_title
from detente.errors import InputError

KEYS: dict[str, tuple[str, ...]] = {
    "body": ("text", "body", "content"),
    "title": ("title", "headline"),
    "published": ("published", "date", "published_at"),
    "url": ("url",),
    "source": ("source",),
}
"""Draft field -> the JSON keys that are tried for it, in order."""

Keys = Mapping[str, tuple[str, ...]]
Entry = tuple[int, Draft | InputError]


def choose_keys(fields: Mapping[str, str]) -> Keys:
    """KEYS with the caller's choice of key for some fields; "text" is another name of "body".

    Raises InputError for a field that no document has.
    """
    chosen = {("body" if field == "text" else field): (key,) for field, key in fields.items()}
    unknown = ", ".join(sorted(chosen.keys() - KEYS.keys()))
    if unknown:
        raise InputError(
            f"a document has no field {unknown}", hint=f"the fields are {', '.join(KEYS)}"
        )
    return KEYS | chosen


def read_lines(stream: BinaryIO, keys: Keys, max_bytes: int) -> Iterator[Entry]:
    """Yield line number (from 1) and draft or error of every line that is not blank.

    Lines are read one at a time; one of more than `max_bytes` bytes is an error and is skipped.
    """
    number = 0
    while line := stream.readline(max_bytes + 1):
        number += 1
        if len(line) > max_bytes and not line.endswith(b"\n"):
            _skip_line(stream)
            yield number, InputError(f"the line is longer than {max_bytes:,} bytes")
        elif line.strip():
            yield number, _draft_or_error(line, keys)


def read_json(data: bytes, keys: Keys) -> Iterator[Entry]:
    """Yield number (from 1) and draft or error of every object of an array, or of the one object.

    Raises InputError when the file is no JSON, or neither an object nor an array.
    """
    value = _parse(data)
    for number, item in enumerate(value if isinstance(value, list) else [value], start=1):
        try:
            yield number, _draft(item, keys)
        except InputError as error:
            yield number, error


def is_lines(data: bytes) -> bool:
    """Whether a .json file in truth holds JSON lines: two or more, the first an object."""
    first, _, rest = data.lstrip().partition(b"\n")
    try:
        return bool(rest.strip()) and isinstance(_parse(first), dict)
    except InputError:
        return False


def _skip_line(stream: BinaryIO) -> None:
    while (part := stream.readline(65_536)) and not part.endswith(b"\n"):
        pass


def _draft_or_error(line: bytes, keys: Keys) -> Draft | InputError:
    try:
        return _draft(_parse(line), keys)
    except InputError as error:
        return error


def _parse(data: bytes) -> object:
    try:
        return msgspec.json.decode(decode(data).removeprefix("\ufeff"))
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise InputError(f"this is not valid JSON: {error}") from error


def _draft(item: object, keys: Keys) -> Draft:
    if not isinstance(item, dict):
        raise InputError("this is not a JSON object", hint='one object a line: {"text": "..."}')
    values = {field: _value(item, names) for field, names in keys.items()}
    body = values.pop("body")
    if body is None:
        raise InputError(
            f"no text under {' or '.join(keys['body'])}; the keys are {', '.join(item) or 'none'}",
            hint="say which key holds the text",
        )
    title = values.pop("title")
    if title is None:
        title, body = split_title(body)
    return Draft(body=body, title=title, **values)


def _value(item: dict[str, object], names: tuple[str, ...]) -> str | None:
    """Find the first of the keys that holds anything; a number stands for its digits in a date."""
    for name in names:
        value = item.get(name)
        if value is None or (value == "" and name not in KEYS["body"]):
            continue
        if type(value) is int and name in KEYS["published"]:
            return str(value)
        if not isinstance(value, str):
            raise InputError(f'"{name}" holds {_kind(value)}, not a string')
        return value
    return None


def _kind(value: object) -> str:
    names = {list: "an array", dict: "an object", bool: "true or false"}
    return names.get(type(value), "a number")
