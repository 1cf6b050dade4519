"""`detente ledger events`: what was saved, chosen and written in every format."""

from __future__ import annotations

import csv
import io

import pytest

from detente.ledger import EventRow

from .conftest import TALKS, THREAT, Run, lines_of, write


@pytest.fixture
def saved(run: Run) -> Run:
    rows = (
        {"text": TALKS, "published": "2021-03-04"},
        {"text": THREAT, "published": "2021-04-01"},
    )
    assert run("read", write("two.jsonl", lines_of(*rows)), "--save").code == 0
    return run


def roots(run: Run, *arguments: str) -> list[str]:
    return [row["root"] for row in run("ledger", "events", "--format", "json", *arguments).json]


def test_all_events_are_listed(saved: Run) -> None:
    assert {"CONSULT", "THREATEN"} <= set(roots(saved))


def test_events_are_chosen(saved: Run) -> None:
    assert set(roots(saved, "--root", "threaten")) == {"THREATEN"}
    assert set(roots(saved, "--dyad", "IND", "JPN")) == {"CONSULT"}
    assert "CONSULT" not in roots(saved, "--since", "2021-03-20")
    assert set(roots(saved, "--until", "2021-03-20")) == {"CONSULT"}
    assert set(roots(saved, "--as-of", "2021-03-20")) == {"CONSULT"}
    assert len(roots(saved, "--limit", "1")) == 1


def test_every_format_says_the_same(saved: Run) -> None:
    rows = saved("ledger", "events", "--format", "json").json
    assert saved("ledger", "events", "--format", "jsonl").lines == rows
    text = saved("ledger", "events", "--format", "csv").out.decode()
    table = list(csv.DictReader(io.StringIO(text)))
    assert list(table[0]) == list(EventRow.__struct_fields__)
    assert [row["id"] for row in table] == [row["id"] for row in rows]
    people = saved("ledger", "events").out.decode()
    assert f"{len(rows)} events" in people
    assert "THREATEN" in people
