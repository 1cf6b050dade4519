"""Bytes to clean Unicode, and plain text to title and body."""

from __future__ import annotations

import codecs
import re
import unicodedata

from detente.errors import InputError

TITLE_LIMIT = 200
"""Characters; a longer first line is no title."""

_SAMPLE = 65_536  # bytes or characters looked at to judge a whole file
_CONTROL_SHARE = 0.05  # a text with more control characters than this is no text
_HIGH_SHARE = 0.1  # English in an 8-bit code page has few bytes beyond ASCII

_MAGIC = (
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "a rich-text (RTF) document"),
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"PAR1", "a Parquet file"),
    (b"\x7fELF", "a program"),
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL_BYTES = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"
_LINE_END = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")
_SPACE = re.compile(r"[\xa0\u2000-\u200a\u202f\u205f\u3000]")
# Controls, soft hyphens, zero-width and direction marks, half surrogates: nothing that is read.
_UNREAD = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f"
    r"\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]"
)
_BLANK_LINES = re.compile(r"\n{3,}")


def decode(data: bytes) -> str:
    """Text from bytes: a byte order mark decides, else UTF-8, else the likeliest code page.

    Raises InputError when the bytes are no text (an archive, a picture, a program, noise).
    """
    for magic, name in _MAGIC:
        if data.startswith(magic):
            raise InputError(f"this is {name}, not text", hint="save it as text, HTML or PDF")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _readable(data.decode(encoding, "replace"))
    sample = data[:_SAMPLE]
    if len(sample) - len(sample.translate(None, _CONTROL_BYTES)) > _CONTROL_SHARE * len(sample):
        raise _not_text()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _readable(_decode_otherwise(data))


def _decode_otherwise(data: bytes) -> str:
    """Damaged UTF-8, Windows-1252, or the code page that charset_normalizer finds."""
    repaired = data.decode("utf-8", "replace")
    damaged = repaired.count("\ufffd")
    if sum(char > "\x7f" for char in repaired) - damaged > damaged:
        return repaired
    if len(data.translate(None, bytes(range(128)))) <= _HIGH_SHARE * len(data):
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            pass  # one of the five bytes that Windows-1252 leaves undefined
    from charset_normalizer import from_bytes

    guess = from_bytes(data[:_SAMPLE]).best()
    if guess is None:
        raise _not_text()
    return data.decode(guess.encoding, "replace")


def _readable(text: str) -> str:
    """Pass the text on, unless controls and undecodable bytes make up too much of it."""
    sample = text[:_SAMPLE]
    unread = len(_UNREAD.findall(sample)) + sample.count("\ufffd")
    if unread > _CONTROL_SHARE * len(sample):
        raise _not_text()
    return text


def _not_text() -> InputError:
    return InputError("this is not text", hint="save it as UTF-8 text, HTML or PDF")


def clean(text: str) -> str:
    r"""Text in NFC with `\n` line ends, plain spaces, no control characters but tab.

    Lines end without spaces and paragraphs lie one blank line apart. clean(clean(x)) == clean(x).
    """
    text = _LINE_END.sub("\n", text)
    text = _SPACE.sub(" ", _UNREAD.sub("", text))
    lines = unicodedata.normalize("NFC", text).split("\n")
    return _BLANK_LINES.sub("\n\n", "\n".join(line.rstrip() for line in lines)).strip()


def clean_line(text: str | None) -> str | None:
    """One line of clean text, or None where nothing is left."""
    return " ".join(clean(text or "").split()) or None


def split_title(text: str) -> tuple[str | None, str]:
    """Title (or None) and body: a short first line, no full stop, blank line, then more."""
    title, gap, body = clean(text).partition("\n\n")
    if not gap or "\n" in title or len(title) > TITLE_LIMIT or title.endswith("."):
        return None, clean(text)
    return clean_line(title), body
