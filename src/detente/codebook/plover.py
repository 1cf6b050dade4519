"""PLOVER 2.0: roots, modes, contexts, sectors and the names that older versions used.

Names, scores and quads are the manual's (draft 2.0); definitions are in our own words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Annotated, Literal

import msgspec

from detente.codebook.tables import Row, read_table
from detente.errors import TableError

VERSION = "PLOVER 2.0 (detente 1)"

QuadScheme = Literal["section", "readme"]
Quad = Annotated[int, msgspec.Meta(ge=1, le=4)]
Scale = Annotated[float, msgspec.Meta(ge=-10.0, le=10.0)]


class Mode(msgspec.Struct, frozen=True):
    """A kind of deed within a root; `scale` is its PLOVER score, -10 to 10.

    `note` is set where the manual left something open and says how it was decided.
    """

    name: str
    scale: float
    definition: str
    note: str = ""


class Root(msgspec.Struct, frozen=True):
    """One of the 16 event types.

    `quad`: 1 verbal and 2 material co-operation, 3 verbal and 4 material conflict;
    `quad_readme` is the same in the manual's README; `scale` the score where no mode is known.
    """

    name: str
    quad: int
    quad_readme: int
    scale: float
    recipient_required: bool
    definition: str
    modes: Mapping[str, Mode]
    note: str = ""


class Alias(Row, frozen=True, kw_only=True):
    """An older or mistaken root name: the roots (none if dropped) and mode that replace it.

    `quad` and `quad_readme` are set where the older root's quad is not that of its heir.
    """

    name: str
    note: str
    roots: tuple[str, ...] = ()
    mode: str | None = None
    quad: Quad | None = None
    quad_readme: Quad | None = None


class Codebook(msgspec.Struct, frozen=True):
    """PLOVER 2.0 as read-only tables; those that map to a string give a definition in our words."""

    version: str
    roots: Mapping[str, Root]
    contexts: Mapping[str, str]
    auxiliary: Mapping[str, str]
    sectors: Mapping[str, str]
    nonstate: Mapping[str, str]
    aliases: Mapping[str, Alias]

    def resolve_alias(self, name: str) -> tuple[str, ...]:
        """Return the 2.0 roots for a root name of any version; none for CRIME, two for YIELD.

        Raises `TableError` for a name that no version knows.
        """
        name = name.upper()
        if name in self.roots:
            return (name,)
        if name in self.aliases:
            return self.aliases[name].roots
        raise TableError(
            f"no root is called {name!r}", where="codebook", hint="roots: " + ", ".join(self.roots)
        )

    def root(self, name: str) -> Root:
        """Return the one 2.0 root for a name of any version; `TableError` for none or several."""
        found = self.resolve_alias(name)
        if len(found) != 1:
            heirs = " and ".join(found) or "nothing"
            raise TableError(f"{name!r} became {heirs} in 2.0", where="codebook")
        return self.roots[found[0]]

    def quad(self, root: str, scheme: QuadScheme = "section") -> int:
        """Return the quad, 1 to 4, of a root of any version.

        `scheme` "section" follows the manual's sections, "readme" its README (SANCTION verbal).
        """
        alias = self.aliases.get(root.upper())
        readme = scheme == "readme"
        own = (alias.quad_readme if readme else alias.quad) if alias else None
        if own is not None:
            return own
        heir = self.root(root)
        return heir.quad_readme if readme else heir.quad

    def scale(self, root: str, mode: str | None = None) -> float:
        """Return the PLOVER score (-10 to 10) of a mode, or of the root where `mode` is None.

        Raises `TableError` for a mode that the root does not have.
        """
        found = self.root(root)
        if mode is None:
            return found.scale
        if mode not in found.modes:
            modes = ", ".join(found.modes) or "none"
            raise TableError(
                f"{found.name} has no mode {mode!r}", where="codebook", hint=f"modes: {modes}"
            )
        return found.modes[mode].scale

    def faults(
        self, root: str | None, mode: str | None, contexts: Iterable[str]
    ) -> tuple[str, ...]:
        """Say what in a coding is not PLOVER 2.0: empty if all is legal.

        `root` None stands for no event, which has neither mode nor contexts.
        """
        contexts = tuple(contexts)
        if root is None:
            return ("a mode or context without a root",) if mode or contexts else ()
        if root not in self.roots:
            return (f"no root {root!r}",)
        wrong = [f"no context {name!r}" for name in contexts if name not in self.contexts]
        if mode is not None and mode not in self.roots[root].modes:
            wrong.append(f"{root} has no mode {mode!r}")
        return tuple(wrong)


class _RootRow(Row, frozen=True, kw_only=True):
    name: str
    quad: Quad
    quad_readme: Quad
    scale: Scale
    recipient_required: Literal["yes", "no"]
    definition: str
    note: str = ""


class _ModeRow(Row, frozen=True, kw_only=True):
    root: str
    name: str
    scale: Scale
    definition: str
    note: str = ""


class _TermRow(Row, frozen=True, kw_only=True):
    kind: Literal["context", "auxiliary", "sector", "nonstate"]
    name: str
    definition: str


@cache
def load_codebook() -> Codebook:
    """Load the bundled codebook; cached, read-only. Raises `TableError` for a broken line."""
    modes = read_table("modes.csv", _ModeRow)
    roots = read_table("roots.csv", _RootRow)
    terms = read_table("terms.csv", _TermRow)
    aliases = read_table("aliases.csv", Alias, lists=("roots",))
    known = {row.name for row in roots}
    for stray in (row for row in modes if row.root not in known):
        raise TableError(f"mode {stray.name!r} of unknown root {stray.root!r}", where="modes.csv")

    def named(kind: str) -> Mapping[str, str]:
        return MappingProxyType({t.name: t.definition for t in terms if t.kind == kind})

    return Codebook(
        version=VERSION,
        roots=MappingProxyType({row.name: _root(row, modes) for row in roots}),
        contexts=named("context"),
        auxiliary=named("auxiliary"),
        sectors=named("sector"),
        nonstate=named("nonstate"),
        aliases=MappingProxyType({row.name: row for row in aliases}),
    )


def _root(row: _RootRow, modes: Iterable[_ModeRow]) -> Root:
    own = {m.name: Mode(m.name, m.scale, m.definition, m.note) for m in modes if m.root == row.name}
    return Root(
        name=row.name,
        quad=row.quad,
        quad_readme=row.quad_readme,
        scale=row.scale,
        recipient_required=row.recipient_required == "yes",
        definition=row.definition,
        modes=MappingProxyType(own),
        note=row.note,
    )
