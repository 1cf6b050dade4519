"""Sources that the tagger hears where no rule for verbs of saying does.

A rule knows its verbs; the tagger has read thousands of articles with sources, cues and contents
marked. What it finds is used only where the rules leave a deed to the author.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

import msgspec

from detente.reading.attribution import is_quoted, kind_of_word, speaker_attribution
from detente.reading.clause import Clause, Group
from detente.reading.tagger import Span, Tags
from detente.records import Anchor, Attribution

Tagging: TypeAlias = Callable[[Clause], Tags]
"""What the tagger says of a sentence."""
SURE = 0.75
"""The least mean probability of a source and of a content that are believed; assumed."""


class Heard(msgspec.Struct, frozen=True):
    """A content at offsets start:end of the document, and who vouches for it."""

    start: int
    end: int
    attribution: Attribution


def find_heard(clause: Clause, tags: Tags) -> tuple[Heard, ...]:
    """Each content of a sentence with the source nearest to it, through the cue between them."""
    sources = [s for s in tags.sources() if s.sure >= SURE]
    cues, base, found = tags.spans("cue"), clause.sentence.start, list[Heard]()
    for content in tags.spans("content"):
        cue = min(cues, key=lambda span: _gap(span, content), default=None)
        if cue is None or content.sure < SURE:
            continue
        source = min(sources, key=lambda span: _gap(span, cue), default=None)
        attribution = _attribution(clause, source, cue) if source else None
        if attribution is not None:
            found.append(Heard(base + content.start, base + content.end, attribution))
    return tuple(found)


def attribution_of(clause: Clause, heard: Sequence[Heard], first: int) -> Attribution:
    """Who vouches for the words at a token by the shortest content round it, else the author."""
    at, quoted = clause.tokens[first].start, is_quoted(clause, first)
    around = [one for one in heard if one.start <= at < one.end]
    if not around:
        return Attribution("author", quoted=quoted)
    nearest = min(around, key=lambda one: one.end - one.start)
    return msgspec.structs.replace(nearest.attribution, quoted=quoted)


def _gap(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _attribution(clause: Clause, source: Span, cue: Span) -> Attribution | None:
    """Of the actor that the source names, else of the kind that one of its words tells."""
    base = clause.sentence.start
    first, last = (clause.token_at(base + at) for at in (cue.start, cue.end - 1))
    group = _group_in(clause, base + source.start, base + source.end)
    if group is not None:
        return speaker_attribution(clause, group, (first, last + 1))
    words = [t for t in clause.tokens if base + source.start <= t.start < base + source.end]
    kinds = [kind for token in words if (kind := kind_of_word(token.lower))]
    anchor = Anchor.of(clause.text, base + cue.start, base + cue.end)
    return Attribution(kinds[0], None, anchor) if kinds else None


def _group_in(clause: Clause, start: int, end: int) -> Group | None:
    spans = ((clause.span(group.first, group.last), group) for group in clause.groups)
    return next((group for (low, high), group in spans if low < end and start < high), None)
