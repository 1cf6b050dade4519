"""Documents as marked text: every record's words can be found from its id."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from detente.brief.page import Segment, Text
from detente.records import Reading, Sentence


def marked_text(reading: Reading) -> Text:
    """The sentences of a document, cut into runs inside and outside the words of its records."""
    document = reading.document
    spans = tuple(sorted(_spans(reading)))
    return Text(
        document=document.id,
        headline=tuple(
            run for s in reading.sentences if s.title for run in _segments(document.text, s, spans)
        ),
        source=document.source or "source not named",
        published=document.published,
        sentences=tuple(
            _segments(document.text, s, spans) for s in reading.sentences if not s.title
        ),
    )


def _spans(reading: Reading) -> Iterator[tuple[int, int, str]]:
    """Start, end and id of every record that a line of the brief can point to."""
    kinds = (
        reading.events,
        reading.predictions,
        reading.agenda,
        reading.demands,
        reading.signals,
        reading.stances,
        reading.claims,
    )
    for records in kinds:
        for record in records:
            yield record.anchor.start, record.anchor.end, record.id


def _segments(
    text: str, sentence: Sentence, spans: tuple[tuple[int, int, str], ...]
) -> tuple[Segment, ...]:
    """Cut at every start and end of a span; ids stand where their words begin."""
    inside = [span for span in spans if span[0] < sentence.end and sentence.start < span[1]]
    cuts = {sentence.start, sentence.end}
    for start, end, _ in inside:
        cuts |= {max(start, sentence.start), min(end, sentence.end)}
    ordered = sorted(cuts)
    return tuple(
        Segment(
            text=text[a:b],
            marked=any(start < b and a < end for start, end, _ in inside),
            ids=tuple(id_ for start, _, id_ in inside if start == a),
        )
        for a, b in pairwise(ordered)
    )
