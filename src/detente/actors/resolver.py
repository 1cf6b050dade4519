"""A phrase on its own → whom it means on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from detente.actors.finder import find_mentions
from detente.actors.index import ActorIndex
from detente.records import Actor

UNRESOLVED = "---"


def resolve_name(
    name: str, index: ActorIndex, on: date | None, evident: Sequence[str] = ()
) -> Actor | None:
    """Whom `name` means on that day, None when nothing in it is known; its anchor is in `name`.

    `evident` are codes of states that the text around it is about: they settle a name that
    several could bear. The first actor of the phrase is taken, in the state of the place that
    the phrase names where it belongs to none itself: "Muslim leaders in France".
    """
    found = find_mentions(name, [(0, len(name))], index, on, frozenset(evident))
    if not found:
        return None
    first = next((actor for actor in found if actor.kind != "place"), found[0])
    where = next((actor.code for actor in found if actor.code != UNRESOLVED), UNRESOLVED)
    return msgspec.structs.replace(first, code=where) if first.code == UNRESOLVED else first
