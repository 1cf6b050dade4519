"""A ledger that files can be loaded into, and its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from detente.events import LoadSummary, load
from detente.ledger import Ledger

NOW = datetime(2026, 1, 2, tzinfo=UTC)
Load = Callable[..., LoadSummary]
Rows = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "events.duckdb") as opened:
        yield opened


@pytest.fixture
def put(ledger: Ledger, tmp_path: Path) -> Load:
    """Load one text (or bytes) under a name; gives its summary."""

    def put_in(text: str | bytes, name: str = "file.txt", format_: str = "auto") -> LoadSummary:
        path = tmp_path / name
        path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
        (found,) = load(ledger, path, now=NOW, format_=format_)
        return found

    return put_in


@pytest.fixture
def rows(ledger: Ledger) -> Rows:
    """All records as dicts, by date and id."""

    def fetch() -> list[dict[str, Any]]:
        with ledger.querying() as connection:
            cursor = connection.execute("SELECT * FROM records ORDER BY event_date, source_id")
            names = [column[0] for column in cursor.description or ()]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    return fetch
