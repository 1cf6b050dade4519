"""Opening the file: one writer at a time, brought up to date, refused in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import duckdb

from detente.errors import LedgerError
from detente.ledger.schema import Migration, back_up, migrate, read_version

# Extensions are compiled in; without these DuckDB may look for others on the network.
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}

# DuckDB has one class for all that goes wrong with a file; only its words tell the cases apart.
_REFUSALS: tuple[tuple[str, str, str], ...] = (
    (
        "conflicting lock",
        "another process has the ledger open for writing",
        "end that process or wait for it; a ledger has one writer at a time",
    ),
    (
        "used by another process",
        "another process has the ledger open for writing",
        "end that process or wait for it; a ledger has one writer at a time",
    ),
    (
        "different configuration",
        "this process has the ledger open in another mode",
        "close it first",
    ),
    (
        "not a valid duckdb database",
        "not a DuckDB file",
        "give the path of a ledger, or of a file that does not exist yet",
    ),
    (
        "read a database file with version",
        "written by another version of DuckDB",
        "upgrade the duckdb package",
    ),
    ("does not exist", "there is no ledger here", "open it for writing once to create it"),
    ("permission denied", "no permission to write here", "choose a folder that you may write to"),
    ("read-only file system", "the disk is read-only", "choose a folder that you may write to"),
    ("no space left", "the disk is full", "free some space"),
    ("is a directory", "a folder, not a file", "add a file name, such as crisis.duckdb"),
)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what DuckDB or the system raises inside into a LedgerError about `path`."""
    try:
        yield
    except (duckdb.Error, OSError) as error:
        raise explain(str(error), path) from error


def explain(message: str, path: Path) -> LedgerError:
    """Say a message of DuckDB in plain words, with what to do; unknown ones keep theirs."""
    folded = message.lower()
    for fragment, what, hint in _REFUSALS:
        if fragment in folded:
            return LedgerError(what, where=str(path), hint=hint)
    return LedgerError(f"DuckDB refuses: {message.strip()}", where=str(path))


def connect(
    path: Path, migrations: Sequence[Migration], *, read_only: bool
) -> duckdb.DuckDBPyConnection:
    """Open the file at `path` at the newest schema version, creating it if need be.

    An older file is copied to `<name>.bak-v<version>` before it is changed. Raises LedgerError
    for every reason that it cannot be had; a refused file is left as it was.
    """
    if not path.parent.is_dir():
        raise LedgerError(
            f"the folder {path.parent} does not exist",
            where=str(path),
            hint="create it, or choose another",
        )
    newest = migrations[-1].version
    with explained(path), ExitStack() as held:
        connection = held.enter_context(closing(_attach(path, read_only)))
        version = read_version(connection, path)
        _check(version, newest, path, read_only)
        if 0 < version < newest:
            connection.execute("CHECKPOINT")
            connection.close()
            back_up(path, version)
            connection = held.enter_context(closing(_attach(path, read_only)))
        if version < newest:
            migrate(connection, migrations, version)
        held.pop_all()
    return connection


def _attach(path: Path, read_only: bool) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(str(path), read_only=read_only, config=_CONFIG)


def _check(version: int, newest: int, path: Path, read_only: bool) -> None:
    if version > newest:
        raise LedgerError(
            f"written by a newer Détente (schema {version}; this one knows {newest})",
            where=str(path),
            hint="upgrade Détente",
        )
    if version < newest and read_only:
        raise LedgerError(
            f"has the older schema {version} (this Détente needs {newest})",
            where=str(path),
            hint="open it for writing once; that keeps a copy and brings it up to date",
        )
