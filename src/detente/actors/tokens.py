"""Words of a sentence with the little that a name matcher asks about them."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S. and the like keep their stops
    r"|\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Sen|Rep|Gov|Adm|Maj|Sgt|Capt|Prof|Rev|St)\."
    r"|\b[^\W\d_]\.(?=\s+[^\W\d_])"  # initials
    r"|['’]s\b"
    r"|\d+(?:[.,]\d+)+"
    r"|[^\W_]+(?:['’](?!s\b)[^\W_]+)*"
    r"|[^\w\s]|_"
)
_HYPHENS = "-‐‑–"
_PLAIN = str.maketrans(
    {
        "ı": "i", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "’": "'", ".": None,
    }
)  # fmt: skip


class Token(NamedTuple):
    """One word or sign: `key` is its folded form, `glued` tells a hyphen before it."""

    start: int
    end: int
    text: str
    key: str
    capital: bool
    upper: bool
    glued: bool

    @property
    def word(self) -> bool:
        """Whether it is a word or number, not a sign or a possessive ending."""
        return self.key[:1].isalnum()


def fold(word: str) -> str:
    """Lower case without accents or stops: "Türkiye" → "turkiye", "U.S." → "us"."""
    if word.isascii():
        return word.lower().replace(".", "") or word
    plain = unicodedata.normalize("NFKD", word.translate(_PLAIN))
    return "".join(c for c in plain if not unicodedata.combining(c)).lower() or word


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of `text[start:end]`, offsets in `text`; a joining hyphen is no token."""
    stop = len(text) if end is None else end
    tokens: list[Token] = []
    hyphen_at = -1
    for match in _TOKEN.finditer(text, start, stop):
        word, at = match.group(), match.start()
        joins = word in _HYPHENS and tokens and tokens[-1].end == at and at + 1 < stop
        if joins and text[at + 1].isalnum():
            hyphen_at = match.end()
            continue
        glued, capital = at == hyphen_at, word[0].isupper()
        tokens.append(Token(at, match.end(), word, fold(word), capital, word.isupper(), glued))
    return tokens


def folded_name(name: str) -> str:
    """A name's folded words with single spaces between: "San José" → "san jose"."""
    return " ".join(token.key for token in tokenize(name) if token.word)


class Sentence:
    """One sentence's tokens; `heading` and `shouting` say when capital letters tell nothing."""

    __slots__ = ("heading", "keys", "shouting", "text", "tokens")

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.tokens = tokenize(text, start, end)
        self.keys = [token.key for token in self.tokens]
        letters = [t for t in self.tokens if t.text.isalpha()]
        shouted = sum(t.upper for t in letters)
        self.shouting = len(letters) > 2 and shouted > 0.6 * len(letters)
        words = [t for t in letters if t.end - t.start > 3]
        stopped = text[start:end].rstrip(" \t\r\n\"'”’)").endswith((".", "!", ":", ";"))
        capitals = sum(t.capital for t in words)
        titled = len(words) > 3 and not stopped and capitals > 0.75 * len(words)
        self.heading = titled or self.shouting

    def key(self, at: int) -> str:
        """The folded word at a place, "" outside the sentence."""
        return self.keys[at] if 0 <= at < len(self.keys) else ""

    def named(self, at: int) -> bool:
        """Whether a capital letter at this place tells of a name."""
        if not 0 <= at < len(self.tokens) or self.heading:
            return False
        return self.tokens[at].capital and self.tokens[at].word

    def glued(self, at: int) -> bool:
        """Whether a hyphen joins this word to the one before."""
        return 0 <= at < len(self.tokens) and self.tokens[at].glued
