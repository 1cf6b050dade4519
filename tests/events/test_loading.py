"""Broken files: what is good is loaded, the rest is listed with row and reason; nothing twice."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from detente.errors import InputError, LedgerError
from detente.events import LoadSummary, load
from detente.ledger import Ledger

from .conftest import NOW, Load, Rows
from .samples import ACLED, GDELT, ICEWS, line, table


def many(count: int, **changes: str) -> list[str]:
    return [line("gdelt2", GDELT, GLOBALEVENTID=str(n), **changes) for n in range(count)]


def accounted(summary: LoadSummary) -> bool:
    parts = (summary.loaded, summary.already_there, summary.corrected)
    return summary.rows == sum(parts) + summary.duplicates + summary.rejected


def test_loading_twice_changes_nothing(put: Load, rows: Rows) -> None:
    text = "\n".join(many(20)) + "\n"
    first, again = put(text), put(text)
    assert (first.loaded, again.loaded, again.already_there) == (20, 0, 20)
    assert "loaded before" in again.notes[0]
    more = put("\n".join(many(25)) + "\n", "more.txt")
    assert (more.loaded, more.already_there) == (5, 20)
    assert len(rows()) == 25
    assert all(map(accounted, (first, again, more)))


def test_a_corrected_row_takes_the_place_of_the_old_one(put: Load, rows: Rows) -> None:
    put(table("acled", ACLED), "one.csv")
    summary = put(table("acled", {**ACLED, "fatalities": "5"}), "two.csv")
    assert (summary.loaded, summary.corrected) == (0, 1)
    assert [row["deaths"] for row in rows()] == [5]


def test_an_id_seen_twice_counts_once_and_the_later_row_holds(put: Load, rows: Rows) -> None:
    summary = put(table("icews", ICEWS, ICEWS, {**ICEWS, "Intensity": "2"}))
    assert (summary.loaded, summary.duplicates) == (1, 2)
    assert rows()[0]["score_given"] == 2.0
    assert accounted(summary)


def test_one_bad_row_in_a_hundred_is_listed(put: Load) -> None:
    lines = many(100)
    lines[41] = "\t".join(lines[41].split("\t")[:30])
    lines[42] = "shifted\t" + lines[42]
    lines[43] = lines[43].replace("20190105", "sometime", 1)
    lines[44] = "\t" + lines[44].split("\t", 1)[1]
    summary = put("\n".join(lines) + "\n")
    assert (summary.rows, summary.loaded, summary.rejected) == (100, 96, 4)
    assert [(row.line, row.reason) for row in summary.rejects] == [
        (42, "has 30 cells, not 61 or 62"),
        (43, "has no date that can be read"),
        (44, "has no date that can be read"),
        (45, "has no id"),
    ]


def test_words_and_nan_are_no_numbers(put: Load, rows: Rows) -> None:
    wrong = {"GoldsteinScale": "minus two", "ActionGeo_Lat": "NaN", "NumArticles": "a dozen"}
    put(line("gdelt2", GDELT, **wrong) + "\n")
    (row,) = rows()
    assert row["score_given"] is row["latitude"] is row["longitude"] is row["reports"] is None
    assert row["original"].split("\t")[30] == "minus two"


@pytest.mark.parametrize("latitude", ["91", "-1000", "inf"])
def test_coordinates_off_the_globe_are_none(put: Load, rows: Rows, latitude: str) -> None:
    put(table("icews", {**ICEWS, "Latitude": latitude}))
    assert rows()[0]["longitude"] is None


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_other_systems(put: Load, rows: Rows, end: str) -> None:
    assert put(table("icews", ICEWS).replace("\n", end)).loaded == 1
    assert rows()[0]["longitude"] == 10.75


def test_encodings_and_nulls_are_mended_and_told(put: Load, rows: Rows) -> None:
    latin = table("icews", {**ICEWS, "City": "Tromsø"}).encode("latin-1")
    other = table("icews", {**ICEWS, "Event ID": "7002", "City": "Bodø\0"}).split("\n", 1)[1]
    summary = put(latin + other.encode("utf-8"))
    assert [row["place"] for row in rows()] == ["Tromsø", "Bodø"]
    assert "1 lines that are not UTF-8" in summary.notes[0]
    assert "1 null characters" in summary.notes[1]


def test_gzip_and_zip(ledger: Ledger, put: Load, tmp_path: Path) -> None:
    text = ("\n".join(many(5)) + "\n").encode()
    assert put(gzip.compress(text), "x.CSV.gz").loaded == 5
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.CSV", text)
        archive.writestr("b.tab", table("icews", ICEWS))
    path = tmp_path / "two.zip"
    path.write_bytes(packed.getvalue())
    first, second = load(ledger, path, now=NOW)
    assert (first.file, first.already_there) == ("two.zip:a.CSV", 5)
    assert (second.file, second.loaded) == ("two.zip:b.tab", 1)


def test_a_gzip_that_breaks_off_gives_what_came_before(put: Load) -> None:
    whole = gzip.compress(("\n".join(many(3000)) + "\n").encode())
    summary = put(whole[: len(whole) // 2], "x.gz")
    assert 100 < summary.loaded < 3000
    assert "breaks off" in summary.notes[-1]


def test_a_broken_zip_is_refused(put: Load) -> None:
    with pytest.raises(InputError, match="no whole zip"):
        put(b"PK\x03\x04 and nothing more", "x.zip")


def test_codes_without_a_place_in_plover_are_counted(put: Load, rows: Rows) -> None:
    codes = ("010", "13y", "13y", "190")
    text = table(
        "icews",
        *({**ICEWS, "Event ID": str(i), "CAMEO Code": code} for i, code in enumerate(codes)),
    )
    assert put(text).unmapped == {"13y": 2, "010": 1}
    assert [row["root"] for row in rows()] == [None, None, None, "ASSAULT"]


def test_a_ledger_for_reading_takes_nothing(tmp_path: Path, put: Load, ledger: Ledger) -> None:
    put(table("icews", ICEWS))
    ledger.close()
    with (
        Ledger.open(tmp_path / "events.duckdb", read_only=True) as reader,
        pytest.raises(LedgerError, match="reading only"),
    ):
        load(reader, tmp_path / "file.txt", now=NOW)


def test_a_file_that_is_not_there(ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        load(ledger, tmp_path / "none.tab", now=NOW)
