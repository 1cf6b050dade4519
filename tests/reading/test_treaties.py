"""Treaties by name and nickname, as of a day."""

from __future__ import annotations

from datetime import date

import pytest

from detente.actors import load_tables
from detente.reading.treaties import TreatyBook

BOOK = TreatyBook(load_tables().treaties)


@pytest.mark.parametrize(
    ("text", "on", "expected"),
    [
        ("They met to save the Iran nuclear deal.", date(2021, 4, 6), ("JCPOA",)),
        ("They met to save the Iran nuclear deal.", date(2001, 4, 6), ()),
        ("A review of the NPT and the CTBT is due.", date(2015, 5, 1), ("NPT", "CTBT")),
        ("Talks start in Geneva.", date(2010, 2, 1), ()),
        ("They deal with Iran.", None, ()),
    ],
)
def test_treaties_by_name(text: str, on: date | None, expected: tuple[str, ...]) -> None:
    assert BOOK.find(text, 0, len(text), on) == expected


def test_a_stretch_is_searched_alone() -> None:
    text = "The NPT is old. The CTBT is young."
    assert BOOK.find(text, 16, len(text), None) == ("CTBT",)
