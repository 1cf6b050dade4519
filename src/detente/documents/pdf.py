"""The text layer of a PDF to a draft: pypdf reads the pages, lines become paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

from detente.documents.identity import Draft
from detente.documents.text import clean, clean_line, split_title
from detente.errors import InputError

if TYPE_CHECKING:
    from pypdf import PdfReader

# A damaged PDF makes pypdf fail in any of these ways, besides its own errors.
_DAMAGE = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    RecursionError,
    NotImplementedError,
    OSError,
)
_PAGE_NUMBER = re.compile(r"(?:page\s+)?[-–]?\s*\d{1,4}\s*[-–]?(?:\s*(?:of|/)\s*\d{1,4})?", re.I)
_BROKEN_WORD = re.compile(r"(\w+)[-\u2010]\n([a-z]\w*)")
_HYPHENATED = re.compile(r"\w+-\w+")
_KEEPS_HYPHEN = frozenset({"anti", "non", "vice"})
_LINE_BREAK = re.compile(r"(?<!\n)\n(?!\n)")
_FULL_LINE = 0.8  # of the usual width: a line that ends before this ends its paragraph
_PDF_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)")
# Titles that a program made up, not the author.
_FILE_TITLE = re.compile(r"^(microsoft word|untitled|document\d*$|print)|\.\w{2,5}$|^\S*$", re.I)
# These print a page as it is seen, so their date is that of the printing.
_PRINTERS = re.compile(r"skia|quartz|wkhtml|print to pdf|cairo|webkit|firefox|mozilla", re.I)


def read_pdf(data: bytes) -> Draft:
    """All pages as paragraphs; title and day of creation from the metadata where sensible.

    Raises InputError for a PDF that is damaged, locked by a password or has no text layer.
    """
    import logging

    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").addHandler(logging.NullHandler())  # its remarks are not for stderr
    try:
        reader = PdfReader(BytesIO(data))
        _unlock(reader)
        pages = [clean(page.extract_text()) for page in reader.pages]
        metadata: Mapping[str, object] = reader.metadata or {}
    except (PyPdfError, *_DAMAGE) as error:
        raise InputError("the PDF is damaged", hint="print it to a new PDF") from error
    body = paragraphs(pages)
    if not body:
        raise InputError(
            "the PDF has no text layer", hint="it was perhaps scanned: run OCR over it first"
        )
    title = _title(metadata.get("/Title"))
    if title is None:
        title, body = split_title(body)
    return Draft(body=body, title=title, published=_created(metadata))


def _unlock(reader: PdfReader) -> None:
    """Open a PDF whose password is empty, as every viewer does; refuse the others."""
    from pypdf.errors import DependencyError

    try:
        locked = reader.is_encrypted and not reader.decrypt("")
    except DependencyError:
        locked = True
    if locked:
        raise InputError("the PDF is encrypted", hint="save a copy without a password")


def paragraphs(pages: list[str]) -> str:
    """Pages of set lines as running text: furniture dropped, words rejoined, lines filled.

    A line runs on into the next one when it is about full, or the next begins in lower case.
    """
    lines = "\n".join(_without_furniture(pages)).split("\n")
    width = sorted(map(len, lines))[int(0.9 * (len(lines) - 1))]
    parts = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        runs_on = len(line) >= _FULL_LINE * width or following[:1].islower()
        parts += [line, "\n" if line and runs_on else "\n\n"]
    return clean(_LINE_BREAK.sub(" ", _rejoin("".join(parts))))


def _without_furniture(pages: list[str]) -> list[str]:
    """Pages without page numbers and without first or last lines that most pages repeat."""
    split = [page.split("\n") for page in pages if page]
    edges = Counter(line for lines in split for line in {lines[0], lines[-1]})
    repeated = {line for line, n in edges.items() if n >= 3 and n > len(split) / 2}
    return [
        "\n".join(
            line
            for i, line in enumerate(lines)
            if not _PAGE_NUMBER.fullmatch(line.strip())
            and not (line in repeated and i in (0, len(lines) - 1))
        )
        for lines in split
    ]


def _rejoin(text: str) -> str:
    """Join words broken at a line's end; the hyphen stays where the text elsewhere has it."""
    hyphenated = set(_HYPHENATED.findall(text))

    def join(match: re.Match[str]) -> str:
        first, second = match.groups()
        kept = f"{first}-{second}"
        return kept if kept in hyphenated or first.lower() in _KEEPS_HYPHEN else first + second

    return _BROKEN_WORD.sub(join, text)


def _title(value: object) -> str | None:
    title = clean_line(str(value or ""))
    return None if title is None or _FILE_TITLE.search(title) else title


def _created(metadata: Mapping[str, object]) -> str | None:
    """Tell the day of creation (ISO 8601), unless the maker merely prints what it is shown."""
    makers = f"{metadata.get('/Producer')} {metadata.get('/Creator')}"
    found = _PDF_DATE.match(str(metadata.get("/CreationDate")))
    if found is None or _PRINTERS.search(makers):
        return None
    try:
        return date(*map(int, found.groups())).isoformat()
    except ValueError:
        return None
