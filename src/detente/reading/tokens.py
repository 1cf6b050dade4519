"""Text → word tokens with offsets: the unit in which rules look left and right."""

from __future__ import annotations

import re

import msgspec

WORD = re.compile(
    r"(?:[A-Za-z]\.){2,}"  # U.S., D.P.R.K.
    r"|\d+(?:[.,:]\d+)*%?"
    r"|\w+(?:[-’'](?!s\b)\w+)*"  # hyphens and apostrophes inside a word
    r"|[’']s\b"
    r"|[^\w\s]"
)


class Token(msgspec.Struct, frozen=True):
    """One word or mark; `lower` is its lower-case form with straight apostrophes."""

    start: int
    end: int
    text: str
    lower: str


def tokenise(text: str, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """Cut `text[start:end]` into tokens; offsets stay those of `text`."""
    found = WORD.finditer(text, start, len(text) if end is None else end)
    return tuple(
        Token(m.start(), m.end(), m.group(), m.group().lower().replace("’", "'")) for m in found
    )
