"""Foreign event files into the ledger: read in bulk, checked, mapped, each file one transaction.

A file is staged as rows of text cells, so that what cannot be mapped is kept and can be written
out again. All work on rows is done by DuckDB.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import duckdb
import msgspec

from detente.codebook import load_codebook, load_crosswalk
from detente.events.format import FIELDS, MACROS, Format
from detente.events.names import state_codes, state_names
from detente.events.registry import find_format, recognise, separator_of, split_header
from detente.events.unpacking import Member, unpack
from detente.ledger import Ledger
from detente.ledger.rows import to_utc
from detente.ledger.schema import transaction

LINE = "\x1f\x1e"
"""A separator that no file has: a line is read as one cell."""
CELLS = "\x1f"
"""Separates the cells of a table's rows as they are kept."""
SHOWN = 10
"""Unmapped codes and rejected rows that a summary shows."""


class RejectedRow(msgspec.Struct, frozen=True):
    """A row that was not loaded."""

    line: int
    reason: str


class LoadSummary(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one file: `rows` = loaded + already_there + corrected + duplicates + rejected.

    `unmapped` counts the CAMEO codes and roots that PLOVER 2.0 has no place for.
    """

    file: str
    format: str
    rows: int
    loaded: int
    already_there: int = 0
    corrected: int = 0
    duplicates: int = 0
    rejected: int = 0
    rejects: tuple[RejectedRow, ...] = ()
    unmapped: Mapping[str, int] = {}
    notes: tuple[str, ...] = ()


def load(
    ledger: Ledger,
    path: Path,
    *,
    now: datetime,
    format_: str = "auto",
    report: Callable[[LoadSummary], None] | None = None,
) -> list[LoadSummary]:
    """Load every text of a file into the ledger; loading it again changes nothing.

    `now` is when it is loaded; `report` is told of each text as it is done. Raises InputError for
    a file of no known format, LedgerError for what the ledger refuses.
    """
    done = []
    with tempfile.TemporaryDirectory() as name:
        for member in unpack(path, Path(name)):
            chosen = recognise(member.path, member.name) if format_ == "auto" else None
            summary = _load_member(
                ledger, member, chosen or find_format(format_), Path(name), to_utc(now)
            )
            done.append(summary)
            if report is not None:
                report(summary)
    return done


def _load_member(
    ledger: Ledger, member: Member, format_: Format, folder: Path, now: datetime
) -> LoadSummary:
    with ledger.writing() as connection:
        id_ = f"{member.sha256[:16]}:{format_.id}"
        seen = connection.execute("SELECT rows, rejected FROM loads WHERE id = ?", [id_]).fetchall()
        notes = (*member.notes, *([member.damage] if member.damage else []))
        if seen:
            rows, rejected = seen[0]
            return LoadSummary(
                file=member.name,
                format=format_.id,
                rows=rows,
                loaded=0,
                already_there=rows - rejected,
                rejected=rejected,
                notes=(*notes, "this very file was loaded before"),
            )
        with _staged(connection, member, format_, folder) as columns:
            _prepare(connection)
            _check(connection, format_, columns)
            with transaction(connection):
                return _store(connection, member, format_, columns, id_, now, notes)


@contextmanager
def _staged(
    connection: duckdb.DuckDBPyConnection, member: Member, format_: Format, folder: Path
) -> Iterator[tuple[str, ...]]:
    """Stage the text as `staged(line, original)`; gives the names of the cells."""
    for table in ("staged", "checked", "fresh"):
        connection.execute(f"DROP TABLE IF EXISTS temp.{table}")
    stage = _stage_table if format_.shape == "csv" else _stage_lines
    try:
        yield stage(connection, member, format_, folder)
    finally:
        for table in ("staged", "checked", "fresh"):
            connection.execute(f"DROP TABLE IF EXISTS temp.{table}")


def _stage_lines(
    connection: duckdb.DuckDBPyConnection, member: Member, format_: Format, folder: Path
) -> tuple[str, ...]:
    path = member.path
    if format_.prepare is not None:
        path = folder / "prepared"
        format_.prepare(member.path, path)
    connection.execute(
        "CREATE TEMP TABLE staged AS SELECT row_number() OVER () - ? AS line, original"
        " FROM read_csv(?, columns = {'original': 'VARCHAR'}, header = false, delim = ?,"
        " quote = '', escape = '', comment = '', new_line = '\\n', max_line_size = 16000000,"
        " auto_detect = false) WHERE original <> ''",
        [int(format_.header), str(path), LINE],
    )
    if not format_.header:
        return _headerless(connection, format_)
    names = connection.execute("SELECT original FROM staged WHERE line = 0").fetchall()
    connection.execute("DELETE FROM staged WHERE line = 0")
    return tuple(name.strip() for name in names[0][0].split(format_.separator)) if names else ()


def _headerless(connection: duckdb.DuckDBPyConnection, format_: Format) -> tuple[str, ...]:
    """Name the cells by how many most lines have."""
    (usual,) = connection.execute(
        "SELECT mode(len(string_split(original, ?))) FROM (FROM staged LIMIT 1000)",
        [format_.separator],
    ).fetchall()[0]
    return format_.layouts.get(usual or 0, format_.columns)


def _stage_table(
    connection: duckdb.DuckDBPyConnection,
    member: Member,
    format_: Format,
    folder: Path,  # noqa: ARG001 - the signature of both ways
) -> tuple[str, ...]:
    with member.path.open(encoding="utf-8") as stream:
        header = stream.readline().rstrip("\n")
    names = tuple(split_header(format_, header))
    columns = {f"c{place}": "VARCHAR" for place in range(len(names))}
    cells = ", ".join(f"coalesce({column}, '')" for column in columns)
    connection.execute(
        "CREATE TEMP TABLE staged AS SELECT row_number() OVER () AS line,"  # noqa: S608
        f" array_to_string([{cells}], chr(31)) AS original"
        " FROM read_csv(?, columns = ?, header = true, delim = ?, quote = '\"', escape = '\"',"
        " auto_detect = false, null_padding = true, strict_mode = false, ignore_errors = true,"
        " store_rejects = true, parallel = false, max_line_size = 16000000)",
        [str(member.path), columns, separator_of(format_, header)],
    )
    return names


def _prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """Give DuckDB the tables of states and codes, and the macros."""
    for macro in MACROS:
        connection.execute(macro)
    _fill(connection, "countries", "name TEXT, code TEXT", state_names())
    _fill(connection, "codes", "name TEXT, code TEXT", state_codes())
    crosswalk = [
        {"code": row.code, "root": row.root, "mode": row.mode, "contexts": list(row.contexts)}
        for row in load_crosswalk().rows.values()
    ]
    _table(connection, "crosswalk", "code TEXT, root TEXT, mode TEXT, contexts TEXT[]", crosswalk)
    codebook = load_codebook()
    older = {name: alias.roots[0] for name, alias in codebook.aliases.items() if alias.roots}
    roots = {**{name: name for name in codebook.roots}, **older}
    _fill(connection, "roots", "name TEXT, code TEXT", roots)


def _fill(
    connection: duckdb.DuckDBPyConnection, table: str, shape: str, rows: Mapping[str, str]
) -> None:
    _table(connection, table, shape, [{"name": k, "code": v} for k, v in rows.items()])


def _table(
    connection: duckdb.DuckDBPyConnection, table: str, shape: str, rows: Sequence[object]
) -> None:
    columns = dict(part.split(" ") for part in shape.split(", "))
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {table} AS SELECT unnest(row) FROM"  # noqa: S608
        " (SELECT unnest(from_json_strict(?, ?)) AS row)",
        [msgspec.json.encode(rows).decode(), msgspec.json.encode([columns]).decode()],
    )


def _check(
    connection: duckdb.DuckDBPyConnection, format_: Format, columns: tuple[str, ...]
) -> None:
    """Turn staged rows into `checked`: fields, mapped codes, and what is wrong with each row."""
    fields = ", ".join(f"{format_.expression(name, columns)} AS {name}" for name in FIELDS)
    widths = list(format_.widths) if not format_.header else [len(columns)]
    country = {"name": "countries", "code": "codes", "none": "codes"}[format_.countries]
    width = (
        "true"
        if format_.shape == "json" or format_.id == "polecat"
        else (f"list_contains({widths}, len(cells))")
    )
    connection.execute(
        f"""
        CREATE TEMP TABLE checked AS
        WITH cut AS (SELECT line, original, {_CUT[format_.shape]} AS cells FROM staged),
        typed AS (SELECT line, original, cells, {fields} FROM cut)
        SELECT t.* EXCLUDE (cells, root, mode, context, latitude, longitude, actor_country,
            recipient_country),
          a.code AS actor_code, r.code AS recipient_code,
          coalesce(o.code, x.root) AS root,
          CASE WHEN o.code IS NOT NULL THEN t.mode ELSE x.mode END AS mode,
          CASE WHEN o.code IS NOT NULL THEN t.context ELSE coalesce(x.contexts, []) END AS context,
          CASE WHEN latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180
            THEN latitude END AS latitude,
          CASE WHEN latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180
            THEN longitude END AS longitude,
          CASE WHEN o.code IS NULL AND x.root IS NULL THEN coalesce(t.root, t.cameo) END
            AS unmapped,
          CASE WHEN NOT ({width}) THEN 'has ' || len(cells) || ' cells, not {_or(widths)}'
            WHEN t.event_date IS NULL THEN 'has no date that can be read'
            WHEN coalesce(t.source_id, '') = '' THEN 'has no id'
          END AS reason
        FROM typed t LEFT JOIN {country} a ON a.name = t.actor_country
        LEFT JOIN {country} r ON r.name = t.recipient_country
        LEFT JOIN crosswalk x ON x.code = t.cameo
        LEFT JOIN roots o ON o.name = t.root
        """,  # noqa: S608 - our own tables of columns
        [separator_between(format_)],
    )


_CUT = {
    "lines": "string_split(original, $1)",
    "csv": "string_split(original, $1)",
    "json": "[coalesce(original, $1)]",
}
"""How a row is cut into cells, by the shape of the format."""


def separator_between(format_: Format) -> str:
    """Tell what stands between the cells of a row as it is kept."""
    return CELLS if format_.shape == "csv" else format_.separator


def _or(numbers: Sequence[int]) -> str:
    return " or ".join(map(str, numbers)) if len(numbers) < 4 else f"{numbers[0]}-{numbers[-1]}"


_COLUMNS = (
    "source_id, event_date, date_precision, coalesce(known_on, event_date) AS known_on,"
    " actor_name, actor_code, actor_sectors, recipient_name, recipient_code, recipient_sectors,"
    " cameo, root, mode, context, quad_given, score_given, place, place_country, latitude,"
    " longitude, text, url, publisher, reports, deaths_low, deaths, deaths_high, line, original"
)
_FRESH = """
CREATE TEMP TABLE fresh AS
WITH last AS (
  SELECT max(line) AS line, source_id FROM checked WHERE reason IS NULL GROUP BY source_id),
there AS (SELECT source_id, hash(original) AS content FROM records WHERE format = $1)
SELECT last.line, last.source_id, t.source_id IS NOT NULL AS corrects
FROM last LEFT JOIN there t USING (source_id) LEFT JOIN checked c ON c.line = last.line
WHERE t.source_id IS NULL OR t.content <> hash(c.original)
"""
_INSERT = f"""
INSERT INTO records BY NAME SELECT {_COLUMNS}, $1 AS format, $2 AS load FROM checked
WHERE line IN (SELECT line FROM fresh) ORDER BY line
"""  # noqa: S608 - our own names


def _store(
    connection: duckdb.DuckDBPyConnection,
    member: Member,
    format_: Format,
    columns: tuple[str, ...],
    id_: str,
    now: datetime,
    notes: tuple[str, ...],
) -> LoadSummary:
    """Put the good rows among the records and the others among the rejects."""
    connection.execute(_FRESH, [format_.id])
    rejects = _rejects(connection, format_, id_)
    connection.execute(
        "DELETE FROM records WHERE format = ? AND source_id IN"
        " (SELECT source_id FROM fresh WHERE corrects)",
        [format_.id],
    )
    connection.execute(_INSERT, [format_.id, id_])
    (rows, good, distinct), (inserted, corrected) = (
        connection.execute(sql).fetchall()[0]
        for sql in (
            "SELECT (SELECT count(*) FROM staged), count(*), count(DISTINCT source_id)"
            " FROM checked WHERE reason IS NULL",
            "SELECT count(*) FILTER (NOT corrects), count(*) FILTER (corrects) FROM fresh",
        )
    )
    lost = _unreadable(connection) if format_.shape == "csv" else 0
    connection.execute(
        "INSERT INTO loads VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [id_, member.name, member.sha256, format_.id, list(columns), separator_between(format_),
         now, rows + lost, inserted, corrected, rows - good + lost],
    )  # fmt: skip
    unmapped = connection.execute(
        "SELECT unmapped, count(*) FROM checked WHERE reason IS NULL AND unmapped IS NOT NULL"
        " GROUP BY ALL ORDER BY 2 DESC, 1"
    ).fetchall()
    return LoadSummary(
        file=member.name,
        format=format_.id,
        rows=rows + lost,
        loaded=inserted,
        already_there=distinct - inserted - corrected,
        corrected=corrected,
        duplicates=good - distinct,
        rejected=rows - good + lost,
        rejects=rejects,
        unmapped=dict(unmapped),
        notes=notes,
    )


def _rejects(
    connection: duckdb.DuckDBPyConnection, format_: Format, id_: str
) -> tuple[RejectedRow, ...]:
    connection.execute(
        "INSERT INTO load_rejects SELECT ?, line, reason, original FROM checked"
        " WHERE reason IS NOT NULL ORDER BY line",
        [id_],
    )
    if format_.shape == "csv":
        connection.execute(
            "INSERT INTO load_rejects SELECT ?, line - 1, any_value(error_message),"
            " any_value(csv_line) FROM reject_errors GROUP BY line ORDER BY line",
            [id_],
        )
    found = connection.execute(
        "SELECT line, reason FROM load_rejects WHERE load = ? ORDER BY line LIMIT ?", [id_, SHOWN]
    ).fetchall()
    return tuple(RejectedRow(line, " ".join(reason.split())[:200]) for line, reason in found)


def _unreadable(connection: duckdb.DuckDBPyConnection) -> int:
    """Count the lines that DuckDB's reader itself gave up, and forget them."""
    count: int = connection.execute("SELECT count(DISTINCT line) FROM reject_errors").fetchall()[0][
        0
    ]
    connection.execute("DELETE FROM reject_errors")
    connection.execute("DELETE FROM reject_scans")
    return count
