"""Records and our own events out of the ledger, in a format's own columns, with a loss report.

Rows that came in the same format go out as they came in, cell for cell. Others are carried over
as far as the format has a place; what it has none for is counted by field.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, BinaryIO

import msgspec

from detente.codebook import load_crosswalk
from detente.errors import InputError
from detente.events.format import Format, fold
from detente.events.registry import FORMATS
from detente.ledger import Ledger

BATCH = 5000

Row = Mapping[str, Any]

TARGETS: Mapping[str, Mapping[str, str]] = {
    "icews": {
        "Event ID": "source_id",
        "Event Date": "event_date",
        "Source Name": "actor_name",
        "Source Sectors": "actor_sectors",
        "Source Country": "actor_code",
        "Event Text": "text",
        "CAMEO Code": "cameo",
        "Intensity": "score_given",
        "Target Name": "recipient_name",
        "Target Sectors": "recipient_sectors",
        "Target Country": "recipient_code",
        "Publisher": "publisher",
        "City": "place",
        "Country": "place_country",
        "Latitude": "latitude",
        "Longitude": "longitude",
    },
    "polecat": {
        "Event ID": "source_id",
        "Event Date": "event_date",
        "Event Type": "root",
        "Event Mode": "mode",
        "Intensity": "score_given",
        "Quad Code": "quad_given",
        "Contexts": "context",
        "Actor Name": "actor_name",
        "Actor Country": "actor_code",
        "Actor Sectors": "actor_sectors",
        "Recipient Name": "recipient_name",
        "Recipient Country": "recipient_code",
        "Recipient Sectors": "recipient_sectors",
        "Placename": "place",
        "Country": "place_country",
        "Latitude": "latitude",
        "Longitude": "longitude",
        "Source": "publisher",
    },
    "gdelt2": {
        "GLOBALEVENTID": "source_id",
        "SQLDATE": "day8",
        "MonthYear": "month6",
        "Year": "year4",
        "Actor1Name": "actor_name",
        "Actor1CountryCode": "actor_code",
        "Actor2Name": "recipient_name",
        "Actor2CountryCode": "recipient_code",
        "EventCode": "cameo",
        "EventRootCode": "cameo2",
        "QuadClass": "quad_given",
        "GoldsteinScale": "score_given",
        "NumArticles": "reports",
        "ActionGeo_FullName": "place",
        "ActionGeo_CountryCode": "place_country",
        "ActionGeo_Lat": "latitude",
        "ActionGeo_Long": "longitude",
        "SOURCEURL": "url",
    },
    "phoenix": {
        "EventID": "source_id",
        "Date": "day8",
        "Year": "year4",
        "Month": "month2",
        "Day": "day2",
        "SourceActorFull": "actor_name",
        "SourceActorEntity": "actor_code",
        "TargetActorFull": "recipient_name",
        "TargetActorEntity": "recipient_code",
        "EventCode": "cameo",
        "EventRootCode": "cameo2",
        "PentaClass": "quad_given",
        "GoldsteinScore": "score_given",
        "Lat": "latitude",
        "Lon": "longitude",
        "LocationName": "place",
        "CountryCode": "place_country",
        "URLs": "url",
        "NewsSources": "publisher",
    },
}
"""Which field of a record goes into which column, where the row came in another format."""

CARRIED = {
    "day8": "event_date", "month6": "event_date", "year4": "event_date", "month2": "event_date",
    "day2": "event_date", "cameo2": "cameo",
}  # fmt: skip
"""Fields that are made of another one."""

PLAIN = (
    "format", "source_id", "event_date", "date_precision", "known_on", "actor_name", "actor_code",
    "actor_sectors", "recipient_name", "recipient_code", "recipient_sectors", "cameo", "root",
    "mode", "context", "quad_given", "score_given", "place", "place_country", "latitude",
    "longitude", "text", "url", "publisher", "reports", "deaths_low", "deaths", "deaths_high",
)  # fmt: skip
"""Columns of the csv and parquet forms: all of a record but the row as it came."""

KINDS = (*TARGETS, "plover", "csv", "parquet")

_OWN = """
SELECT 'detente' AS format, id AS source_id, event_date, 'day' AS date_precision, known_on,
  array_to_string(actors, '; ') AS actor_name, actor_codes[1] AS actor_code,
  CAST([] AS TEXT[]) AS actor_sectors, array_to_string(recipients, '; ') AS recipient_name,
  recipient_codes[1] AS recipient_code, CAST([] AS TEXT[]) AS recipient_sectors,
  CAST(NULL AS TEXT) AS cameo, root, mode, context, CAST(quad AS TEXT) AS quad_given,
  scale AS score_given, place, place_country, CAST(NULL AS DOUBLE) AS latitude,
  CAST(NULL AS DOUBLE) AS longitude, exact AS text, CAST(NULL AS TEXT) AS url,
  CAST(NULL AS TEXT) AS publisher, CAST(NULL AS BIGINT) AS reports,
  CAST(NULL AS BIGINT) AS deaths_low, CAST(NULL AS BIGINT) AS deaths,
  CAST(NULL AS BIGINT) AS deaths_high, '' AS original, '' AS separator,
  CAST([] AS TEXT[]) AS columns,  CAST(0 AS BIGINT) AS line, status, attribution, speaker
FROM events WHERE event_date IS NOT NULL AND same_as IS NULL
"""
_FOREIGN = """
SELECT r.* EXCLUDE (load), l.columns, l.separator, 'actual' AS status,
  CAST(NULL AS TEXT) AS attribution, CAST(NULL AS TEXT) AS speaker
FROM records r JOIN loads l ON l.id = r.load
"""


class Export(msgspec.Struct, frozen=True):
    """What was written: rows, and how many values of each field the format had no place for."""

    rows: int
    lost: Mapping[str, int]


def export(
    ledger: Ledger,
    kind: str,
    stream: BinaryIO,
    *,
    source: str | None = None,
    since: date | None = None,
    until: date | None = None,
    as_of: date | None = None,
) -> Export:
    """Write records and our own events as `kind`, one of `KINDS` (but parquet, which is a file).

    `source` keeps one format ("detente" for what was read from documents). `since` and `until`
    bound the day of the event, `as_of` the day from which it may be known; all are inclusive.
    Raises InputError for another kind.
    """
    if kind not in KINDS or kind == "parquet":
        raise InputError(f"cannot write {kind!r}", hint=f"the formats are {', '.join(KINDS)}")
    lost: Counter[str] = Counter()
    write = {"csv": _write_plain, "plover": _write_plover}.get(kind, _write_rows)
    count = 0
    write_head(kind, stream)
    for batch in rows_of(ledger, source=source, since=since, until=until, as_of=as_of):
        count += len(batch)
        write(kind, batch, stream, lost)
    return Export(count, dict(sorted(lost.items())))


def export_parquet(
    ledger: Ledger,
    path: str,
    *,
    source: str | None = None,
    since: date | None = None,
    until: date | None = None,
    as_of: date | None = None,
) -> Export:
    """Write the plain columns to a Parquet file at `path`."""
    sql, values = _query(source, since, until, as_of)
    with ledger.querying() as connection:
        plain = f"SELECT {', '.join(PLAIN)} FROM ({sql})"  # noqa: S608 - our own names
        found = connection.sql(plain, params=values)
        found.write_parquet(path)
        return Export(len(found), {})


def rows_of(
    ledger: Ledger,
    *,
    source: str | None = None,
    since: date | None = None,
    until: date | None = None,
    as_of: date | None = None,
) -> Iterator[list[Row]]:
    """Give the rows in batches, by format, file and line, so that a file comes out in its order."""
    sql, values = _query(source, since, until, as_of)
    with ledger.querying() as connection:
        cursor = connection.execute(
            f"{sql} ORDER BY format, event_date, line, source_id" if source is None
            else f"{sql} ORDER BY line, event_date, source_id",
            values,
        )  # fmt: skip
        names = [column[0] for column in cursor.description or ()]
        while batch := cursor.fetchmany(BATCH):
            yield [dict(zip(names, row, strict=True)) for row in batch]


def _query(
    source: str | None, since: date | None, until: date | None, as_of: date | None
) -> tuple[str, list[object]]:
    return (
        f"SELECT * FROM ({_OWN} UNION ALL BY NAME {_FOREIGN})"  # noqa: S608 - our own names
        " WHERE ($1::TEXT IS NULL OR format = $1) AND ($2::DATE IS NULL OR event_date >= $2)"
        " AND ($3::DATE IS NULL OR event_date <= $3) AND ($4::DATE IS NULL OR known_on <= $4)",
        [source, since, until, as_of],
    )


def write_head(kind: str, stream: BinaryIO) -> None:
    """Write the header of a format that has one."""
    if kind == "csv":
        stream.write((",".join(PLAIN) + "\n").encode())
    elif kind in FORMATS and FORMATS[kind].header:
        stream.write(("\t".join(FORMATS[kind].columns) + "\n").encode())


def _write_rows(kind: str, rows: Sequence[Row], stream: BinaryIO, lost: Counter[str]) -> None:
    format_, carried = FORMATS[kind], TARGETS[kind]
    for row in rows:
        cells = (
            _as_given(format_, row, lost)
            if row["format"] == kind
            else _carried(format_, carried, row, lost)
        )
        stream.write("\t".join(cells).encode("utf-8") + b"\n")


def _as_given(format_: Format, row: Row, lost: Counter[str]) -> list[str]:
    """Put the cells of the row as it came under the format's own columns, in order."""
    names = [format_.aliases.get(fold(name), fold(name)) for name in row["columns"]]
    given = dict(zip(names, row["original"].split(row["separator"]), strict=False))
    own = [fold(name) for name in format_.columns]
    for name in set(given) - set(own):
        lost[f"column {name}"] += 1
    return [given.get(name, "") for name in own]


def _carried(
    format_: Format, carried: Mapping[str, str], row: Row, lost: Counter[str]
) -> list[str]:
    values = _values(row)
    placed = {CARRIED.get(field, field) for field in carried.values()}
    for field in PLAIN:
        if field not in placed and values.get(field) not in (None, "", [], "day", row["format"]):
            lost[field] += 1
    return [_cell(values.get(carried.get(column, ""))) for column in format_.columns]


def _values(row: Row) -> dict[str, Any]:
    """Give a row the values that are made of others; a root has its CAMEO root's code."""
    day: date = row["event_date"]
    cameo = row["cameo"] or _cameo_roots().get(row["root"] or "")
    return {
        **row,
        "cameo": cameo,
        "cameo2": cameo[:2] if cameo else None,
        "day8": f"{day:%Y%m%d}",
        "month6": f"{day:%Y%m}",
        "year4": f"{day:%Y}",
        "month2": f"{day:%m}",
        "day2": f"{day:%d}",
    }


@cache
def _cameo_roots() -> Mapping[str, str]:
    """The first two-digit CAMEO code of each PLOVER root."""
    rows = sorted(load_crosswalk().rows.items(), reverse=True)
    return {row.root: code for code, row in rows if len(code) == 2 and row.root}


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return " ".join(str(value).split())


def _write_plain(kind: str, rows: Sequence[Row], stream: BinaryIO, lost: Counter[str]) -> None:  # noqa: ARG001
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\n")
    for row in rows:
        table.writerow(
            ";".join(row[name]) if isinstance(row[name], list) else row[name] for name in PLAIN
        )
    stream.write(text.getvalue().encode("utf-8"))


def _write_plover(kind: str, rows: Sequence[Row], stream: BinaryIO, lost: Counter[str]) -> None:
    for row in rows:
        if row["format"] == kind:
            stream.write(row["original"].encode("utf-8") + b"\n")
            continue
        if row["root"] is None:
            lost["event without a PLOVER root"] += 1
            continue
        for field in ("cameo", "reports", "deaths_low", "deaths_high"):
            if row[field] is not None:
                lost[field] += 1
        stream.write(msgspec.json.encode(_plover(row)) + b"\n")


def _plover(row: Row) -> dict[str, object]:
    found: dict[str, object] = {
        "id": row["source_id"],
        "date": row["event_date"].isoformat(),
        "actor": [_entity(row, "actor")],
        "recipient": [_entity(row, "recipient")] if row["recipient_name"] else [],
        "event": [row["root"]],
        "mode": [row["mode"]] if row["mode"] else [],
        "context": row["context"],
        "quad_code": row["quad_given"],
        "event_scale": row["score_given"],
        "event_text": row["text"],
        "cite_info": {"url": row["url"], "publication": row["publisher"]},
    }
    if row["place"] or row["place_country"]:
        found["event_loc"] = {
            "extracted_place": row["place"],
            "country": row["place_country"],
            "lat": row["latitude"],
            "lon": row["longitude"],
        }
    if row["deaths"] is not None:
        found["dead"] = row["deaths"]
    if row["status"] != "actual":
        found["comment"] = f"status: {row['status']}"
    return found


def _entity(row: Row, side: str) -> dict[str, object]:
    return {
        "code": row[f"{side}_code"],
        "entity_text": row[f"{side}_name"],
        "sector": "; ".join(row[f"{side}_sectors"]) or None,
    }
