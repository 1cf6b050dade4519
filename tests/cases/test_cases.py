import json
import re
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from typing import Any

import pytest

from detente.cases import CASES, ExpectedReading, load_case, load_expected
from detente.codebook import load_codebook
from detente.errors import InputError

FEWEST = {"ukraine-winter": 40, "cuba-1962": 20, "korea-2018": 25}
SHINGLE = 8

each_case = pytest.mark.parametrize("name", sorted(CASES))


def raw_reports(name: str) -> list[dict[str, Any]]:
    text = (files("detente.cases") / CASES[name] / "reports.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def quotes(expected: ExpectedReading) -> Iterator[str]:
    for kind in (expected.events, expected.agenda, expected.predictions, expected.demands):
        yield from (item.quote for item in kind)
    yield from (e.condition for e in expected.events if e.condition is not None)


def shingles(report: dict[str, Any]) -> set[tuple[str, ...]]:
    words = re.findall(r"[\w']+", f"{report['title']} {report['body']}".lower())
    return {tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}


@each_case
def test_enough_reports_oldest_first_with_ids_of_their_own(name: str) -> None:
    reports = raw_reports(name)
    ids = [r["id"] for r in reports]
    assert len(reports) >= FEWEST[name]
    assert len(set(ids)) == len(ids)
    assert [r["published"] for r in reports] == sorted(r["published"] for r in reports)
    assert len({document.id for document in load_case(name).reports}) == len(reports)


@each_case
def test_reports_say_who_wrote_them_and_when(name: str) -> None:
    for report in raw_reports(name):
        assert report["source"] == "Détente demonstration"
        assert report["author"] == "a language model"
        assert report["written_after_the_event"] is True
        assert isinstance(report["citations"], list)


@each_case
def test_reports_are_of_a_news_item_length(name: str) -> None:
    for report in raw_reports(name):
        words = len(f"{report['title']} {report['body']}".split())
        assert 90 <= words <= 290, report["id"]


@each_case
def test_case_file_and_reports_agree_on_dates(name: str) -> None:
    case = load_case(name)
    assert case.id == name
    assert case.written_after_the_event
    assert case.language_model_labelled
    assert "language model" in case.provenance
    first, last = date.fromisoformat(case.from_), date.fromisoformat(case.to)
    assert first <= date.fromisoformat(case.as_of) <= last
    for document in case.reports:
        assert document.published is not None
        assert first <= date.fromisoformat(document.published[:10]) <= last, document.title


@each_case
def test_dyads_are_alphabetical_pairs_that_the_labels_know(name: str) -> None:
    named = {
        side for r in load_expected(name) for e in r.events for side in (*e.actor, *e.recipient)
    }
    for first, second in load_case(name).dyads:
        assert first < second
        assert {first, second} <= named


@each_case
def test_there_is_one_expected_reading_for_each_report_in_order(name: str) -> None:
    assert [e.report for e in load_expected(name)] == [r["id"] for r in raw_reports(name)]


@each_case
def test_every_quote_stands_in_the_document_word_for_word(name: str) -> None:
    for document, expected in zip(load_case(name).reports, load_expected(name), strict=True):
        missing = [q for q in quotes(expected) if not q or q not in document.text]
        assert not missing, expected.report


@each_case
def test_events_have_a_legal_root_and_at_least_one_side(name: str) -> None:
    roots = load_codebook().roots
    for expected in load_expected(name):
        for event in expected.events:
            where = f"{expected.report}: {event.quote}"
            assert event.event in roots, where
            assert event.actor or event.recipient, where
            assert all(
                re.fullmatch(r"[A-Z][A-Z0-9_]*|---", s) for s in event.actor + event.recipient
            )
            if event.reciprocal:
                assert event.actor, where


@each_case
def test_agenda_dates_are_days_or_months_not_before_the_case(name: str) -> None:
    first = load_case(name).from_
    for expected in load_expected(name):
        for item in expected.agenda:
            if item.date is not None:
                assert re.fullmatch(r"\d{4}-\d\d(-\d\d)?", item.date), item.quote
                date.fromisoformat(f"{item.date}-01"[:10])
                assert item.date >= first[: len(item.date)], item.quote


@each_case
def test_no_two_reports_share_eight_words_in_a_row(name: str) -> None:
    first_seen: dict[tuple[str, ...], str] = {}
    for report in raw_reports(name):
        for words in shingles(report):
            owner = first_seen.setdefault(words, report["id"])
            assert owner == report["id"], " ".join(words)


def test_an_unknown_case_is_an_error_that_lists_the_cases() -> None:
    for load in (load_case, load_expected):
        with pytest.raises(InputError) as error:
            load("suez-1956")
        assert all(name in str(error.value) for name in CASES)
