"""Who is who on a date: dated tables, and the actors that a text names."""

from detente.actors.coreference import resolve_pronouns
from detente.actors.discourse import resolve_relations
from detente.actors.finder import find_mentions
from detente.actors.index import ActorIndex
from detente.actors.tables import Tables, load_tables, members

__all__ = [
    "ActorIndex",
    "Tables",
    "find_mentions",
    "load_tables",
    "members",
    "resolve_pronouns",
    "resolve_relations",
]
