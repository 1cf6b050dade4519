"""Fixtures that load once a session: the packaged tables and model."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.documents import make_document
from detente.reading.reader import Reader
from detente.records import Reading


@pytest.fixture(scope="session")
def reader() -> Reader:
    """The packaged reader."""
    return Reader.load()


@pytest.fixture(scope="session")
def read(reader: Reader) -> Callable[..., Reading]:
    """Read a text of our own, published on Friday 21 January 2022 unless said otherwise."""

    def read_text(body: str, published: str | None = "2022-01-21") -> Reading:
        return reader.read(make_document(body, published=published, source="test"))

    return read_text
