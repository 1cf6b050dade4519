"""The ledger: readings go in, rows and readings come out, all in one DuckDB file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from types import TracebackType

import duckdb
import msgspec

from detente.errors import LedgerError
from detente.ledger.bulk import delete_documents, insert
from detente.ledger.opening import connect, explained
from detente.ledger.queries import Condition, dyad_condition, select
from detente.ledger.rows import (
    TABLES,
    DocumentRow,
    EventRow,
    Row,
    coder_json,
    flatten,
    to_utc,
)
from detente.ledger.schema import Migration, load_migrations, transaction
from detente.records import Reading

_BATCH = 256


class SaveSummary(msgspec.Struct, frozen=True):
    """What `save` did: documents and events written, documents that were there already."""

    documents: int
    events: int
    already_there: int


Side = str | Sequence[str]


class Ledger:
    """An open ledger file; close it, or use it in a `with`. Not to be shared between threads."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, path: Path, *, read_only: bool
    ) -> None:
        self._connection = connection
        self._path = path
        self._read_only = read_only

    @classmethod
    def open(
        cls, path: Path, *, read_only: bool = False, migrations: Sequence[Migration] | None = None
    ) -> Ledger:
        """Open the ledger at `path`, creating it or bringing it up to date when writing.

        `migrations` stands in for those that ship with Détente. Raises LedgerError when another
        process writes to it, the file is newer or no ledger, or the folder cannot be used.
        """
        chosen = load_migrations() if migrations is None else tuple(migrations)
        connection = connect(path, chosen, read_only=read_only)
        return cls(connection, path, read_only=read_only)

    def close(self) -> None:
        """Close the file and give up the lock; closing twice is no error."""
        self._connection.close()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def save(self, readings: Iterable[Reading], *, available: datetime) -> SaveSummary:
        """Write readings that reached us at `available` (with its time zone).

        A document that the same coder (version, codebook, tables, models) wrote before is left
        as it is; one from another coder is replaced, keeping its first `available`. The
        readings are taken as they come, 256 documents a transaction: what an error or a kill
        interrupts is undone back to the last whole batch. Raises LedgerError.
        """
        self._check_writable()
        moment, stream = to_utc(available), iter(readings)
        documents = events = already_there = 0
        while batch := list(islice(stream, _BATCH)):
            with explained(self._path):
                done = self._save_batch(batch, moment)
            documents += done.documents
            events += done.events
            already_there += done.already_there
        return SaveSummary(documents, events, already_there)

    @contextmanager
    def writing(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Lend the connection for writing; what DuckDB raises becomes a LedgerError."""
        self._check_writable()
        with explained(self._path):
            yield self._connection

    @contextmanager
    def querying(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Lend the connection for reading; what DuckDB raises becomes a LedgerError."""
        with explained(self._path):
            yield self._connection

    def _check_writable(self) -> None:
        if self._read_only:
            raise LedgerError(
                "the ledger is open for reading only",
                where=str(self._path),
                hint="open it without read_only",
            )

    def _save_batch(self, batch: list[Reading], available: datetime) -> SaveSummary:
        known = self._known([reading.document.id for reading in batch])
        fresh: dict[str, Reading] = {}
        coders = {id_: coder for id_, (coder, _) in known.items()}
        for reading in batch:
            id_, coder = reading.document.id, coder_json(reading)
            if coders.get(id_) != coder:
                fresh[id_], coders[id_] = reading, coder
        rows: dict[str, list[Row]] = {table: [] for table in TABLES}
        for id_, reading in fresh.items():
            first = min(available, known[id_][1]) if id_ in known else available
            for table, flat in flatten(reading, first).items():
                rows[table].extend(flat)
        with transaction(self._connection):
            delete_documents(self._connection, [id_ for id_ in fresh if id_ in known])
            for table, flat in rows.items():
                insert(self._connection, table, flat)
        return SaveSummary(len(fresh), len(rows["events"]), len(batch) - len(fresh))

    def _known(self, ids: list[str]) -> dict[str, tuple[str, datetime]]:
        found = self._connection.execute(
            "SELECT id, coder, available FROM documents WHERE id IN (SELECT unnest(?::TEXT[]))",
            [ids],
        ).fetchall()
        return {id_: (coder, available) for id_, coder, available in found}

    def events(
        self,
        *,
        dyad: tuple[Side, Side] | None = None,
        root: str | None = None,
        since: date | None = None,
        until: date | None = None,
        as_of: date | None = None,
        limit: int | None = None,
    ) -> list[EventRow]:
        """List events by date, document and place in the text; the first `limit` of them.

        `dyad` matches two ids on opposite sides in either order, alone or among others, by
        identity or by code (so a loose group counts for its members, an organisation for
        itself), and two parties of one reciprocal event; a side may be several ids, such as a
        state's and its predecessors'. `since` and `until` bound
        `event_date`, both inclusive; undated events match neither. `as_of` leaves out documents
        published after that day. What counts is publication, not the day of entry, so a case
        that was loaded years later still replays; only an undated document goes by its entry.
        """
        conditions = (
            dyad_condition(dyad and (_ids(dyad[0]), _ids(dyad[1]))),
            Condition("root = ?", root),
            Condition("event_date >= ?", since),
            Condition("event_date <= ?", until),
            Condition("known_on <= ?", as_of),
        )
        order = "event_date NULLS LAST, document, anchor_start, id"
        with explained(self._path):
            return select(self._connection, "events", EventRow, conditions, order, limit)

    def documents(
        self,
        *,
        source: str | None = None,
        since: date | None = None,
        until: date | None = None,
        as_of: date | None = None,
        limit: int | None = None,
    ) -> list[DocumentRow]:
        """List documents by date and id, without their texts; the first `limit` of them.

        All dates bound `known_on` and are inclusive: `as_of` means the same as `until` here.
        """
        conditions = (
            Condition("source = ?", source),
            Condition("known_on >= ?", since),
            Condition("known_on <= ?", until),
            Condition("known_on <= ?", as_of),
        )
        with explained(self._path):
            return select(
                self._connection, "documents", DocumentRow, conditions, "known_on, id", limit
            )

    def readings(
        self, ids: Iterable[str] | None = None, *, as_of: date | None = None
    ) -> Iterator[Reading]:
        """Give back whole Readings, as they were saved, by date and id.

        `ids` are those of documents; ids that are not here are passed over.
        """
        wanted = None if ids is None else list(ids)
        with explained(self._path):
            found = self._connection.execute(
                "SELECT reading FROM documents WHERE ($1::TEXT[] IS NULL OR list_contains($1, id))"
                " AND ($2::DATE IS NULL OR known_on <= $2) ORDER BY known_on, id",
                [wanted, as_of],
            ).fetchall()
        return (msgspec.json.decode(text, type=Reading) for (text,) in found)

    def counts(self) -> dict[str, int]:
        """Count the rows of every table that holds rows of readings."""
        with explained(self._path):
            return {
                table: self._connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0]  # noqa: S608 - our own names
                for table in TABLES
            }


def _ids(side: Side) -> Sequence[str]:
    return [side] if isinstance(side, str) else side
