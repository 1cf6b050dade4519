"""Who says so: named, titled, anonymous and counted sources, quotations, outlets and papers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.records import Reading

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "kind", "count"),
    [
        ("Iran attacked Iraq.", "author", None),
        ("Iran attacked Iraq, two officials said.", "anonymous", 2),
        ("Several diplomats said that Iran attacked Iraq.", "anonymous", "several"),
        ("Iran attacked Iraq, according to a statement.", "document", None),
        ("Joe Biden said that Iran attacked Iraq.", "named", None),
        ("The Iraqi president said that Iran attacked Iraq.", "titled", None),
    ],
)
def test_kind_and_count(read: Read, text: str, kind: str, count: int | str | None) -> None:
    event = next(e for e in read(text).events if e.event == "ASSAULT")
    assert (event.attribution.kind, event.attribution.count) == (kind, count)


def test_a_denial_is_the_deniers_word(read: Read) -> None:
    (event,) = (e for e in read("Rwanda denied attacking Congo.").events if e.event == "ASSAULT")
    assert event.attribution.speaker is not None
    assert event.attribution.speaker.identity == "RWA"


def test_words_in_quotation_marks_are_quoted(read: Read) -> None:
    reading = read("Joe Biden said: “Iran attacked Iraq.”")
    assert any(e.attribution.quoted for e in reading.events if e.event == "ASSAULT")
