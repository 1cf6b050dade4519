"""Which root and status a deed takes that is planned, promised, conditional, refused, threatened.

The rule is FORMAT's "One rule for root, status": PLOVER prefers a specific root to a root with
an auxiliary mode, so a future meeting is AGREE and an announced withdrawal is CONCEDE.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal

from detente.codebook.plover import load_codebook
from detente.codebook.tables import Row, read_table
from detente.records import Status

# How a deed is told: a status of the deed, or the speech act of refusing or threatening it.
Told = Status | Literal["refused", "threatened", "threatened-if"]

ANY = "*"


class FoldRow(Row, frozen=True, kw_only=True):
    """One line of the rule: a deed of `root` told so becomes `to_root`, `to_status`."""

    root: str
    status: Told
    to_root: str
    to_status: Status
    reason: str


class ModeRow(Row, frozen=True, kw_only=True):
    """The mode of `to_root` that says what was refused or threatened; `mode` "*" is any or none."""

    to_root: str
    root: str
    mode: str
    to_mode: str


class _AuxiliaryRow(Row, frozen=True, kw_only=True):
    status: Status
    name: str


@cache
def load_folding() -> Mapping[tuple[str, str], tuple[str, Status]]:
    """Load the rule as {(deed root, how told): (root, status)}; a pair not in it stays as it is."""
    table: dict[tuple[str, str], tuple[str, Status]] = {}
    for row in read_table("folding.csv", FoldRow):
        roots = load_codebook().roots if row.root == ANY else (row.root,)
        table |= {(root, row.status): (row.to_root, row.to_status) for root in roots}
    return MappingProxyType(table)


def fold(root: str, told: Told) -> tuple[str, Status]:
    """Return the root and status to write for a deed of a 2.0 `root` that is told so.

    `planned`, `promised` and `conditional` mean that the actor announces the deed. What others
    say of it is `alleged` or `possible`, and these, like `actual`, `ongoing`, `negated`, `denied`
    and `historical`, are never folded. Raises `TableError` for a name that is not one root of 2.0.
    """
    name = load_codebook().root(root).name
    match told:
        case "refused" | "threatened" | "threatened-if":
            return load_folding()[name, told]
        case _:
            return load_folding().get((name, told), (name, told))


def folded_mode(root: str, mode: str | None, to_root: str) -> str | None:
    """Return the mode after folding `root`/`mode` into `to_root`; None where nothing fits.

    For REJECT and THREATEN the mode names the content: AID refused is REJECT/assist.
    """
    if root == to_root:
        return mode
    table = _mode_table()
    own = table.get((to_root, root, mode)) if mode else None
    return own or table.get((to_root, root, ANY))


def auxiliary_mode(status: Status) -> str | None:
    """Return the PLOVER auxiliary mode that a status is exported as, in the context field."""
    return _auxiliary_table().get(status)


@cache
def _mode_table() -> Mapping[tuple[str, str, str], str]:
    rows = read_table("folded_modes.csv", ModeRow)
    return MappingProxyType({(row.to_root, row.root, row.mode): row.to_mode for row in rows})


@cache
def _auxiliary_table() -> Mapping[str, str]:
    return MappingProxyType({r.status: r.name for r in read_table("auxiliary.csv", _AuxiliaryRow)})
