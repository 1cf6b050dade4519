"""How a root and mode of PLOVER read in plain English, and in which group of the page they stand.

The table is `data/phrases.csv`: a row without a mode is the root's; an empty cell of a mode's
row takes the root's. `to` has a place for the recipient ("threatened {b}"), `alone` none,
`together` is for what the parties did to or with each other.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import msgspec

from detente.brief.page import GroupKey
from detente.brief.words import join


class Phrase(msgspec.Struct, frozen=True, kw_only=True):
    """One root or mode in words: a label for lists and past-tense verbs for sentences."""

    root: str
    mode: str
    group: GroupKey
    label: str
    to: str
    alone: str
    together: str


@cache
def load_phrases() -> Mapping[tuple[str, str], Phrase]:
    """Phrases by root and mode; the mode is "" for the root's own."""
    text = (files(__package__) / "data" / "phrases.csv").read_text(encoding="utf-8")
    rows = [msgspec.convert(row, Phrase) for row in csv.DictReader(text.splitlines())]
    roots = {row.root: row for row in rows if not row.mode}
    return MappingProxyType({(row.root, row.mode): _filled(row, roots[row.root]) for row in rows})


def phrase(root: str, mode: str | None) -> Phrase:
    """The phrase of a root and mode; the root's own where the mode has none."""
    table = load_phrases()
    return table.get((root, mode or "")) or table[root, ""]


def clause(found: Phrase, who: tuple[str, ...], whom: tuple[str, ...], *, reciprocal: bool) -> str:
    """A clause in the past tense from names as they read in a sentence ("the United States")."""
    if reciprocal and whom:
        return f"{join((*who, *whom))} {found.together}"
    if not whom:
        return f"{join(who)} {found.alone}"
    return f"{join(who)} {found.to.replace('{b}', join(whom))}"


def _filled(row: Phrase, root: Phrase) -> Phrase:
    return msgspec.structs.replace(
        row,
        to=row.to or root.to,
        alone=row.alone or root.alone,
        together=row.together or root.together,
    )
