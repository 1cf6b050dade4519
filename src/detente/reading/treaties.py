"""Which treaty a text names: "New START", "the Iran nuclear deal", "the Minsk accords"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from detente.actors.rows import Treaty, holds

_WORD = re.compile(r"\w+(?:['’]\w+)?")


class TreatyBook:
    """The treaties of the tables by the words of their names, longest name first."""

    def __init__(self, treaties: Iterable[Treaty]) -> None:
        self._names: dict[str, list[tuple[tuple[str, ...], Treaty]]] = {}
        for treaty in treaties:
            for name in treaty.names:
                words = _words(name)
                self._names.setdefault(words[0], []).append((words, treaty))
        for names in self._names.values():
            names.sort(key=lambda name: -len(name[0]))

    def find(self, text: str, start: int, end: int, on: date | None) -> tuple[str, ...]:
        """Ids of the treaties named in text[start:end] that were signed by a day, in order."""
        words = _words(text[start:end])
        found: list[str] = []
        at = 0
        while at < len(words):
            length, treaty = self._at(words, at, on)
            if treaty is not None and treaty.id not in found:
                found.append(treaty.id)
            at += length or 1
        return tuple(found)

    def _at(self, words: tuple[str, ...], at: int, on: date | None) -> tuple[int, Treaty | None]:
        for name, treaty in self._names.get(words[at], ()):
            if words[at : at + len(name)] == name and (on is None or holds(treaty, on)):
                return len(name), treaty
        return 0, None


def _words(text: str) -> tuple[str, ...]:
    """Words as they are compared: short capitals ("START", "NPT") keep their case."""
    found = (match.group() for match in _WORD.finditer(text))
    return tuple(word if word.isupper() and len(word) > 1 else word.lower() for word in found)
