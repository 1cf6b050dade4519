"""Pronouns resolve only where one antecedent is left."""

from __future__ import annotations

from detente.actors import resolve_pronouns
from detente.records import Actor, ActorKind, Anchor


def _actor(text: str, words: str, code: str, kind: ActorKind) -> Actor:
    start = text.index(words)
    anchor = Anchor.of(text, start, start + len(words))
    return Actor(text=words, name=words, code=code, kind=kind, anchor=anchor)


def _resolve(text: str, *mentions: tuple[str, str, ActorKind]) -> list[Actor]:
    cut = text.index(". ") + 1
    spans = [(0, cut), (cut + 1, len(text))]
    return list(resolve_pronouns(text, spans, [_actor(text, *m) for m in mentions]))


def test_he_is_the_only_person_of_the_sentence_before() -> None:
    (actor,) = _resolve("Quill came to Norland. He left.", ("Quill", "NRL", "person"))
    assert (actor.text, actor.name, actor.code) == ("He", "Quill", "NRL")
    assert actor.anchor is not None
    assert actor.anchor.exact == "He"


def test_he_is_nobody_where_two_were_named_and_he_opens_no_sentence() -> None:
    two = ("Quill", "NRL", "person"), ("Venn", "SDR", "person")
    assert _resolve("Quill met Venn. In the end he left.", *two) == []  # type: ignore[arg-type]


def test_two_sides_are_the_two_states() -> None:
    text = "Norland met Sudoria. The two sides agreed."
    (actor,) = _resolve(text, ("Norland", "NRL", "country"), ("Sudoria", "SDR", "country"))
    assert (actor.kind, actor.code, actor.members) == ("group", "---", ("NRL", "SDR"))


def test_two_sides_are_not_three_states() -> None:
    text = "Norland met Sudoria and Estria. The two sides agreed."
    states = [("Norland", "NRL"), ("Sudoria", "SDR"), ("Estria", "EST")]
    assert _resolve(text, *((name, code, "country") for name, code in states)) == []


def test_they_needs_a_pair_joined_by_and() -> None:
    pair = ("Norland", "NRL", "country"), ("Sudoria", "SDR", "country")
    joined = _resolve("Norland and Sudoria met. They agreed.", *pair)  # type: ignore[arg-type]
    assert [a.members for a in joined] == [("NRL", "SDR")]
    assert _resolve("Norland fears Sudoria. They agreed.", *pair) == []  # type: ignore[arg-type]
