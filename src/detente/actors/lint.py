"""What a person who edits the tables may get wrong, found and named by file and line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from datetime import date
from itertools import chain
from typing import TypeVar

from detente.actors.rows import (
    NON_STATE_CODES,
    SHARED_ROLES,
    Dated,
    Membership,
    Metonym,
    Office,
    Organisation,
    Region,
    Row,
    State,
    Treaty,
    row_key,
)
from detente.actors.tables import Tables

Check = Callable[[Tables], Iterator[str]]
R = TypeVar("R", State, Metonym, Organisation, Membership, Office, Treaty, Region)


def lint(tables: Tables) -> list[str]:
    """Return one line for each fault, "file:line: what is wrong"; none when all is well.

    Faults of a single cell (a date or sector that is none) are found by `load_tables` instead.
    """
    return [fault for check in CHECKS for fault in check(tables)]


def reversed_dates(tables: Tables) -> Iterator[str]:
    """Yield rows that end before they start."""
    for row in _dated(tables):
        if row.start and row.end and row.end < row.start:
            yield f"{row.where}: ends {row.end}, before its start {row.start}"


def missing_source(tables: Tables) -> Iterator[str]:
    """Yield rows that do not say where they are known from."""
    for row in chain(_dated(tables), tables.agents):
        if not row.source.strip():
            yield f"{row.where}: no source"


def repeated_rows(tables: Tables) -> Iterator[str]:
    """Yield rows whose key another row of the same table has already."""
    rows: Iterable[Row] = chain(_dated(tables), tables.agents)
    seen: dict[Hashable, Row] = {}
    for row in rows:
        first = seen.setdefault((type(row), row_key(row)), row)
        if first is not row:
            yield f"{row.where}: same key as {first.where}"


def unknown_codes(tables: Tables) -> Iterator[str]:
    """Yield rows with a code that is neither a state's nor one of PLOVER's for non-states."""
    states = {state.code for state in tables.states}
    coded: tuple[Iterable[Metonym | Organisation | Office | Region], ...] = (
        tables.metonyms,
        tables.organisations,
        tables.offices,
        tables.regions,
    )
    for row in chain(*coded):
        if row.code not in states | NON_STATE_CODES:
            yield f"{row.where}: unknown code {row.code!r}"
    for member in tables.memberships:
        if member.code not in states:
            yield f"{member.where}: unknown state {member.code!r}"
    for state in tables.states:
        for code in sorted(set(state.successors) - states):
            yield f"{state.where}: unknown successor {code!r}"


def unknown_organisations(tables: Tables) -> Iterator[str]:
    """Yield rows that name an organisation, or members of a treaty, with no row of its own."""
    known = {body.id for body in tables.organisations} | {pact.id for pact in tables.treaties}
    naming: tuple[Iterable[Metonym | Membership | Office], ...] = (
        tables.metonyms,
        tables.memberships,
        tables.offices,
    )
    for row in chain(*naming):
        if row.organisation is not None and row.organisation not in known:
            yield f"{row.where}: unknown organisation {row.organisation!r}"


def empty_groups(tables: Tables) -> Iterator[str]:
    """Yield groups of states that would expand to nobody."""
    filled = {member.organisation for member in tables.memberships}
    for row in tables.organisations:
        if row.kind == "group" and row.id not in filled:
            yield f"{row.where}: group {row.id!r} has no members"


def ambiguous_aliases(tables: Tables) -> Iterator[str]:
    """Yield names that mean two different actors of one table on the same day.

    The same name in two tables is no fault: the resolver prefers one table to the other.
    """
    clashes: tuple[Iterable[tuple[Dated, Dated, str]], ...] = (
        _shared(tables.states, _state_aliases, lambda state: state.code),
        _shared(tables.metonyms, lambda metonym: (metonym.text,), lambda metonym: metonym.code),
        _shared(tables.organisations, lambda body: body.names, lambda body: body.id),
        _shared(tables.treaties, lambda treaty: treaty.names, lambda treaty: treaty.id),
        _shared(tables.regions, lambda region: region.names, lambda region: region.name),
    )
    for row, other, alias in chain(*clashes):
        yield f"{row.where}: {alias!r} means something else in {other.where}"


def overlapping_rows(tables: Tables) -> Iterator[str]:
    """Yield two rows for one state, organisation or membership on the same day."""
    histories: tuple[Iterable[tuple[Dated, Dated]], ...] = (
        _overlaps(tables.states, lambda state: state.code),
        _overlaps(tables.organisations, lambda organisation: organisation.id),
        _overlaps(tables.memberships, lambda member: (member.organisation, member.code)),
    )
    for row, other in chain(*histories):
        yield f"{row.where}: overlaps in time with {other.where}"


def overlapping_holders(tables: Tables) -> Iterator[str]:
    """Yield two holders of an office that one person holds; a handover's day may be shared."""

    def office(row: Office) -> Hashable:
        return row.code, row.organisation, row.role

    single = [row for row in tables.offices if not SHARED_ROLES.search(row.role)]
    for row, other in _overlaps(single, office, shared_day=True):
        also = f"{other.person} ({other.where})"
        yield f"{row.where}: {row.person} is {row.role} of {row.code} together with {also}"


CHECKS: tuple[Check, ...] = (
    reversed_dates,
    missing_source,
    repeated_rows,
    unknown_codes,
    unknown_organisations,
    empty_groups,
    ambiguous_aliases,
    overlapping_rows,
    overlapping_holders,
)


def _dated(tables: Tables) -> Iterator[Dated]:
    return chain(
        tables.states, tables.metonyms, tables.organisations, tables.memberships, tables.offices,
        tables.treaties, tables.regions,
    )  # fmt: skip


def _state_aliases(state: State) -> Iterable[str]:
    return {*state.names, *state.adjectives, *state.people, *state.capitals}


def _shared(
    rows: Iterable[R], aliases: Callable[[R], Iterable[str]], identity: Callable[[R], str]
) -> Iterator[tuple[R, R, str]]:
    """Yield (row, first other row, alias) where different actors share an alias at one time."""
    holders: dict[str, list[R]] = defaultdict(list)
    for row in rows:
        for alias in aliases(row):
            holders[alias].append(row)
    for alias, same in sorted(holders.items()):
        for at, row in enumerate(same):
            clashing = (o for o in same[:at] if identity(o) != identity(row) and _overlap(o, row))
            if (other := next(clashing, None)) is not None:
                yield row, other, alias


def _overlaps(
    rows: Iterable[R], key: Callable[[R], Hashable], *, shared_day: bool = False
) -> Iterator[tuple[R, R]]:
    """Yield (row, first other row) of one key that hold at the same time.

    One fault a row: a table pasted twice must not list every pair of its rows.
    """
    groups: dict[Hashable, list[R]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    for same in groups.values():
        for at, row in enumerate(same):
            clashing = (o for o in same[:at] if _overlap(o, row, shared_day=shared_day))
            if (other := next(clashing, None)) is not None:
                yield row, other


def _overlap(one: Dated, two: Dated, *, shared_day: bool = False) -> bool:
    """Whether two rows hold on one day; with `shared_day`, on more than a common last day."""
    start = max(one.start or date.min, two.start or date.min)
    end = min(one.end or date.max, two.end or date.max)
    return start < end or (start == end and not shared_day)
