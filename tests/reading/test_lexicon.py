"""The trigger and operator tables, the forms made from them, and how they are found in text."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from importlib import resources
from itertools import pairwise
from typing import Any

import pytest

from detente.codebook import load_codebook
from detente.reading.clause import choose_entry, make_clause
from detente.reading.deeds import MERGING
from detente.reading.inflection import noun_forms, verb_forms
from detente.reading.lexicon import MAX_FILLERS, Entry, load_lexicon, spelt_out
from detente.reading.modality import TOLD
from detente.reading.tokens import tokenise
from detente.records import Sentence

# Words under two roots in one part of speech: none is meant to be.
SHARED: frozenset[tuple[str, str]] = frozenset()
# Operators that take a trigger's words and leave no event, on purpose.
HIDING = {
    "seek to",
    "refuse to rule out",
    "decline to rule out",
    "talk of",
    "talk out of",
}


def table(name: str) -> dict[str, Any]:
    data = resources.files("detente.reading") / "data" / name
    return tomllib.loads(data.read_text("utf-8"))


def triggers() -> list[tuple[str, str, str, str]]:
    """(root, mode, part, words) of every row of the trigger table."""
    return [
        (root, mode, part, words)
        for root, modes in table("triggers.toml").items()
        if root != "reciprocal"
        for mode, lists in modes.items()
        for part, entries in lists.items()
        for words in spelt_out(entries)
    ]


def operators() -> list[tuple[str, str, str]]:
    """(effect, part, words) of every row of the operator table."""
    return [
        (effect, part, words)
        for effect, lists in table("operators.toml").items()
        for part, entries in lists.items()
        for words in spelt_out(entries)
    ]


def read(text: str) -> list[Entry]:
    """The entries that the words of a sentence are read as, in order."""
    clause = make_clause(0, Sentence(0, len(text), False), text, (), load_lexicon())
    found = [choose_entry(clause, match) for match in clause.matches]
    return [entry for entry in found if entry is not None]


def roots(text: str) -> list[str]:
    return [entry.root for entry in read(text) if entry.root is not None]


def found(text: str) -> list[str]:
    tokens = tokenise(text)
    return [
        " ".join(t.lower for t in tokens[m.first : m.last]) for m in load_lexicon().find(tokens)
    ]


# The tables.


def test_every_root_and_mode_is_in_the_codebook() -> None:
    book = load_codebook()
    named = {(root, mode) for root, mode, _, _ in triggers()}
    assert {root for root, _ in named} == set(book.roots)
    for root, mode in named:
        assert mode == "base" or mode in book.roots[root].modes, (root, mode)


def test_the_parts_are_those_that_the_lexicon_reads() -> None:
    parts = {part for _, _, part, _ in triggers()} | {part for _, part, _ in operators()}
    assert parts == {"verbs", "nouns", "phrases"}


def test_words_are_plain_lower_case_tokens() -> None:
    for words in [row[-1] for row in triggers()] + [row[-1] for row in operators()]:
        assert words == " ".join(token.lower for token in tokenise(words)), words


def test_no_word_stands_under_two_roots_in_one_part() -> None:
    places: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for root, mode, part, words in triggers():
        places[part, words].append((root, mode))
    twice = {key: where for key, where in places.items() if len(where) > 1 and key not in SHARED}
    assert not twice


def test_no_operator_stands_twice_under_one_effect() -> None:
    rows = operators()
    assert len(rows) == len(set(rows))


def test_reciprocal_words_are_triggers() -> None:
    known = {words for _, _, _, words in triggers()}
    assert set(spelt_out(table("triggers.toml")["reciprocal"]["words"])) <= known


def test_every_operator_section_is_used() -> None:
    used = set(TOLD) | MERGING | {"accusation"}
    assert set(table("operators.toml")) - {"neutral"} == used


def test_no_operator_hides_a_trigger_by_being_longer() -> None:
    """ "Refuse to" beside "refuse" would win and name no event."""
    known = {words for _, _, _, words in triggers()}
    hiding = set()
    for effect, _, words in operators():
        parts = words.split(" ")
        shorter = {" ".join(parts[:i]) for i in range(1, len(parts))}
        if effect != "neutral" and words not in known and shorter & known:
            hiding.add(words)
    assert hiding == HIDING


def test_verbs_that_double_end_in_a_consonant_that_can() -> None:
    irregular = table("irregular.toml")
    assert len(irregular["double"]) == len(set(irregular["double"]))
    for verb in irregular["double"]:
        assert verb[-1] not in "aeiouwxy", verb


def test_irregular_verbs_have_two_forms() -> None:
    assert all(len(forms) == 2 for forms in table("irregular.toml")["forms"].values())


# Forms.


@pytest.mark.parametrize(
    ("verb", "form", "word"),
    [
        ("seek", "past", "sought"),
        ("withdraw", "past", "withdrew"),
        ("withdraw", "participle", "withdrawn"),
        ("ban", "past", "banned"),
        ("deny", "past", "denied"),
        ("deny", "s", "denies"),
        ("agree", "past", "agreed"),
        ("free", "participle", "freed"),
        ("guarantee", "past", "guaranteed"),
        ("cancel", "past", "cancelled"),
        ("cancel", "ing", "cancelling"),
        ("confer", "past", "conferred"),
        ("offer", "past", "offered"),
        ("condemn", "ing", "condemning"),
        ("overthrow", "participle", "overthrown"),
        ("forbid", "past", "forbade"),
        ("expel", "ing", "expelling"),
        ("deploy", "past", "deployed"),
        ("seize", "ing", "seizing"),
        ("shoot down", "past", "shot down"),
        ("cut off aid", "ing", "cutting off aid"),
        ("pull out", "participle", "pulled out"),
        ("impose sanctions", "s", "imposes sanctions"),
    ],
)
def test_verb_forms(verb: str, form: str, word: str) -> None:
    assert form in verb_forms(verb)[word]


@pytest.mark.parametrize(
    ("noun", "plural"),
    [
        ("treaty", "treaties"),
        ("blockade", "blockades"),
        ("air strike", "air strikes"),
        ("shipment of arms", "shipments of arms"),
        ("truce", "truces"),
        ("speech", "speeches"),
    ],
)
def test_noun_forms(noun: str, plural: str) -> None:
    assert "plural" in noun_forms(noun)[plural]


@pytest.mark.parametrize("word", ["canceled", "canceling", "cancelled", "cancelling"])
def test_both_spellings_of_cancel_are_known(word: str) -> None:
    assert roots(f"Oslo {word} the visit")[:1] == ["REJECT"]


# Finding.


def test_the_longest_match_wins() -> None:
    assert found("Oslo lifted sanctions") == ["lifted sanctions"]
    assert found("Oslo lifted the lid on it") == ["lifted"]


def test_fillers_may_stand_inside_a_phrase() -> None:
    assert found("Oslo imposed new economic sanctions") == ["imposed new economic sanctions"]


def test_only_so_many_fillers_are_passed_over() -> None:
    assert found(f"Oslo imposed {'new ' * MAX_FILLERS}sanctions")[0].startswith("imposed")
    assert found(f"Oslo imposed {'new ' * (MAX_FILLERS + 1)}sanctions") == ["sanctions"]


def test_other_words_end_a_phrase() -> None:
    assert found("Oslo imposed ruinous sanctions") == ["sanctions"]


def test_matches_do_not_overlap() -> None:
    matches = list(
        load_lexicon().find(tokenise("Oslo broke off talks and cut off aid after the air strike"))
    )
    assert all(a.last <= b.first for a, b in pairwise(matches))
    assert len(matches) == 3


# Readings. The sentences are made up for this test.


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Oslo agreed to the terms", ["AGREE"]),
        ("The envoys conferred until midnight", ["CONSULT"]),
        ("The two presidents spoke by phone", ["CONSULT"]),
        ("The king paid a visit to Madrid", ["CONSULT"]),
        ("The minister shook hands with the marshal", ["CONSULT"]),
        ("Dublin recognised the island republic", ["SUPPORT"]),
        ("The senate ratified it", ["SUPPORT"]),
        ("Lima eased its curbs", ["CONCEDE"]),
        ("Lima apologised on Monday", ["CONCEDE"]),
        ("The two navies staged joint exercises", ["COOPERATE"]),
        ("Bern extradited the banker", ["COOPERATE"]),
        ("Ottawa sent humanitarian aid", ["AID"]),
        ("Ottawa airlifted blankets", ["AID"]),
        ("The army pulled back its forces", ["RETREAT"]),
        ("The rebels freed two nurses", ["RETREAT"]),
        ("The guerrillas laid down their arms", ["RETREAT"]),
        ("Accra called for calm", ["REQUEST"]),
        ("Accra implored them to wait", ["REQUEST"]),
        ("Tunis slams the census", ["ACCUSE"]),
        ("Tunis rips the census", ["ACCUSE"]),
        ("Tunis voiced deep concern", ["ACCUSE"]),
        ("Tunis voiced its concern", ["ACCUSE"]),
        ("Manila refused to pay", ["REJECT"]),
        ("Manila shrugged off the storm", ["REJECT"]),
        ("Quito threatened to leave", ["THREATEN"]),
        ("It would have severe consequences", ["THREATEN"]),
        ("Thousands took to the streets", ["PROTEST"]),
        ("Rome imposed sanctions", ["SANCTION"]),
        ("Rome booted out three attachés", ["SANCTION"]),
        ("Rome severed diplomatic ties", ["SANCTION"]),
        ("Ankara scrambled fighter jets", ["MOBILIZE"]),
        ("Ankara massed its tanks", ["MOBILIZE"]),
        ("Ankara test-fired a rocket", ["MOBILIZE"]),
        ("The coastguard boarded the trawler", ["COERCE"]),
        ("The junta declared martial law", ["COERCE"]),
        ("Gunmen opened fire on a bus", ["ASSAULT"]),
        ("Planes strafed the road", ["ASSAULT"]),
        ("The column crossed the border", ["ASSAULT"]),
        ("Divers blew up the pier", ["ASSAULT"]),
    ],
)
def test_what_a_word_is_a_trigger_of(text: str, expected: list[str]) -> None:
    assert roots(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The minister held a press conference",
        "There is no sign of rain",
        "The chargé d'affaires is ill",
        "Gas is dear this winter",
        "He put the books down",
        "The board of directors is new",
        "She went back to Paris",
        "He was at the railway station",
        "The armed forces have a new uniform",
        "A ship lay in the harbour",
        "It snowed in early March",
        "They believe in free trade",
        "He wrote on the world war",
        "She concentrates on painting",
        "They met the deadline",
        "The office released a statement",
        "Exercise restraint, he said",
        "The second world war is long over",
        "An aid worker is ill",
        "The test is hard",
        "The host country is small",
    ],
)
def test_what_is_no_trigger(text: str) -> None:
    assert roots(text) == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("The strike came at dawn", ["noun"]),
        ("They will strike at dawn", ["verb"]),
        ("The blast woke the town", ["noun"]),
        ("An attack came at dawn", ["noun"]),
        ("They may visit Madrid", ["verb", "verb"]),
        ("A visit is near", ["noun"]),
    ],
)
def test_noun_and_verb_are_told_apart(text: str, parts: list[str]) -> None:
    assert [entry.part for entry in read(text)] == parts


@pytest.mark.parametrize(
    ("text", "effect"),
    [
        ("Oslo is getting ready to", "plan"),
        ("Oslo is on the verge of", "plan"),
        ("Oslo was seeking to", "plan"),
        ("Oslo mulls", "plan"),
        ("Oslo eyes", "plan"),
        ("Oslo is willing to", "promise"),
        ("Oslo reserves the right to", "threat"),
        ("Oslo did not rule out", "possible"),
        ("Oslo refused to rule out", "possible"),
        ("There is a danger of", "possible"),
        ("Oslo dissuaded", "avoid"),
        ("Oslo headed off", "avoid"),
        ("Oslo has no plans to", "denial"),
        ("Oslo balked at", "refusal"),
        ("Oslo must", "request"),
        ("Oslo foresees", "prediction"),
    ],
)
def test_operators(text: str, effect: str) -> None:
    tokens = tokenise(text)
    effects = {e.effect for m in load_lexicon().find(tokens) for e in m.entries}
    assert effect in effects
