"""What judges rather than tells: stances, and claims that can be checked or that misled before.

An adjective such as "encouraging" is the stance of whoever says it, never an event or a sign. That
such offers are rare can be asked of event history; that an attack would not pay is an argument
which experts leaned on before attacks. Words stand in `data/framing.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any, Literal, get_args

from detente.reading.attribution import attribution_at, find_sayings
from detente.reading.clause import Clause
from detente.reading.sources import Tagging, attribution_of, find_heard
from detente.records import Anchor, Attribution, Claim, ClaimKind, Event, Stance, StanceValue

Table = Literal["stances", "claims"]


def find_stances(
    document_id: str, clauses: Sequence[Clause], events: Sequence[Event], tag: Tagging
) -> tuple[Stance, ...]:
    """Judging words in order, with who judges and, where its sentence has one event, of what."""
    by_sentence: dict[int, list[str]] = {}
    for event in events:
        by_sentence.setdefault(event.sentence, []).append(event.id)
    found = list[Stance]()
    for clause, value, anchor in _matches("stances", clauses, get_args(StanceValue)):
        told = by_sentence.get(clause.index, [])
        found.append(
            Stance(
                id=f"{document_id}:st{len(found) + 1}",
                anchor=anchor,
                holder=_holder(clause, anchor, tag),
                value=value,
                about=told[0] if len(told) == 1 else None,
            )
        )
    return tuple(found)


def find_claims(document_id: str, clauses: Sequence[Clause]) -> tuple[Claim, ...]:
    """Claims of rarity and arguments from advantage, in order, not yet answered."""
    rows = _matches("claims", clauses, get_args(ClaimKind))
    return tuple(
        Claim(id=f"{document_id}:c{number}", kind=kind, anchor=_whole(clause))
        for number, (clause, kind, _) in enumerate(_once(rows), 1)
    )


def _once(
    rows: Iterator[tuple[Clause, ClaimKind, Anchor]],
) -> Iterator[tuple[Clause, ClaimKind, Anchor]]:
    """At most one claim of a kind a sentence."""
    seen = set[tuple[int, str]]()
    for clause, kind, anchor in rows:
        if (clause.index, kind) not in seen:
            seen.add((clause.index, kind))
            yield clause, kind, anchor


def _whole(clause: Clause) -> Anchor:
    return Anchor.of(clause.text, clause.sentence.start, clause.sentence.end)


def _matches(
    table: Table, clauses: Sequence[Clause], names: Sequence[Any]
) -> Iterator[tuple[Clause, Any, Anchor]]:
    patterns = _patterns()[table]
    for clause in clauses:
        hits = [
            (match.start(), match.end(), name)
            for name in names
            for match in patterns[name].finditer(
                clause.text, clause.sentence.start, clause.sentence.end
            )
        ]
        for start, end, name in sorted(hits):
            yield clause, name, Anchor.of(clause.text, start, end)


def _holder(clause: Clause, anchor: Anchor, tag: Tagging) -> Attribution:
    at = clause.token_at(anchor.start)
    found = attribution_at(clause, find_sayings(clause), at)
    if found.kind != "author":
        return found
    return attribution_of(clause, find_heard(clause, tag(clause)), at)


@cache
def _patterns() -> Mapping[str, Mapping[str, re.Pattern[str]]]:
    data = resources.files("detente.reading") / "data" / "framing.toml"
    tables: dict[str, dict[str, str]] = tomllib.loads(data.read_text("utf-8"))
    return {
        table: {
            name: re.compile(rf"\b(?:{text.replace(chr(10), '').strip()})(?!\w)", re.I)
            for name, text in rows.items()
        }
        for table, rows in tables.items()
    }
