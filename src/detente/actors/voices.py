"""Who speaks: the quotations of a text, across which no pronoun reaches."""

from __future__ import annotations

import re
from bisect import bisect_right

_QUOTATION = re.compile(r"“[^“”]*”|\"[^\"]*\"|«[^«»]*»")


class Voices:
    """The quotations of one text, numbered; the author's own words are number -1."""

    def __init__(self, text: str) -> None:
        self._quotations = [match.span() for match in _QUOTATION.finditer(text)]
        self._starts = [start for start, _ in self._quotations]

    def at(self, place: int) -> int:
        """The number of the quotation that the offset lies in."""
        number = bisect_right(self._starts, place) - 1
        return number if number >= 0 and place < self._quotations[number][1] else -1
