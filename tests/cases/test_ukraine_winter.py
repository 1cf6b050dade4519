"""What only this case promises: quotes that point to one place, one record a unit, few doublets."""

import re
from collections import Counter
from datetime import date, timedelta

import pytest

from detente.actors.tables import load_tables
from detente.cases import Case, ExpectedReading, load_case, load_expected
from detente.records import Document

Pairs = list[tuple[Document, ExpectedReading]]

NAME = "ukraine-winter"
STRINGS_ATTACHED = {"THREATEN", "AGREE"}
MEETINGS_FAR_AHEAD = timedelta(days=90)


@pytest.fixture(scope="module")
def case() -> Case:
    return load_case(NAME)


@pytest.fixture(scope="module")
def pairs(case: Case) -> Pairs:
    return list(zip(case.reports, load_expected(NAME), strict=True))


def sentences(document: Document) -> list[str]:
    """The title, then the body cut after a full stop that a capital letter follows."""
    title, _, body = document.text.partition("\n\n")
    paragraphs = body.split("\n\n")
    return [title, *(s for p in paragraphs for s in re.split(r"(?<=[.?!])\s+(?=[A-Z])", p))]


def test_a_quote_occurs_once_so_that_it_points_to_one_place(pairs: Pairs) -> None:
    for document, expected in pairs:
        for kind in (expected.events, expected.agenda, expected.predictions, expected.demands):
            for item in kind:
                assert document.text.count(item.quote) == 1, f"{expected.report}: {item.quote}"


def test_one_record_for_each_sentence_root_and_set_of_sides(pairs: Pairs) -> None:
    for document, expected in pairs:
        for sentence in sentences(document):
            units = Counter(
                (e.event, frozenset(e.actor), frozenset(e.recipient))
                for e in expected.events
                if e.quote in sentence
            )
            assert all(n == 1 for n in units.values()), f"{expected.report}: {sentence}"


def test_no_quote_runs_over_the_end_of_a_sentence(pairs: Pairs) -> None:
    for document, expected in pairs:
        for kind in (expected.events, expected.agenda, expected.predictions, expected.demands):
            for item in kind:
                assert any(item.quote in s for s in sentences(document)), item.quote


def test_conditional_threats_and_promises_name_their_condition(pairs: Pairs) -> None:
    for document, expected in pairs:
        for event in expected.events:
            where = f"{expected.report}: {event.quote}"
            if event.status == "conditional":
                assert event.event in STRINGS_ATTACHED, where
                assert event.condition, where
                same = [s for s in sentences(document) if event.quote in s]
                assert any(event.condition in s for s in same), where
            else:
                assert event.condition is None, where


def test_events_stand_in_the_order_of_the_text(pairs: Pairs) -> None:
    for document, expected in pairs:
        places = [document.text.index(e.quote) for e in expected.events]
        assert places == sorted(places), expected.report


def test_many_sentences_are_background_without_an_event(pairs: Pairs) -> None:
    found = [
        any(e.quote in s for e in expected.events)
        for document, expected in pairs
        for s in sentences(document)
    ]
    assert 0.2 <= found.count(False) / len(found) <= 0.45


def test_agenda_days_lie_between_the_report_and_the_next_season(pairs: Pairs) -> None:
    for document, expected in pairs:
        published = date.fromisoformat((document.published or "")[:10])
        for item in expected.agenda:
            if item.date is not None and len(item.date) == len("2022-01-21"):
                due = date.fromisoformat(item.date)
                assert published <= due <= published + MEETINGS_FAR_AHEAD, item.quote


def test_every_side_is_a_state_or_organisation_of_that_winter(case: Case, pairs: Pairs) -> None:
    day, tables = date.fromisoformat(case.as_of), load_tables()
    states = {s.code for s in tables.states if s.end is None or s.end >= day}
    known = states | {o.id for o in tables.organisations if o.end is None or o.end >= day}
    for _, expected in pairs:
        for event in expected.events:
            assert {*event.actor, *event.recipient} <= known, f"{expected.report}: {event.quote}"
