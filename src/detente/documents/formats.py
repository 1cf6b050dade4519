"""Which format a file has: what was asked for, else its name, else how it begins."""

from __future__ import annotations

import re
from typing import Literal

Format = Literal["auto", "text", "html", "jsonl", "pdf"]
"""What can be asked for; "jsonl" of a .json file means objects in an array, or one a line."""

_SUFFIXES = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".pdf": "pdf",
}
_SIGNS = (
    (re.compile(rb"\s*<(?:!doctype\s+html|html|\?xml|head|body)\b", re.IGNORECASE), "html"),
    (re.compile(rb"\s*\{\s*\"[^\n]*\}\s*(?:\n|$)"), "jsonl"),
    (re.compile(rb"\s*(?:\{\s*\"|\[\s*\{)"), "json"),
)


def format_of(asked: Format, suffix: str, head: bytes) -> str:
    """Name the format, one of text, html, jsonl, json (a whole file of JSON) and pdf.

    `head` is the first thousand bytes or so. A PDF is told by its mark whatever its name.
    """
    named = _SUFFIXES.get(suffix.lower())
    if asked != "auto":
        return "json" if (asked, named) == ("jsonl", "json") else asked
    if head.startswith(b"%PDF-"):
        return "pdf"
    start = head.removeprefix(b"\xef\xbb\xbf")
    return named or next((kind for sign, kind in _SIGNS if sign.match(start)), "text")
