"""Events that no trigger word names, and pairs between whom nothing may be found."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from detente.documents import make_document
from detente.reading.discovery import MAX_GROUPS, MAX_WORDS, discover
from detente.reading.reader import Reader, lay_out
from detente.reading.relations import Judgement, PairText
from detente.reading.sentences import split_sentences
from detente.records import Reading

Read = Callable[..., Reading]


def found(reading: Reading) -> set[tuple[str, str, str]]:
    """Actor, root and recipient of the events that no rule names but a model tells of."""
    return {
        (event.actor[0].identity, event.event, event.recipient[0].identity)
        for event in reading.events
        if any(why.startswith(("no rule", "tagger tells")) for why in event.why)
    }


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("A Syrian missile hit a Turkish convoy near the border.", ("SYR", "ASSAULT", "TUR")),
        ("India poured scorn on Pakistan's version of the raid.", ("IND", "ACCUSE", "PAK")),
        ("Libya went on television to blame Chad for the fire.", ("LBY", "ACCUSE", "TCD")),
    ],
)
def test_a_relation_without_a_trigger_word(
    read: Read, text: str, event: tuple[str, str, str]
) -> None:
    assert found(read(text)) == {event}


@pytest.mark.parametrize(
    "text",
    [
        "Brazil and Norway are both rich in oil.",
        "The river rises in Ethiopia and reaches the sea in Egypt.",
        "Trade between Japan and Peru grew by a tenth last year.",
        "Argentina lost to Germany in the final.",
        "The film was shot in Morocco by a Spanish crew.",
    ],
)
def test_nothing_is_found_between_actors_who_are_only_named_together(read: Read, text: str) -> None:
    assert found(read(text)) == set()


def test_work_is_bounded(reader: Reader) -> None:
    """Forty actors and many words: two questions a neighbouring pair and a few a trigger."""
    states = ["Chile", "Peru", "Brazil", "Norway", "Sweden", "Japan", "India", "Egypt"]
    text = " hammered furiously many distant painted wooden doors against ".join(states * 5) + "."
    document = make_document(text, published="2022-01-21", source="test")
    sentences = split_sentences(text, None)
    (clause,) = lay_out(text, sentences, reader.mentions(document, sentences))
    asked: list[PairText] = []

    class Sure:
        def read(self, rows: Sequence[PairText]) -> Sequence[Judgement]:
            asked.extend(rows)
            return [Judgement({"ASSAULT": 0.9, "none": 0.1}, {}, {}) for _ in rows]

    discover(clause, (), Sure(), lambda clause: reader.tagger.tag(clause.text))
    assert 0 < len(asked) <= (MAX_GROUPS - 1) * (2 + MAX_WORDS)
