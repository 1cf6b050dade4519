"""Names for readers: states and organisations instead of codes, with "the" where it belongs."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib.resources import files

import msgspec

from detente.actors.rows import NON_STATE_CODES, Organisation, holds
from detente.actors.tables import Tables
from detente.brief.words import upper_first
from detente.records import Actor, Attribution

BRANCHES = {"MIL": "armed forces", "LEG": "parliament", "JUD": "courts", "SPY": "intelligence",
            "REB": "rebels", "OPP": "opposition"}  # fmt: skip
"""Sectors worth telling from the government itself."""


class _Articles(msgspec.Struct, frozen=True):
    words: frozenset[str]
    names: frozenset[str]


class Names:
    """Looks up what an id is called on the day of the brief; falls back on the id itself."""

    def __init__(self, tables: Tables, on: date | None) -> None:
        states = {row.code: row.name for row in tables.states}
        bodies = {row.id: _body_name(row) for row in tables.organisations}
        if on is not None:
            states |= {row.code: row.name for row in tables.states if holds(row, on)}
            held = [row for row in tables.organisations if holds(row, on)]
            bodies |= {row.id: _body_name(row) for row in held}
        self._names = states | bodies
        self._people = frozenset(row.person for row in tables.offices)

    def of(self, identity: str) -> str:
        """The name of a state or organisation by its id: "Russia", "NATO"."""
        return self._names.get(identity, identity)

    def actor(self, actor: Actor) -> str:
        """Who it is, as in "Antony Blinken (United States)" or "Russia (armed forces)".

        A person is named where the tables know them; else it is the state that acts.
        """
        if actor.identity in NON_STATE_CODES:
            return actor.name or " ".join(actor.text.split())
        home = self.of(actor.identity)
        if actor.kind == "person" and actor.name in self._people:
            return f"{actor.name} ({home})"
        if actor.organisation is None and actor.sector in BRANCHES:
            return f"{home} ({BRANCHES[actor.sector]})"
        return home

    def actors(self, actors: Iterable[Actor]) -> tuple[str, ...]:
        """The names of several, each once, in order; a state goes without saying beside its own."""
        found = dict.fromkeys(self.actor(actor) for actor in actors)
        homes = {name[name.index(" (") + 2 : -1] for name in found if name.endswith(")")}
        return tuple(name for name in found if name not in homes)

    def bare(self, actors: Iterable[Actor]) -> tuple[str, ...]:
        """The states or bodies behind actors, each once, without an article."""
        found = (
            self.actor(a) if a.identity in NON_STATE_CODES else self.of(a.identity) for a in actors
        )
        return tuple(dict.fromkeys(found))

    def speaker(self, attribution: Attribution) -> str:
        """Who says so: the speaker where there is one, else what kind of source it is."""
        if attribution.kind == "author":
            return "the report's author"
        if attribution.speaker is not None:
            name = self._person(attribution.speaker)
            return f"unnamed source, {name}" if attribution.kind == "anonymous" else name
        return {"anonymous": "unnamed source", "outlet": "another outlet"}.get(
            attribution.kind, "a document" if attribution.kind == "document" else "a source"
        )

    def _person(self, actor: Actor) -> str:
        """A source, by the name in the text even where no table knows the office."""
        named = actor.kind == "person" and actor.identity not in NON_STATE_CODES
        return f"{actor.name} ({self.of(actor.identity)})" if named else self.actor(actor)


def in_sentence(name: str) -> str:
    """A name inside a sentence: "the United States", "Russia", "NATO"."""
    listed, bare = _articles(), name.partition(" (")[0]
    if bare in listed.names or listed.words & set(bare.split()):
        return f"the {name}"
    return name


def _body_name(row: Organisation) -> str:
    """The id where it is itself a name in use (NATO, EU), else the full name."""
    return row.id if row.id in row.names else upper_first(row.name)


@cache
def _articles() -> _Articles:
    text = (files(__package__) / "data" / "articles.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), _Articles)
