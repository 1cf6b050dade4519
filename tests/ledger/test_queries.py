"""Who is found for a dyad, on which dates, and what "as of" hides."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from detente.ledger import Ledger
from detente.records import Actor, Event

from .samples import NOON, actor, event, reading

USA, RUS, CHN = actor("USA"), actor("RUS"), actor("CHN")
NATO = actor("IGO", "NATO", "USA", "NOR")
NORDICS = actor("---", None, "NOR", "SWE")
AGENCY = actor("USA", "CIA")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "l.duckdb") as opened:
        yield opened


def found(ledger: Ledger, dyad: tuple[str, str]) -> bool:
    return bool(ledger.events(dyad=dyad))


@pytest.mark.parametrize(
    ("given", "dyad", "expected"),
    [
        (event(1, (RUS,), (USA,)), ("RUS", "USA"), True),
        (event(1, (RUS,), (USA,)), ("USA", "RUS"), True),
        (event(1, (RUS,), (USA,)), ("CHN", "RUS"), False),
        (event(1, (RUS,), ()), ("RUS", "USA"), False),
        (event(1, (CHN, RUS), (NATO, USA)), ("USA", "RUS"), True),
        (event(1, (CHN, RUS), (USA,)), ("CHN", "RUS"), False),
        (event(1, (RUS,), (NATO,)), ("NATO", "RUS"), True),
        (event(1, (RUS,), (NATO,)), ("RUS", "USA"), False),
        (event(1, (RUS,), (NORDICS,)), ("RUS", "SWE"), True),
        (event(1, (AGENCY,), (RUS,)), ("RUS", "USA"), True),
        (event(1, (AGENCY,), (RUS,)), ("CIA", "RUS"), True),
        (event(1, (USA,), (RUS, CHN), reciprocal=True), ("RUS", "CHN"), True),
        (event(1, (USA,), (RUS, CHN), reciprocal=True), ("RUS", "FRA"), False),
        (event(1, (USA,), (RUS,), reciprocal=True), ("RUS", "RUS"), False),
        (event(1, (RUS,), (RUS,)), ("RUS", "RUS"), True),
    ],
)
def test_dyads(ledger: Ledger, given: Event, dyad: tuple[str, str], expected: bool) -> None:
    ledger.save([reading("d1", given)], available=NOON)
    assert found(ledger, dyad) is expected


def test_codes_are_listed_once(ledger: Ledger) -> None:
    actors: tuple[Actor, ...] = (NORDICS, actor("SWE"), NATO)
    ledger.save([reading("d1", event(1, actors, ()))], available=NOON)
    (row,) = ledger.events()
    assert row.actors == ("---", "SWE", "NATO")
    assert row.actor_codes == ("NOR", "SWE", "IGO")
    assert row.recipients == ()


def fill(ledger: Ledger) -> None:
    given = [
        reading("old", event(1, document="old", start="2022-01-18"), published="2022-01-19"),
        reading("mid", event(1, document="mid"), published="2022-01-20T23:30:00-05:00"),
        reading("new", event(1, document="new", start="2022-01-10", root="CONSULT"),
                published="2022-01-23"),
        reading("undated", event(1, document="undated"), published=None),
    ]  # fmt: skip
    ledger.save(given, available=NOON)


def ids(ledger: Ledger, **query: date) -> list[str]:
    return [row.document for row in ledger.events(**query)]  # type: ignore[arg-type]


def test_dates_come_from_the_text_else_from_publication(ledger: Ledger) -> None:
    fill(ledger)
    assert [(row.document, row.event_date, row.date_basis) for row in ledger.events()] == [
        ("new", date(2022, 1, 10), "text"),
        ("old", date(2022, 1, 18), "text"),
        ("mid", date(2022, 1, 20), "published"),
        ("undated", None, "unknown"),
    ]


def test_since_and_until_are_inclusive(ledger: Ledger) -> None:
    fill(ledger)
    assert ids(ledger, since=date(2022, 1, 18)) == ["old", "mid"]
    assert ids(ledger, until=date(2022, 1, 18)) == ["new", "old"]
    assert ids(ledger, since=date(2022, 1, 18), until=date(2022, 1, 19)) == ["old"]


def test_as_of_never_shows_a_later_document(ledger: Ledger) -> None:
    fill(ledger)
    assert ids(ledger, as_of=date(2022, 1, 18)) == []
    assert ids(ledger, as_of=date(2022, 1, 20)) == ["old", "mid"]
    assert ids(ledger, as_of=date(2022, 1, 24)) == ["new", "old", "mid"]
    assert ids(ledger, as_of=date(2022, 1, 25)) == ["new", "old", "mid", "undated"]
    day = date(2022, 1, 20)
    assert [row.id for row in ledger.documents(as_of=day)] == ["old", "mid"]
    assert [back.document.id for back in ledger.readings(as_of=day)] == ["old", "mid"]


def test_root_limit_and_source(ledger: Ledger) -> None:
    fill(ledger)
    assert [row.document for row in ledger.events(root="CONSULT")] == ["new"]
    assert [row.document for row in ledger.events(limit=2)] == ["new", "old"]
    assert [row.id for row in ledger.documents(source="wire", limit=1)] == ["old"]
    assert ledger.documents(source="other") == []
    assert [row.id for row in ledger.documents(since=date(2022, 1, 23))] == ["new", "undated"]


def test_readings_by_id(ledger: Ledger) -> None:
    fill(ledger)
    assert [back.document.id for back in ledger.readings(["new", "old", "none"])] == ["old", "new"]
    assert list(ledger.readings([])) == []
