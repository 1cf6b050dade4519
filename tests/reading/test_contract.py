"""The output contract: schema, verbatim anchors, ids, the same bytes, bounded work."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from detente.cases import CASES, load_case
from detente.documents import make_document
from detente.errors import AnchorError
from detente.reading.reader import MAX_ACTORS, Reader, check_anchors
from detente.records import Reading

Read = Callable[..., Reading]


@pytest.fixture(scope="module")
def readings(reader: Reader) -> list[Reading]:
    return [reader.read(report) for name in CASES for report in load_case(name).reports[:8]]


def test_readings_fit_the_generated_schema(readings: list[Reading]) -> None:
    validator = Draft202012Validator(msgspec.json.schema(Reading))
    for reading in readings:
        validator.validate(json.loads(msgspec.json.encode(reading)))


def test_the_schema_would_notice_a_missing_field(readings: list[Reading]) -> None:
    value = json.loads(msgspec.json.encode(readings[0]))
    del value["coder"]
    assert not Draft202012Validator(msgspec.json.schema(Reading)).is_valid(value)


def anchors(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        own = [value] if {"start", "end", "exact"} <= value.keys() else []
        return own + [a for item in value.values() for a in anchors(item)]
    if isinstance(value, list):
        return [a for item in value for a in anchors(item)]
    return []


def test_every_quote_is_verbatim(readings: list[Reading]) -> None:
    for reading in readings:
        value = json.loads(msgspec.json.encode(reading))
        text, found = value["document"]["text"], anchors(value)
        assert found
        for anchor in found:
            assert text[anchor["start"] : anchor["end"]] == anchor["exact"]


def test_a_false_quote_is_never_written(readings: list[Reading]) -> None:
    reading = next(r for r in readings if r.events)
    wrong = msgspec.structs.replace(reading.events[0].anchor, exact="never said")
    event = msgspec.structs.replace(reading.events[0], anchor=wrong)
    with pytest.raises(AnchorError):
        check_anchors(msgspec.structs.replace(reading, events=(event,)))


def test_ids_are_the_documents_id_and_a_running_number(readings: list[Reading]) -> None:
    for reading in readings:
        kinds = {"events": "e", "predictions": "p", "agenda": "a", "demands": "d", "signals": "s"}
        for name, letter in kinds.items():
            records = getattr(reading, name)
            wanted = [f"{reading.document.id}:{letter}{n}" for n in range(1, len(records) + 1)]
            assert [r.id for r in records] == wanted


def test_links_lead_somewhere(readings: list[Reading]) -> None:
    for reading in readings:
        ids = {e.id for e in reading.events}
        for event in reading.events:
            linked = {*event.content, event.same_as or event.id}
            linked |= (
                {event.condition.event_id}
                if event.condition and event.condition.event_id
                else set()
            )
            assert linked <= ids
        assert {i for s in reading.signals for i in s.events} <= ids


def test_same_bytes_whatever_came_before(reader: Reader) -> None:
    reports = load_case("ukraine-winter").reports[:6]
    forwards = [msgspec.json.encode(reader.read(r)) for r in reports]
    backwards = [msgspec.json.encode(reader.read(r)) for r in reversed(reports)]
    assert forwards == backwards[::-1]


def test_floats_have_three_decimals(readings: list[Reading]) -> None:
    text = b"".join(msgspec.json.encode(r.events) for r in readings).decode()
    numbers = re.findall(r'"(?:confidence|low|high|event_scale)":(-?[\d.]+)', text)
    assert numbers
    assert all(len(n.partition(".")[2]) <= 3 for n in numbers)


def test_the_coder_names_its_model_and_holds_no_clock(reader: Reader) -> None:
    coder = json.loads(msgspec.json.encode(reader.coder))
    assert set(coder) == {"name", "version", "codebook", "tables", "models"}
    assert all(re.fullmatch(r"[0-9a-f]{64}", h) for h in coder["models"].values())


def test_identity_follows_the_text(read: Read) -> None:
    reading = read("Russia met Ukraine.")
    text = reading.document.text
    assert reading.document.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert read("Russia met Ukraine!").document.id != reading.document.id


def test_without_a_date_there_is_one_warning(read: Read) -> None:
    reading = read("Russia met Ukraine yesterday.", None)
    assert [w.code for w in reading.warnings] == ["undated"]
    assert reading.events[0].time.start is None


def test_a_very_long_sentence_is_bounded_and_says_so(read: Read) -> None:
    reading = read("Russia warned Ukraine and " * 400 + "left.")
    assert "long-sentence" in {w.code for w in reading.warnings}


def test_many_actors_are_bounded(read: Read) -> None:
    names = ", ".join(["Russia", "Ukraine", "France", "Germany", "Poland", "Italy"] * 8)
    reading = read(f"The leaders of {names} and Spain met.")
    assert all(len(e.actor) + len(e.recipient) <= MAX_ACTORS for e in reading.events)
    assert "many-actors" in {w.code for w in reading.warnings}


@pytest.mark.parametrize(
    "body",
    [
        "Русские встретились with the Ukrainians in Minsk 🙂.",
        "no punctuation russia met ukraine the",
        "The U.S. 🇺🇸 attacked Iran’s “bases”…",
        "a\tb\x85c the and of",
    ],
)
def test_odd_texts_are_read(read: Read, body: str) -> None:
    check_anchors(read(body))


WORDS = st.sampled_from(
    [
        "Russia",
        "Ukraine",
        "the",
        "US",
        "said",
        "that",
        "it",
        "would",
        "not",
        "attack",
        "if",
        "NATO",
        "met",
        "Putin",
        "on",
        "Friday",
        ",",
        ".",
        ";",
        "“",
        "”",
        "will",
        "deny",
        "accused",
        "of",
        "planning",
        "to",
        "invade",
        "talks",
        "with",
        "and",
        "who",
        "unless",
        "should",
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS, min_size=1, max_size=60))
def test_word_salad_never_breaks_the_reader(reader: Reader, words: list[str]) -> None:
    body = "The news of the day is this. " + " ".join(words)
    check_anchors(reader.read(make_document(body, published="2022-01-21", source="test")))
