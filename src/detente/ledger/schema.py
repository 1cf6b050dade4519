"""The schema of the file: numbered migrations, applied in order, each file's version in `meta`."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib.resources import files
from pathlib import Path

import duckdb
import msgspec

from detente.errors import LedgerError


class Migration(msgspec.Struct, frozen=True):
    """The SQL that takes a file from schema `version - 1` to `version`."""

    version: int
    sql: str


def load_migrations() -> tuple[Migration, ...]:
    """Read the migrations that ship with Détente (`migrations/0001.sql` and on), in order."""
    folder = files("detente.ledger") / "migrations"
    found = sorted(
        (entry for entry in folder.iterdir() if entry.name.endswith(".sql")),
        key=lambda entry: entry.name,
    )
    return tuple(
        Migration(int(entry.name.removesuffix(".sql")), entry.read_text(encoding="utf-8"))
        for entry in found
    )


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Commit what is done inside, or undo all of it when it does not come to its end."""
    connection.begin()
    committed = False
    try:
        yield
        connection.commit()
        committed = True
    finally:
        if not committed:
            # A commit that failed has already ended the transaction.
            with suppress(duckdb.TransactionException):
                connection.rollback()


def read_version(connection: duckdb.DuckDBPyConnection, path: Path) -> int:
    """Tell the schema version of an open file; 0 is a file without any table.

    Raises LedgerError when the file holds tables but is no ledger.
    """
    rows = connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = current_database()"
    ).fetchall()
    if not rows:
        return 0
    if ("meta",) in rows:
        with suppress(duckdb.BinderException):
            found = connection.execute("SELECT max(schema_version) FROM meta").fetchall()[0][0]
            if isinstance(found, int):
                return found
    raise LedgerError(
        "a DuckDB file, but not a ledger",
        where=str(path),
        hint="give the path of a ledger, or of a file that does not exist yet",
    )


def migrate(
    connection: duckdb.DuckDBPyConnection, migrations: Sequence[Migration], version: int
) -> None:
    """Apply, in one transaction, every migration above `version`."""
    with transaction(connection):
        for migration in migrations:
            if migration.version > version:
                connection.execute(migration.sql)
        connection.execute("DELETE FROM meta")
        connection.execute("INSERT INTO meta VALUES (?)", [migrations[-1].version])


def back_up(path: Path, version: int) -> Path:
    """Copy a closed file to `<name>.bak-v<version>` beside it, whole or not at all.

    Must not be called while this process has the file open: closing the copy's handle would
    give up DuckDB's lock on POSIX systems.
    """
    target = path.with_name(f"{path.name}.bak-v{version}")
    partial = target.with_name(target.name + ".partial")
    shutil.copyfile(path, partial)
    os.replace(partial, target)
    return target
