"""What goes in comes out whole, once, and all of a batch or nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import duckdb
import msgspec
import pytest

from detente.errors import LedgerError
from detente.ledger import Ledger, SaveSummary
from detente.ledger.bulk import insert
from detente.ledger.rows import TABLES, flatten
from detente.records import Coder, Reading

from .samples import CODER, NOON, TEXT, event, reading


def newer(**changes: str) -> Coder:
    return msgspec.structs.replace(CODER, **changes)


def test_a_reading_comes_back_equal(tmp_path: Path) -> None:
    given = reading("d1", event(1), event(2, start="2022-01-19"))
    with Ledger.open(tmp_path / "l.duckdb") as ledger:
        assert ledger.save([given], available=NOON) == SaveSummary(1, 2, 0)
    with Ledger.open(tmp_path / "l.duckdb", read_only=True) as ledger:
        assert list(ledger.readings()) == [given]
        assert list(ledger.readings(["other"])) == []


def test_text_with_any_character_survives(tmp_path: Path) -> None:
    odd = 'quote " backslash \\ zero \x00 tab \t snow ☃ face 😀 {json: [null]}'
    given = reading()
    given = msgspec.structs.replace(
        given, document=msgspec.structs.replace(given.document, text=odd)
    )
    with Ledger.open(tmp_path / "l.duckdb") as ledger:
        ledger.save([given], available=NOON)
        assert [back.document.text for back in ledger.readings()] == [odd]
    with duckdb.connect(str(tmp_path / "l.duckdb")) as raw:
        assert raw.execute("SELECT text FROM documents").fetchall() == [(odd,)]


def test_every_field_of_an_event_row(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "l.duckdb") as ledger:
        ledger.save([reading("d1", event(1, start="2022-01-19"))], available=NOON)
        (row,) = ledger.events()
    at = TEXT.index("warned")
    assert msgspec.structs.asdict(row) == {
        "id": "d1:e1", "document": "d1", "known_on": date(2022, 1, 20), "sentence": 0,
        "root": "THREATEN", "mode": None, "context": ("military",), "quad": 3, "scale": -4.4,
        "status": "conditional", "certainty_low": 0.05, "certainty_high": 0.7,
        "actors": ("RUS",), "recipients": ("USA",), "actor_codes": ("RUS",),
        "recipient_codes": ("USA",), "reciprocal": False, "attribution": "named",
        "speaker": "FRA", "speaker_id": "FRA", "condition": "warned", "content": ("d1:e9",),
        "same_as": None, "time_start": date(2022, 1, 19), "time_end": date(2022, 1, 19),
        "time_precision": "day", "event_date": date(2022, 1, 19), "date_basis": "text",
        "published": "2022-01-20", "place": "Geneva", "place_country": "CHE",
        "anchor_start": at, "anchor_end": at + 6, "exact": "warned", "confidence": 0.812,
    }  # fmt: skip


def test_the_smaller_tables_hold_their_main_fields(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "l.duckdb") as ledger:
        ledger.save([reading()], available=NOON)
        assert ledger.counts() == {
            "documents": 1, "events": 0, "predictions": 1, "agenda": 1, "demands": 1, "signals": 1
        }  # fmt: skip
    with duckdb.connect(str(tmp_path / "l.duckdb")) as raw:
        got = {
            sql: raw.execute(f"SELECT {sql}").fetchall()[0]
            for sql in (
                "predictor_kind, subject, low, mid, high, horizon_end FROM predictions",
                "actors, time_start, status FROM agenda",
                "demanded_by, demanded_of, status FROM demands",
                "dyad_first, dyad_second, log_odds, log_odds_low, horizon_days FROM signals",
            )
        }
    assert list(got.values()) == [
        ("author", ["RUS", "USA"], 0.1, 0.2, 0.4, date(2022, 3, 1)),
        (["NATO", "RUS"], date(2022, 1, 28), "agreed"),
        (["RUS"], ["NATO"], "answer-due"),
        ("RUS", "USA", 0.4, 0.1, 30),
    ]


def test_saving_again_changes_nothing(tmp_path: Path) -> None:
    given = [reading("d1", event(1)), reading("d1", event(1)), reading("d2")]
    with Ledger.open(tmp_path / "l.duckdb") as ledger:
        assert ledger.save(given, available=NOON) == SaveSummary(2, 1, 1)
        before = ledger.documents()
        assert ledger.save(given, available=NOON) == SaveSummary(0, 0, 3)
        assert ledger.documents() == before


@pytest.mark.parametrize("change", [{"version": "0.2.0"}, {"tables": "t2"}, {"codebook": "p3"}])
def test_another_coder_replaces_and_keeps_the_first_availability(
    tmp_path: Path, change: dict[str, str]
) -> None:
    with Ledger.open(tmp_path / "l.duckdb") as ledger:
        ledger.save([reading("d1", event(1), event(2)), reading("d2", event(1, document="d2"))],
                    available=NOON)  # fmt: skip
        again = reading("d1", event(1, root="ACCUSE"), coder=newer(**change))
        done = ledger.save([again], available=NOON + timedelta(days=9))
        assert done == SaveSummary(1, 1, 0)
        assert [(row.id, row.root) for row in ledger.events()] == [
            ("d1:e1", "ACCUSE"),
            ("d2:e1", "THREATEN"),
        ]
        assert {row.available for row in ledger.documents()} == {datetime(2022, 1, 25, 12)}
        assert ledger.counts()["signals"] == 2


def test_an_order_of_models_is_no_other_coder(tmp_path: Path) -> None:
    turned = msgspec.structs.replace(CODER, models={"a": "1", "z": "9"})
    with Ledger.open(tmp_path / "l.duckdb") as ledger:
        ledger.save([reading()], available=NOON)
        assert ledger.save([reading(coder=turned)], available=NOON).already_there == 1


def test_a_bad_date_is_refused_and_the_batch_undone(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "l.duckdb") as ledger:
        ledger.save([reading("d1")], available=NOON)
        with pytest.raises(LedgerError, match="2022-13-01"):
            ledger.save([reading("d2"), reading("d3", published="2022-13-01")], available=NOON)
        assert ledger.counts()["documents"] == 1


def test_a_failed_insert_undoes_the_rows_before_it(tmp_path: Path) -> None:
    twice = reading("d2", event(1, document="d2"), event(1, document="d2"))
    with Ledger.open(tmp_path / "l.duckdb") as ledger:
        ledger.save([reading("d1")], available=NOON)
        with pytest.raises(LedgerError, match="d2:e1"):
            ledger.save([twice], available=NOON)
        assert ledger.counts()["documents"] == 1
        assert ledger.save([reading("d2")], available=NOON).documents == 1


def test_a_value_that_does_not_fit_is_refused_rather_than_lost(tmp_path: Path) -> None:
    (row,) = flatten(reading("d1", event(1)), datetime(2022, 1, 25))["events"]
    wrong = msgspec.structs.replace(row, time_start="soon")
    Ledger.open(tmp_path / "l.duckdb").close()
    with duckdb.connect(str(tmp_path / "l.duckdb")) as raw:
        with pytest.raises(duckdb.Error, match="soon"):
            insert(raw, "events", [wrong])
        insert(raw, "events", [row])


def test_whole_batches_before_an_error_stay(tmp_path: Path) -> None:
    def stream() -> Iterator[Reading]:
        yield from (reading(f"d{number}") for number in range(300))
        raise InterruptedError

    with Ledger.open(tmp_path / "l.duckdb") as ledger:
        with pytest.raises(InterruptedError):
            ledger.save(stream(), available=NOON)
        assert ledger.counts()["documents"] == 256
        resumed = ledger.save((reading(f"d{number}") for number in range(300)), available=NOON)
        assert resumed == SaveSummary(44, 0, 256)


def test_time_without_zone_and_read_only_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "l.duckdb"
    with Ledger.open(path) as ledger, pytest.raises(LedgerError, match="no time zone"):
        ledger.save([], available=datetime(2022, 1, 25))
    reader = Ledger.open(path, read_only=True)
    with reader as ledger, pytest.raises(LedgerError, match="reading only"):
        ledger.save([reading()], available=NOON)


def test_rows_and_tables_have_the_same_columns(tmp_path: Path) -> None:
    Ledger.open(tmp_path / "l.duckdb").close()
    with duckdb.connect(str(tmp_path / "l.duckdb")) as raw:
        columns: dict[str, set[str]] = {}
        for table, column in raw.execute(
            "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal"
        ).fetchall():
            columns.setdefault(table, set()).add(column)
    for table in ("meta", "loads", "load_rejects", "records"):
        del columns[table]
    assert columns == {table: set(row.__struct_fields__) for table, row in TABLES.items()}


KILLED = f"""
import sys
from pathlib import Path
from detente.ledger import Ledger
from detente.ledger.bulk import insert
from detente.ledger.rows import flatten
from {__package__}.samples import NOON, reading
ledger = Ledger.open(Path(sys.argv[1]))
ledger.save([reading("d1")], available=NOON)
ledger._connection.begin()
insert(ledger._connection, "documents", flatten(reading("d2"), NOON)["documents"])
print("written", ledger.counts()["documents"], flush=True)
sys.stdin.read()
"""


def test_a_kill_leaves_the_last_committed_state(tmp_path: Path) -> None:
    path = tmp_path / "l.duckdb"
    child = subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", KILLED, str(path)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with child:
        assert child.stdout is not None
        assert child.stdout.readline() == "written 2\n"
        with pytest.raises(LedgerError, match="another process") as refused:
            Ledger.open(path)
        assert refused.value.hint
        child.send_signal(signal.SIGKILL)
    assert child.returncode == -signal.SIGKILL
    with Ledger.open(path) as ledger:
        assert [row.id for row in ledger.documents()] == ["d1"]
        assert ledger.save([reading("d2")], available=NOON).documents == 1
