"""Times: expressions against the day of publication, a Friday."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.reading.times import find_times, leaning, relation_of, to_time

FRIDAY = date(2022, 1, 21)


def resolve(text: str, published: date | None = FRIDAY) -> tuple[str | None, str | None, str]:
    spans = find_times(text, 0, len(text), published)
    assert len(spans) == 1, [text[s.start : s.end] for s in spans]
    time = to_time(text, spans[0], published, "past")
    return time.start, time.end, time.precision


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on Tuesday.", ("2022-01-18", "2022-01-18", "day")),
        ("They met yesterday.", ("2022-01-20", "2022-01-20", "day")),
        ("They meet tomorrow.", ("2022-01-22", "2022-01-22", "day")),
        ("They meet next week.", ("2022-01-24", "2022-01-30", "week")),
        ("They met last month.", ("2021-12-01", "2021-12-31", "month")),
        ("They met on Jan. 19.", ("2022-01-19", "2022-01-19", "day")),
        ("They met on 19 January 2021.", ("2021-01-19", "2021-01-19", "day")),
        ("They met on December 17.", ("2021-12-17", "2021-12-17", "day")),
        ("A reply is due within 72 hours.", ("2022-01-21", "2022-01-24", "day")),
        ("A reply is due by the end of the month.", ("2022-01-21", "2022-01-31", "month")),
        ("It was annexed two years ago.", ("2020-01-01", "2020-12-31", "year")),
        ("It was annexed in 2014.", ("2014-01-01", "2014-12-31", "year")),
        ("They met in March 2021.", ("2021-03-01", "2021-03-31", "month")),
        ("Reports of 2021-12-07 say so.", ("2021-12-07", "2021-12-07", "day")),
    ],
)
def test_resolution(text: str, expected: tuple[str, str, str]) -> None:
    assert resolve(text) == expected


@pytest.mark.parametrize("text", ["They may meet.", "He marched on the city.", "In 30 ways."])
def test_words_that_are_no_time(text: str) -> None:
    assert find_times(text, 0, len(text), FRIDAY) == ()


def test_an_impossible_date_is_only_words() -> None:
    text = "The paper was dated 30 February 2022."
    spans = find_times(text, 0, len(text), FRIDAY)
    assert all(s.period.precision != "day" for s in spans)


def test_without_a_publication_date_only_absolute_dates_resolve() -> None:
    assert resolve("They met yesterday.", None) == (None, None, "unknown")
    assert resolve("They met on 19 January 2021.", None)[0] == "2021-01-19"


def test_a_bare_weekday_lies_ahead_when_its_verb_does() -> None:
    text = "They will meet on Tuesday."
    (span,) = find_times(text, 0, len(text), FRIDAY)
    assert leaning(span, future=True).period.start == date(2022, 1, 25)
    assert leaning(span, future=False).period.start == date(2022, 1, 18)


@given(st.dates(date(1945, 1, 1), date(2100, 1, 1)))
def test_relations_follow_the_calendar(published: date) -> None:
    text = "yesterday and tomorrow"
    before, after = find_times(text, 0, len(text), published)
    assert relation_of(before.period, published) == "past"
    assert relation_of(after.period, published) == "future"


def test_a_month_behind_is_not_the_next_one() -> None:
    published = date(2006, 12, 10)
    text = "A painter was arrested in May."
    (span,) = find_times(text, 0, len(text), published)
    assert leaning(span, future=False).period.start == date(2006, 5, 1)


@pytest.mark.parametrize("published", [date.min, date.max])
def test_the_ends_of_the_calendar_are_no_fault(published: date) -> None:
    text = "They met yesterday, meet tomorrow and will meet next year."
    assert isinstance(find_times(text, 0, len(text), published), tuple)
