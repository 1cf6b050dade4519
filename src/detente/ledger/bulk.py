"""Many rows at once: JSON in one parameter, taken apart by DuckDB in the table's own types.

A statement a row is about a hundred times slower, and arrow and pandas are not core dependencies.
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
import msgspec

from detente.ledger.rows import TABLES, Row


def insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Row]) -> None:
    """Insert rows of one kind into their table. Raises duckdb.Error."""
    if not rows:
        return
    # The strict reader refuses a value that does not fit; the lenient one would write NULL.
    connection.execute(
        f"INSERT INTO {table} BY NAME SELECT unnest(row) FROM "  # noqa: S608 - our own names
        "(SELECT unnest(from_json_strict(?, ?)) AS row)",
        [msgspec.json.encode(rows).decode(), _shape(connection, table)],
    )


def delete_documents(connection: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> None:
    """Delete documents and all rows that came from them. Raises duckdb.Error."""
    if not ids:
        return
    for table in TABLES:
        key = "id" if table == "documents" else "document"
        connection.execute(
            f"DELETE FROM {table} WHERE {key} IN (SELECT unnest(?::TEXT[]))",  # noqa: S608
            [ids],
        )


def _shape(connection: duckdb.DuckDBPyConnection, table: str) -> str:
    """Describe a list of the table's rows in the notation of `from_json`."""
    columns = connection.execute(
        "SELECT column_name, data_type FROM duckdb_columns()"
        " WHERE database_name = current_database() AND table_name = ?",
        [table],
    ).fetchall()
    return msgspec.json.encode([dict(columns)]).decode()
