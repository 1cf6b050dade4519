"""The reader's word lists (`data/words.toml`), by name."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources


def words(name: str) -> frozenset[str]:
    """The words of one list, in lower case; raises `KeyError` for a list that is not there."""
    return _lists()[name]


@cache
def _lists() -> dict[str, frozenset[str]]:
    data = resources.files("detente.reading") / "data" / "words.toml"
    table: dict[str, str] = tomllib.loads(data.read_text("utf-8"))
    return {name: frozenset(text.split()) for name, text in table.items()}
