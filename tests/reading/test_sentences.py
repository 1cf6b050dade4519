"""Sentences: exact offsets, and full stops that end nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.reading.sentences import split_sentences
from detente.reading.tokens import tokenise


def cut(text: str, title: str | None = None) -> list[str]:
    return [text[s.start : s.end] for s in split_sentences(text, title)]


@pytest.mark.parametrize(
    "text",
    [
        "U.S. Secretary of State Antony Blinken flew to Geneva.",
        "Gen. Mark Milley met Lt. Col. Vindman.",
        "Talks resume on Jan. 21 in Geneva.",
        "Spending rose by 3.5 percent in No. 10's plan.",
        "The embassy of the U.K. in Kyiv stays open.",
        "J. F. Kennedy spoke.",
        "He arrived at 5 p.m. and left at once.",
    ],
)
def test_a_stop_that_ends_nothing(text: str) -> None:
    assert cut(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met. They left.", ["They met.", "They left."]),
        ("“We are ready.” He left.", ["“We are ready.”", "He left."]),
        ("Was it war? It was not.", ["Was it war?", "It was not."]),
        ("He went to the U.S. The talks failed.", ["He went to the U.S.", "The talks failed."]),
        ("No stop here\n\nA new paragraph.", ["No stop here", "A new paragraph."]),
        ("Out at last!  Two spaces.", ["Out at last!", "Two spaces."]),
    ],
)
def test_a_stop_that_ends_a_sentence(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_the_title_is_a_sentence_of_its_own() -> None:
    title = "Talks end"
    spans = split_sentences(f"{title}\n\nThey met. They left.", title)
    assert [s.title for s in spans] == [True, False, False]


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_spans_are_ordered_disjoint_and_cover_every_word(text: str) -> None:
    spans = split_sentences(text)
    edges = [edge for s in spans for edge in (s.start, s.end)]
    assert edges == sorted(edges)
    covered = "".join(text[s.start : s.end] for s in spans)
    assert "".join(covered.split()) == "".join(text.split())


@given(st.text(max_size=200))
def test_tokens_keep_their_offsets(text: str) -> None:
    for token in tokenise(text):
        assert text[token.start : token.end] == token.text
