"""What makes a document: its text, its date, and the id that follows from them."""

from __future__ import annotations

import hashlib
from datetime import date, datetime

import msgspec

from detente.documents.language import require_english
from detente.documents.text import clean, clean_line
from detente.errors import InputError
from detente.records import Document


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """What a format yields, before it is checked; `published` in any form it came in."""

    body: str
    title: str | None = None
    published: str | None = None
    source: str | None = None
    url: str | None = None


def parse_published(value: str) -> str:
    """Write a date or time of publication in ISO 8601 (`2022-01-20`, `2022-01-20T18:30:00+00:00`).

    Takes every ISO 8601 form that Python reads. Raises InputError for anything else.
    """
    text = value.strip()
    for parse in (date.fromisoformat, datetime.fromisoformat):
        try:
            return parse(text).isoformat()
        except ValueError:
            continue
    raise InputError(
        f'"{value}" is not a date', hint="write it as 2022-01-20 or 2022-01-20T18:30:00Z"
    )


def make_document(
    body: str,
    *,
    title: str | None = None,
    published: str | None = None,
    source: str | None = None,
    url: str | None = None,
) -> Document:
    """Build a Document from its parts; the text is the title, a blank line and the body.

    A body that opens with the title has it once. The id is the first 16 hex digits of the
    SHA-256 of (url or source, published, text), one a line. Raises InputError when the body is
    empty, the text is not English or the date impossible.
    """
    title, body = clean_line(title), clean(body)
    first, _, rest = body.partition("\n")
    if title and rest and clean_line(first) == title:
        body = rest.lstrip()
    if not body:
        raise InputError("the text is empty", hint="nothing but the title or blanks was found")
    text = clean(f"{title}\n\n{body}") if title else body
    require_english(text)
    when = None if published is None else parse_published(published)
    url, source = clean_line(url), clean_line(source)
    return Document(
        id=_sha256("\n".join((url or source or "", when or "", text)))[:16],
        title=title,
        url=url,
        source=source,
        published=when,
        language="en",
        text=text,
        sha256=_sha256(text),
    )


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
