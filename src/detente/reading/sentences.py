"""Text → sentence spans with exact offsets.

Rules, not a model: a sentence ends at a full stop, question or exclamation mark (with its closing
quotes) that is followed by white space and a likely opening, unless the stop belongs to an
abbreviation, an initial or a number. A line break with a blank line always ends a sentence.
"""

from __future__ import annotations

import re

from detente.reading.words import words
from detente.records import Sentence

# Titles and short forms that are followed by a name, so a stop after them ends nothing.
BEFORE_NAMES = words("before_names")
# Short forms that may end a sentence: the next word decides.
MONTHS_AND_FIRMS = words("months_and_firms")
# Words that commonly open a sentence: after "U.S." they say that a new one begins.
OPENERS = words("openers")
# No abbreviation is longer, so none is looked for further back: the work stays linear.
LONGEST_SHORT_FORM = 24
STOP = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’)\]]*+(?=\s)")
PARAGRAPH = re.compile(r"\n\s*\n")
LAST_WORD = re.compile(r"[^\s\"'“”‘’(\[]+$")
NEXT_WORD = re.compile(r"\s+[\"'“‘(\[]*([^\s]+)")


def split_sentences(text: str, title: str | None = None) -> tuple[Sentence, ...]:
    """Cut `text` into sentences; the title, when `text` opens with one, is a sentence of its own.

    Offsets are code points in `text`; white space round a sentence is left out.
    """
    head = len(title) if title else 0
    spans = [(0, head, True)] if head else []
    for start, end in _paragraphs(text, head):
        spans.extend((a, b, False) for a, b in _cut(text, start, end))
    return tuple(Sentence(a, b, is_title) for a, b, is_title in spans)


def _paragraphs(text: str, start: int) -> list[tuple[int, int]]:
    breaks = [(m.start(), m.end()) for m in PARAGRAPH.finditer(text, start)]
    edges = [start, *(edge for pair in breaks for edge in pair), len(text)]
    spans = [_trim(text, a, b) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    return [(a, b) for a, b in spans if a < b]


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans, begin = [], start
    for stop in STOP.finditer(text, start, end):
        if _ends_sentence(text, begin, stop, end):
            spans.append(_trim(text, begin, stop.end()))
            begin = stop.end()
    spans.append(_trim(text, begin, end))
    return [(a, b) for a, b in spans if a < b]


def _ends_sentence(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    following = NEXT_WORD.match(text, stop.end(), end)
    if following is None:
        return True
    opening = following.group(1)
    if stop.group()[0] != "." or stop.group().startswith(".."):
        return not opening[0].islower()
    word = LAST_WORD.search(text, max(begin, stop.start() - LONGEST_SHORT_FORM), stop.start())
    last = word.group().lower() if word else ""
    if last in BEFORE_NAMES or (len(last) == 1 and last.isalpha()):
        return False
    if last in MONTHS_AND_FIRMS or re.fullmatch(r"(?:[a-z]\.)+[a-z]", last):
        return opening.lower().strip(",.;:") in OPENERS and opening[0].isupper()
    return not opening[0].islower()


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
