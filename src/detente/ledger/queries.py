"""Rows out of the file: a struct's fields are the columns, conditions without a value fall away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, TypeVar

import duckdb
import msgspec

from detente.ledger.rows import Row

RowType = TypeVar("RowType", bound=Row)

_SIDES = "list_has_any(actors || actor_codes, ?) AND list_has_any(recipients || recipient_codes, ?)"
_ALL = "actors || actor_codes || recipients || recipient_codes"


class Condition(NamedTuple):
    """One SQL condition with a `?` for each of its values; None asks for nothing."""

    sql: str
    value: str | date | Sequence[Sequence[str]] | None


def dyad_condition(dyad: tuple[Sequence[str], Sequence[str]] | None) -> Condition:
    """Ids of two sides, opposite in either order, or both in one reciprocal event."""
    both = f"list_has_any({_ALL}, ?) AND list_has_any({_ALL}, ?)"
    sql = f"(({_SIDES}) OR ({_SIDES}) OR (reciprocal AND ? <> ? AND {both}))"
    if dyad is None:
        return Condition(sql, None)
    first, second = map(list, dyad)
    return Condition(sql, (first, second, second, first, first, second, first, second))


def select(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    kind: type[RowType],
    conditions: Sequence[Condition],
    order: str,
    limit: int | None,
) -> list[RowType]:
    """Fetch the rows of `table` that meet all conditions. Raises duckdb.Error."""
    columns = kind.__struct_fields__
    asked = [condition for condition in conditions if condition.value is not None]
    where = " AND ".join(condition.sql for condition in asked) or "true"
    values = [value for condition in asked for value in _values(condition)]
    found = connection.execute(
        f"SELECT {', '.join(columns)} FROM {table} WHERE {where} ORDER BY {order} LIMIT ?",  # noqa: S608
        [*values, limit],
    ).fetchall()
    return [msgspec.convert(dict(zip(columns, row, strict=True)), kind) for row in found]


def _values(condition: Condition) -> Sequence[object]:
    value = condition.value
    return value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
