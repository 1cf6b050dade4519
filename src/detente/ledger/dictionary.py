"""The data dictionary: the comments of the schema as a page of Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import duckdb

from detente.ledger.schema import Migration, load_migrations, migrate

_HEAD = """# The ledger file

A DuckDB file with schema {version}. Generated from the comments in the schema:
`python -c "from detente.ledger import describe; print(describe(), end='')"`.

Ids name an organisation where there is one (`NATO`), else a code (`USA`). Dates are ISO 8601.
Lists may be empty and are never NULL.
"""

_COLUMNS = """
    SELECT t.table_name, t.comment, c.column_name, c.data_type, c.is_nullable, c.comment
    FROM duckdb_tables() t JOIN duckdb_columns() c USING (table_oid)
    WHERE t.database_name = current_database() AND c.database_name = current_database()
    ORDER BY t.table_oid, c.column_index
"""


def describe(migrations: Sequence[Migration] | None = None) -> str:
    """Write the data dictionary of the newest schema as Markdown."""
    chosen = load_migrations() if migrations is None else tuple(migrations)
    with duckdb.connect(":memory:") as connection:
        migrate(connection, chosen, 0)
        columns = connection.execute(_COLUMNS).fetchall()
    parts = [_HEAD.format(version=chosen[-1].version)]
    for (table, comment), rows in groupby(columns, key=lambda row: row[:2]):
        parts.append(f"\n## {table}\n\n{comment}\n\n| column | type | meaning |\n|---|---|---|\n")
        parts.extend(
            f"| {name} | {kind}{'' if nullable else ', not null'} | {meaning} |\n"
            for *_, name, kind, nullable, meaning in rows
        )
    return "".join(parts)
