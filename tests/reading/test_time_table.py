"""A table of time expressions, each in a sentence, against the day of publication.

Dates were worked out from a calendar by what the words mean, before the program was run on them.
`times.jsonl` holds 170 more by a writer (a language model) who had not seen the program, of which
153 were right on the first run; the rules were changed after it, so they are tests and no measure.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from detente.reading.times import find_times, to_time

Expected = tuple[str, str | None, str | None, str, str]

FRIDAY = date(2022, 1, 21)
LEAP = date(2024, 2, 29)  # a Thursday
TURN = date(1962, 12, 31)  # a Monday
SUNDAY = date(1990, 8, 5)

TABLE: tuple[tuple[date, str, Expected], ...] = (
    # Days
    (FRIDAY, "They met yesterday.", ("yesterday", "2022-01-20", "2022-01-20", "day", "past")),
    (LEAP, "They will meet tomorrow.", ("tomorrow", "2024-03-01", "2024-03-01", "day", "future")),
    (TURN, "They talk tomorrow.", ("tomorrow", "1963-01-01", "1963-01-01", "day", "future")),
    (FRIDAY, "Shells fell overnight.", ("overnight", "2022-01-21", "2022-01-21", "day", "present")),
    (FRIDAY, "Shells fell last night.",
     ("last night", "2022-01-20", "2022-01-20", "day", "past")),
    (FRIDAY, "He left the day before yesterday.",
     ("the day before yesterday", "2022-01-19", "2022-01-19", "day", "past")),
    (FRIDAY, "He leaves the day after tomorrow.",
     ("the day after tomorrow", "2022-01-23", "2022-01-23", "day", "future")),
    (FRIDAY, "They will vote this afternoon.",
     ("this afternoon", "2022-01-21", "2022-01-21", "day", "present")),
    # Weekdays
    (FRIDAY, "They met on Friday.", ("on Friday", "2022-01-21", "2022-01-21", "day", "present")),
    (FRIDAY, "They met on Saturday.", ("on Saturday", "2022-01-15", "2022-01-15", "day", "past")),
    (FRIDAY, "They will meet on Saturday.",
     ("on Saturday", "2022-01-22", "2022-01-22", "day", "future")),
    (SUNDAY, "Troops crossed on Thursday morning.",
     ("on Thursday morning", "1990-08-02", "1990-08-02", "day", "past")),
    (FRIDAY, "On Monday, ministers will gather.",
     ("On Monday", "2022-01-24", "2022-01-24", "day", "future")),
    (FRIDAY, "On Monday, ministers gathered.",
     ("On Monday", "2022-01-17", "2022-01-17", "day", "past")),
    (FRIDAY, "They met last Friday.", ("last Friday", "2022-01-14", "2022-01-14", "day", "past")),
    (FRIDAY, "They meet next Friday.",
     ("next Friday", "2022-01-28", "2022-01-28", "day", "future")),
    (FRIDAY, "They spoke this Tuesday.",
     ("this Tuesday", "2022-01-18", "2022-01-18", "day", "past")),
    (FRIDAY, "Talks ran Monday through Wednesday.",
     ("Monday through Wednesday", "2022-01-17", "2022-01-19", "day", "past")),
    (FRIDAY, "The port was shut from Friday to Monday.",
     ("from Friday to Monday", "2022-01-14", "2022-01-17", "day", "past")),
    (FRIDAY, "They met over the weekend.",
     ("over the weekend", "2022-01-15", "2022-01-16", "day", "past")),
    (FRIDAY, "They will meet at the weekend.",
     ("at the weekend", "2022-01-22", "2022-01-23", "day", "future")),
    # Calendar dates
    (FRIDAY, "It was signed on Jan. 19.",
     ("on Jan. 19", "2022-01-19", "2022-01-19", "day", "past")),
    (FRIDAY, "It was signed on 17 December.",
     ("on 17 December", "2021-12-17", "2021-12-17", "day", "past")),
    (FRIDAY, "It will be signed on 17 December.",
     ("on 17 December", "2022-12-17", "2022-12-17", "day", "future")),
    (TURN, "It lapses on January 8.",
     ("on January 8", "1963-01-08", "1963-01-08", "day", "future")),
    (FRIDAY, "It was signed on the 3rd of March, 2014.",
     ("on the 3rd of March, 2014", "2014-03-03", "2014-03-03", "day", "past")),
    (FRIDAY, "On September 11, 2001 planes struck.",
     ("On September 11, 2001", "2001-09-11", "2001-09-11", "day", "past")),
    (LEAP, "It was signed on February 28th.",
     ("on February 28th", "2024-02-28", "2024-02-28", "day", "past")),
    (FRIDAY, "Ministers will sit on 3-5 May.",
     ("on 3-5 May", "2022-05-03", "2022-05-05", "day", "future")),
    (FRIDAY, "The summit of June 16–17, 2021 was calm.",
     ("June 16–17, 2021", "2021-06-16", "2021-06-17", "day", "past")),
    (FRIDAY, "They sat from 28 December to 3 January.",
     ("from 28 December to 3 January", "2021-12-28", "2022-01-03", "day", "past")),
    (FRIDAY, "They will convene on the 26th.",
     ("on the 26th", "2022-01-26", "2022-01-26", "day", "future")),
    (FRIDAY, "They convened on the 26th.",
     ("on the 26th", "2021-12-26", "2021-12-26", "day", "past")),
    (FRIDAY, "The log says 2021-12-07.",
     ("2021-12-07", "2021-12-07", "2021-12-07", "day", "past")),
    (FRIDAY, "They struck on New Year's Eve.",
     ("on New Year's Eve", "2021-12-31", "2021-12-31", "day", "past")),
    (date(2014, 4, 22), "Shots were fired on Easter Sunday.",
     ("on Easter Sunday", "2014-04-20", "2014-04-20", "day", "past")),
    (FRIDAY, "The accord was sealed on Good Friday, 1998.",
     ("on Good Friday, 1998", "1998-04-10", "1998-04-10", "day", "past")),
    # Weeks, months, years
    (FRIDAY, "They met last week.", ("last week", "2022-01-10", "2022-01-16", "week", "past")),
    (SUNDAY, "They meet next week.", ("next week", "1990-08-06", "1990-08-12", "week", "future")),
    (FRIDAY, "They met this week.", ("this week", "2022-01-17", "2022-01-23", "week", "present")),
    (LEAP, "They met last month.", ("last month", "2024-01-01", "2024-01-31", "month", "past")),
    (date(2023, 1, 31), "They meet next month.",
     ("next month", "2023-02-01", "2023-02-28", "month", "future")),
    (LEAP, "It was last year.", ("last year", "2023-01-01", "2023-12-31", "year", "past")),
    (FRIDAY, "It grew last quarter.",
     ("last quarter", "2021-10-01", "2021-12-31", "season", "past")),
    (FRIDAY, "They met earlier this month.",
     ("earlier this month", "2022-01-01", "2022-01-21", "month", "present")),
    (FRIDAY, "They meet later this week.",
     ("later this week", "2022-01-21", "2022-01-23", "week", "present")),
    (FRIDAY, "He fell earlier this year.",
     ("earlier this year", "2022-01-01", "2022-01-21", "year", "present")),
    (FRIDAY, "It was taken in March 2014.",
     ("in March 2014", "2014-03-01", "2014-03-31", "month", "past")),
    (FRIDAY, "It was taken in November.",
     ("in November", "2021-11-01", "2021-11-30", "month", "past")),
    (FRIDAY, "It will be held in November.",
     ("in November", "2022-11-01", "2022-11-30", "month", "future")),
    (FRIDAY, "It was taken in early March 2014.",
     ("in early March 2014", "2014-03-01", "2014-03-10", "month", "past")),
    (FRIDAY, "It was taken in mid-February 2014.",
     ("in mid-February 2014", "2014-02-11", "2014-02-20", "month", "past")),
    (FRIDAY, "It was taken in late February 2014.",
     ("in late February 2014", "2014-02-21", "2014-02-28", "month", "past")),
    (FRIDAY, "It was annexed in 2014.", ("in 2014", "2014-01-01", "2014-12-31", "year", "past")),
    (FRIDAY, "It fell in late 2021.",
     ("in late 2021", "2021-09-01", "2021-12-31", "season", "past")),
    (FRIDAY, "War raged between 1980 and 1988.",
     ("between 1980 and 1988", "1980-01-01", "1988-12-31", "year", "past")),
    (FRIDAY, "War raged from 1914 to 1918.",
     ("from 1914 to 1918", "1914-01-01", "1918-12-31", "year", "past")),
    (FRIDAY, "It was so in the 1970s.",
     ("in the 1970s", "1970-01-01", "1979-12-31", "year", "past")),
    (FRIDAY, "It was so in the late 1980s.",
     ("in the late 1980s", "1987-01-01", "1989-12-31", "year", "past")),
    (FRIDAY, "It was so in the nineties.",
     ("in the nineties", "1990-01-01", "1999-12-31", "year", "past")),
    (FRIDAY, "Exports fell in the third quarter of 2021.",
     ("in the third quarter of 2021", "2021-07-01", "2021-09-30", "season", "past")),
    (FRIDAY, "It will grow in the first half of 2023.",
     ("in the first half of 2023", "2023-01-01", "2023-06-30", "season", "future")),
    (FRIDAY, "They rose in the spring of 2011.",
     ("in the spring of 2011", "2011-03-01", "2011-05-31", "season", "past")),
    (FRIDAY, "They rose in autumn 1989.",
     ("in autumn 1989", "1989-09-01", "1989-11-30", "season", "past")),
    (FRIDAY, "They met last summer.",
     ("last summer", "2021-06-01", "2021-08-31", "season", "past")),
    (FRIDAY, "They will meet next spring.",
     ("next spring", "2022-03-01", "2022-05-31", "season", "future")),
    # Counts
    (FRIDAY, "He left three days ago.",
     ("three days ago", "2022-01-18", "2022-01-18", "day", "past")),
    (FRIDAY, "He left 10 days ago.", ("10 days ago", "2022-01-11", "2022-01-11", "day", "past")),
    (LEAP, "He left two weeks ago.",
     ("two weeks ago", "2024-02-12", "2024-02-18", "week", "past")),
    (date(2022, 3, 31), "He left a month ago.",
     ("a month ago", "2022-02-01", "2022-02-28", "month", "past")),
    (LEAP, "He left a year ago.", ("a year ago", "2023-01-01", "2023-12-31", "year", "past")),
    (FRIDAY, "They split a decade ago.",
     ("a decade ago", "2012-01-01", "2012-12-31", "year", "past")),
    (FRIDAY, "They split half a century ago.",
     ("half a century ago", "1972-01-01", "1972-12-31", "year", "past")),
    (FRIDAY, "It was drawn two centuries ago.",
     ("two centuries ago", "1822-01-01", "1822-12-31", "year", "past")),
    (FRIDAY, "They split a century ago.",
     ("a century ago", "1922-01-01", "1922-12-31", "year", "past")),
    (FRIDAY, "He left a fortnight ago.",
     ("a fortnight ago", "2022-01-03", "2022-01-09", "week", "past")),
    (FRIDAY, "They will meet in two weeks.",
     ("in two weeks", "2022-01-31", "2022-02-06", "week", "future")),
    (FRIDAY, "They will meet in ten days' time.",
     ("in ten days' time", "2022-01-31", "2022-01-31", "day", "future")),
    (FRIDAY, "A reply must come within 72 hours.",
     ("within 72 hours", "2022-01-21", "2022-01-24", "day", "present")),
    (FRIDAY, "A reply will come within a week.",
     ("within a week", "2022-01-21", "2022-01-28", "day", "present")),
    (FRIDAY, "They will meet in the next ten days.",
     ("in the next ten days", "2022-01-21", "2022-01-31", "day", "present")),
    (FRIDAY, "Clashes rose over the past two weeks.",
     ("over the past two weeks", "2022-01-07", "2022-01-21", "day", "present")),
    (FRIDAY, "They will meet in the coming days.",
     ("in the coming days", "2022-01-21", "2022-01-28", "day", "present")),
    (FRIDAY, "They will meet in the coming weeks.",
     ("in the coming weeks", "2022-01-21", "2022-02-20", "week", "present")),
    (FRIDAY, "Clashes rose in recent weeks.",
     ("in recent weeks", "2021-12-22", "2022-01-21", "week", "present")),
    (FRIDAY, "They fired for the third straight day.",
     ("the third straight day", "2022-01-19", "2022-01-21", "day", "present")),
    # Bounds
    (FRIDAY, "An answer must come by Wednesday.",
     ("by Wednesday", "2022-01-21", "2022-01-26", "day", "present")),
    (FRIDAY, "An answer is due by the end of the month.",
     ("by the end of the month", "2022-01-21", "2022-01-31", "month", "present")),
    (FRIDAY, "An answer is due no later than 1 March.",
     ("no later than 1 March", "2022-01-21", "2022-03-01", "day", "present")),
    (FRIDAY, "An answer must come before February 1.",
     ("before February 1", "2022-01-21", "2022-01-31", "day", "present")),
    (FRIDAY, "The truce will hold until Sunday.",
     ("until Sunday", "2022-01-21", "2022-01-23", "day", "present")),
    (FRIDAY, "They plan to leave by 2024.",
     ("by 2024", "2022-01-21", "2024-12-31", "year", "present")),
    (FRIDAY, "They plan to leave by mid-2025.",
     ("by mid-2025", "2022-01-21", "2025-08-31", "season", "present")),
    (FRIDAY, "It has been held since 2014.",
     ("since 2014", "2014-01-01", "2022-01-21", "year", "present")),
    (FRIDAY, "They have been there since Monday.",
     ("since Monday", "2022-01-17", "2022-01-21", "day", "present")),
    (FRIDAY, "They have been there since November.",
     ("since November", "2021-11-01", "2022-01-21", "month", "present")),
    (FRIDAY, "The border is shut until further notice.",
     ("until further notice", None, None, "unknown", "future")),
    (FRIDAY, "The pact lapses at the end of the year.",
     ("at the end of the year", "2022-12-31", "2022-12-31", "year", "future")),
    (FRIDAY, "They will meet at the start of next month.",
     ("at the start of next month", "2022-02-01", "2022-02-01", "month", "future")),
)  # fmt: skip


@pytest.mark.parametrize(("published", "text", "expected"), TABLE, ids=[r[1] for r in TABLE])
def test_expression(published: date, text: str, expected: Expected) -> None:
    found = [to_time(text, s, published, "past") for s in find_times(text, 0, len(text), published)]
    assert [(t.text, t.start, t.end, t.precision, t.relation) for t in found] == [expected]


BLIND = [
    json.loads(line)
    for line in Path(__file__).with_name("times.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("case", BLIND, ids=[case["sentence"] for case in BLIND])
def test_blind_case(case: dict[str, Any]) -> None:
    text, published = case["sentence"], date.fromisoformat(case["published"])
    spans = find_times(text, 0, len(text), published)
    if case["text"] is None:
        assert spans == ()
        return
    start = text.index(case["text"])
    end = start + len(case["text"])
    span = next(s for s in spans if s.start < end and start < s.end)
    found = to_time(text, span, published, "past")
    wanted = (case["start"], case["end"], case["relation"])
    assert (found.start, found.end, found.relation) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "They may march on the capital.",
        "The Sunday Times had it first.",
        "Resolution 2024 was passed.",
        "Some 1,900 troops and 2014 tanks came.",
        "The second man fell.",
        "He is 40 years old.",
        "The G7 met the May government.",
        "It cost $2000.",
        "The 82nd Airborne landed.",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert find_times(text, 0, len(text), FRIDAY) == ()


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("Talks began on January 3; two days later they failed.", "2022-01-05"),
        ("Talks began on January 3 and ended the following day.", "2022-01-04"),
        ("Shots were fired on 10 January, and the day before too.", "2022-01-09"),
    ],
)
def test_days_counted_from_a_day_named_before(text: str, second: str) -> None:
    spans = find_times(text, 0, len(text), FRIDAY)
    assert to_time(text, spans[1], FRIDAY, "past").start == second


@pytest.mark.parametrize("unit", ["hour", "day", "week", "fortnight", "month", "year", "decade"])
@pytest.mark.parametrize(
    "words", ["{} {}s ago", "in {} {}s", "within {} {}s", "the past {} {}s", "{} {}s earlier",
              "the {} {}", "{} {} from now", "the third straight {1}", "the coming {1}s",
              "last {1}", "the end of next {1}", "earlier this {1}"],
)  # fmt: skip
def test_no_unit_is_a_fault(words: str, unit: str) -> None:
    for number in ("999", "few", "a"):
        text = f"On 3 May it fell {words.format(number, unit)}."
        find_times(text, 0, len(text), FRIDAY)
        find_times(text, 0, len(text), None)


def test_a_count_from_no_named_day_stays_open() -> None:
    text = "Two days later they failed."
    (span,) = find_times(text, 0, len(text), FRIDAY)
    assert to_time(text, span, FRIDAY, "past").start is None


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        ("Russia will withdraw its troops, officials said on Monday.", True),
        ("He told reporters in Geneva on Monday that talks would go on.", True),
        ("Russia withdrew its troops on Monday, officials said.", False),
    ],
)
def test_the_day_of_a_report_is_told_from_the_day_of_the_deed(text: str, reported: bool) -> None:
    (span,) = find_times(text, 0, len(text), FRIDAY)
    assert span.reported == reported
