import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.documents.text import TITLE_LIMIT, clean, decode, split_title
from detente.errors import InputError

from .samples import BODY, TEXT, TITLE

QUOTED = "The minister called the talks “frank” and the café in Orléans “neutral ground”."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_usual_encodings_are_told(encoding: str) -> None:
    assert decode(QUOTED.encode(encoding)) == QUOTED


def test_utf16_big_endian_by_its_mark() -> None:
    assert decode(codecs.BOM_UTF16_BE + QUOTED.encode("utf-16-be")) == QUOTED


def test_one_damaged_byte_does_not_spoil_the_rest() -> None:
    data = QUOTED.encode() + b"\xff"
    assert decode(data) == QUOTED + "\ufffd"


def test_another_code_page_is_guessed() -> None:
    russian = "Министр иностранных дел встретился со своим коллегой в Женеве в четверг. " * 5
    assert decode(russian.encode("cp1251")) == russian


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"PK\x03\x04rest", "ZIP"),
        (b"\x89PNG\r\n\x1a\nrest", "PNG"),
        (b"\x1f\x8b\x08rest", "gzip"),
        (b"{\\rtf1 text}", "RTF"),
        (bytes(range(256)) * 40, "not text"),
        (b"\x00\x01" * 50 + b"text", "not text"),
        (codecs.BOM_UTF16_LE + b"\x01\x00" * 50, "not text"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, name: str) -> None:
    with pytest.raises(InputError, match=name) as caught:
        decode(data)
    assert caught.value.hint


def test_cleaning() -> None:
    dirty = "One\r\nline \t\rand\x00 a\u00a0so\xadft\u200b e\u0301nd\u2028\n\n\n\nMore\ud800\x1b.  "
    assert clean(dirty) == "One\nline\nand a soft \u00e9nd\n\nMore."


def test_tabs_and_paragraphs_are_kept() -> None:
    assert clean("a\tb\n\nc\nd") == "a\tb\n\nc\nd"


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    once.encode("utf-8")


@settings(deadline=None)  # a guess of the code page imports its library
@given(st.binary())
def test_any_bytes_are_text_or_an_input_error(data: bytes) -> None:
    try:
        text = decode(data)
    except InputError:
        return
    clean(text).encode("utf-8")


def test_a_first_line_apart_is_the_title() -> None:
    assert split_title(TEXT) == (TITLE, BODY)
    assert split_title("\n\n" + TEXT.replace("\n", "\r\n")) == (TITLE, BODY)
    assert split_title(f"{'x' * TITLE_LIMIT}\n\n{BODY}")[0] == "x" * TITLE_LIMIT


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE}.\n\n{BODY}",
        f"{TITLE}\n{BODY}",
        f"{'x' * (TITLE_LIMIT + 1)}\n\n{BODY}",
        TITLE,
        f"Two lines\nof it\n\n{BODY}",
    ],
)
def test_other_first_lines_are_body(text: str) -> None:
    assert split_title(text) == (None, text)
