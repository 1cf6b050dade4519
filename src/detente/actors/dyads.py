"""What a pair of states inherits: the Soviet Union's dealings are Russia's past."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

import msgspec

from detente.actors.tables import Tables
from detente.records import Actor

_IDS = frozenset({"subject", "dyad", "members"})  # fields that hold ids and no words
T = TypeVar("T")


def predecessors(tables: Tables, code: str) -> tuple[str, ...]:
    """Codes of the states that this one continues, the nearest first; () for most.

    A state is continued by the first of its successors alone: SUN by RUS, YUG by SCG, SCG by SRB.
    """
    line = [code]
    for heir in line:  # grows while it is read
        line += [
            s.code for s in tables.states if s.successors[:1] == (heir,) and s.code not in line
        ]
    return tuple(line[1:])


def heirs(tables: Tables, codes: Iterable[str]) -> dict[str, str]:
    """For each predecessor of these states the one that continues it: {"SUN": "RUS"}."""
    return {old: code for code in codes for old in predecessors(tables, code)}


def inherit(value: T, to: Mapping[str, str]) -> T:
    """A record, or records, with every predecessor's id replaced by its heir's.

    Words, names and anchors stay those of the text.
    """
    if isinstance(value, tuple):
        return tuple(inherit(item, to) for item in value)  # type: ignore[return-value]
    if not isinstance(value, msgspec.Struct):
        return value
    changed = {field: inherit(getattr(value, field), to) for field in value.__struct_fields__}
    for field in _IDS & changed.keys():
        ids = tuple(to.get(id_, id_) for id_ in changed[field])
        changed[field] = tuple(sorted(ids)) if field == "dyad" else ids
    if isinstance(value, Actor):
        changed["code"] = to.get(value.code, value.code)
    return msgspec.structs.replace(value, **changed)
