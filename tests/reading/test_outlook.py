"""Sentences that look ahead, who says so and for when, and sentences that only look like it."""

from __future__ import annotations

from datetime import date

import pytest

from detente.documents import make_document
from detente.reading.clause import Clause
from detente.reading.outlook import Outlook, find_outlooks
from detente.reading.reader import Reader, lay_out
from detente.reading.sentences import split_sentences
from detente.reading.tagger import Tags
from detente.reading.times import find_times

DAY = date(2022, 1, 21)


def outlooks(reader: Reader, text: str) -> list[Outlook]:
    sentences = split_sentences(text, None)
    mentions = reader.mentions(make_document(text, published=DAY.isoformat()), sentences)
    clauses = lay_out(text, sentences, mentions)
    times = {c.index: find_times(text, c.sentence.start, c.sentence.end, DAY) for c in clauses}

    def tag(clause: Clause) -> Tags:
        return reader.tagger.tag(text[clause.sentence.start : clause.sentence.end])

    return list(find_outlooks(clauses, tag, times).values())


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The bridge will open next month.", "plan"),
        ("Experts predict a poor harvest.", "forecast"),
        ("The river could rise by a metre.", "chance"),
        ("The minister is to visit Oslo.", "plan"),
        ("Prices are expected to fall.", "forecast"),
        ("The union pledged to return to work.", "plan"),
        ("The company said it would hire fifty people.", "chance"),
    ],
)
def test_what_looks_ahead(reader: Reader, text: str, kind: str) -> None:
    (found,) = outlooks(reader, text)
    assert found.kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "The bridge was opened in May.",
        "He could not be reached for comment.",
        "They would have won.",
        "The old man made his will before he died.",
        "The spokesman would not comment on the report.",
        "As expected, the vote was close.",
    ],
)
def test_what_does_not(reader: Reader, text: str) -> None:
    assert outlooks(reader, text) == []


def test_the_source_and_the_time(reader: Reader) -> None:
    (found,) = outlooks(reader, "Officials said on Monday that the dam will be finished in June.")
    assert found.source is not None
    assert found.source.exact == "Officials"
    assert found.when is not None
    assert "June" in found.when.exact


def test_he_is_the_last_source_named(reader: Reader) -> None:
    text = "Mayor Maria Silva said the road was safe. She said it will stay open."
    (found,) = outlooks(reader, text)
    assert found.source is not None
    assert "Silva" in found.source.exact
