"""Each format is recognised and its fields land where they belong."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from detente.errors import InputError
from detente.events import load
from detente.ledger import Ledger

from .conftest import NOW, Load, Rows
from .samples import ACLED, GDELT, ICEWS, PHOENIX, POLECAT, UCDP, line, table


def test_icews(put: Load, rows: Rows) -> None:
    summary = put(table("icews", ICEWS, {**ICEWS, "Event Date": "3/5/2019"}))
    assert (summary.format, summary.loaded) == ("icews", 2)
    first, second = rows()
    assert first["source_id"] == "7001:2019-03-04"
    assert second["event_date"] == date(2019, 3, 5)
    assert (first["actor_code"], first["recipient_code"]) == ("NOR", "CHL")
    assert first["actor_sectors"] == ["Executive", "Foreign Ministry", "Government"]
    assert (first["cameo"], first["root"], first["score_given"]) == ("040", "CONSULT", 1.0)
    assert first["recipient_sectors"] == []


def test_polecat_is_read_by_name(put: Load, rows: Rows) -> None:
    columns = ["Headline", *reversed(list(POLECAT))]
    values = {**POLECAT, "Headline": "Words about it"}
    text = "\t".join(c.replace("Intensity", "Event Intensity") for c in columns) + "\n"
    text += "\t".join(values[c] for c in columns) + "\t\t\n"
    assert put(text).format == "polecat"
    (row,) = rows()
    assert (row["root"], row["mode"]) == ("COERCE", "restrict")
    assert row["context"] == ["diplomatic", "economic"]
    assert (row["recipient_name"], row["recipient_code"]) == (None, None)
    assert row["quad_given"] == "MATERIAL CONFLICT"
    assert row["score_given"] == -7.0
    assert row["known_on"] == date(2021, 2, 5)
    assert row["text"] == "Words about it"


def test_gdelt_scores_are_read_and_not_computed(put: Load, rows: Rows) -> None:
    assert put(line("gdelt2", GDELT) + "\n").format == "gdelt2"
    (row,) = rows()
    assert (row["root"], row["quad_given"], row["score_given"]) == ("PROTEST", "3", -7.5)
    assert (row["actor_code"], row["recipient_code"]) == ("JPN", "ROU")
    assert (row["event_date"], row["known_on"]) == (date(2019, 1, 5), date(2019, 1, 6))
    assert row["actor_sectors"] == ["GOV"]


def test_gdelt_of_62_columns(put: Load, rows: Rows) -> None:
    cells = line("gdelt2", GDELT).split("\t")
    cells.insert(27, "Protest violently")
    assert put("\t".join(cells) + "\n").format == "gdelt2"
    (row,) = rows()
    assert (row["quad_given"], row["url"]) == ("3", "https://news.example/1")


def test_gdelt_1_with_and_without_address(put: Load, rows: Rows) -> None:
    full = line("gdelt1", GDELT, GLOBALEVENTID="900002")
    short = line("gdelt1", {**GDELT, "SOURCEURL": ""}).rsplit("\t", 1)[0]
    assert put(f"{full}\n{short}\n").format == "gdelt1"
    assert [row["url"] for row in rows()] == [None, "https://news.example/1"]


def test_gdelt_mentions(put: Load, rows: Rows) -> None:
    cells = ["900001", "20190105000000", "20190106101500", "1", "news.example", "https://x.example"]
    summary = put("\t".join([*cells, "3", *["-1"] * 3, "1", "60", "2000", "-2.5", "", ""]) + "\n")
    assert summary.format == "gdelt-mentions"
    (row,) = rows()
    assert row["source_id"] == "900001:20190106101500:https://x.example:3"
    assert (row["publisher"], row["root"]) == ("news.example", None)


def test_phoenix(put: Load, rows: Rows) -> None:
    assert put(line("phoenix", PHOENIX) + "\n").format == "phoenix"
    (row,) = rows()
    assert (row["actor_code"], row["recipient_code"]) == ("KEN", "TZA")
    assert (row["quad_given"], row["score_given"]) == ("3", -6.5)
    assert row["latitude"] is None


@pytest.mark.parametrize("url", ["", "\thttps://news.example/3"])
def test_petrarch_with_and_without_address(put: Load, rows: Rows, url: str) -> None:
    text = f"20160102\tKENGOV\tTZA\t042\tID,1;\t12_3{url}\tmade-up wire\n"
    assert put(text).format == "petrarch2"
    (row,) = rows()
    assert (row["actor_code"], row["actor_sectors"]) == ("KEN", ["GOV"])
    assert row["root"] == "CONSULT"
    assert row["publisher"] == "made-up wire"
    assert bool(row["url"]) is bool(url)


def test_plover_of_both_ages(put: Load, rows: Rows) -> None:
    new = {
        "id": "n1",
        "date": "2020-02-03",
        "actor": [{"code": "BOL", "entity_text": "Bolivia", "sector": "GOV"}],
        "recipient": [{"country_name": "PRY"}],
        "event": ["THREATEN"],
        "mode": ["restrict"],
        "context": ["economic", "diplomatic"],
        "quad_code": 3,
    }
    assert put(json.dumps(new) + "\n", "new.jsonl").format == "plover"
    old = [
        {"DOCUMENT": "a note"},
        {
            "id": "o1",
            "date": "2000-01-01",
            "source": [{"actorText": "Chad", "code": "TCD"}],
            "target": "",
            "event": "DEMAND",
            "mode": "",
            "context": "diplomatic, military",
        },
    ]
    assert put(json.dumps(old), "old.json").rows == 1
    first, second = rows()
    assert (first["actor_code"], first["root"], first["mode"]) == ("TCD", "REQUEST", None)
    assert first["context"] == ["diplomatic", "military"]
    assert (second["actor_code"], second["recipient_code"]) == ("BOL", "PRY")
    assert second["context"] == ["economic", "diplomatic"]


def test_acled(put: Load, rows: Rows) -> None:
    text = "\ufeff" + table("acled", ACLED, {**ACLED, "event_id_cnty": "XYZ13", "latitude": "NaN"})
    assert put(text, "acled.csv").format == "acled"
    first, second = rows()
    assert first["event_date"] == date(2025, 5, 16)
    assert first["known_on"] == date(2025, 5, 20)
    assert first["recipient_name"] == "Another, Militia"
    assert first["text"] == 'Battles: Armed clash: A clash that was called "short".'
    assert (first["deaths"], first["root"]) == (3, None)
    assert (second["latitude"], second["longitude"]) == (None, None)


def test_ucdp_keeps_its_estimates_and_drops_false_pins(put: Load, rows: Rows) -> None:
    sure = {**UCDP, "id": "10", "where_prec": "1", "gwnob": ""}
    assert put(table("ucdp", UCDP, sure), "ged.csv").format == "ucdp"
    second, first = rows()
    assert (first["deaths_low"], first["deaths"], first["deaths_high"]) == (2, 4, 9)
    assert (first["actor_code"], first["recipient_code"]) == ("PER", "CHL")
    assert first["latitude"] is None
    assert first["date_precision"] == "month"
    assert second["latitude"] == -18.0
    assert second["recipient_code"] is None


def test_what_nothing_fits_is_refused(put: Load) -> None:
    with pytest.raises(InputError, match="not recognised"):
        put("some words\nand some more\n")
    with pytest.raises(InputError, match="is empty"):
        put("\n\n")
    with pytest.raises(InputError, match="no format 'gdelt9'"):
        put("x", format_="gdelt9")


DATA = Path(__file__).parents[3] / "shared" / "data" / "formats"


@pytest.mark.skipif(not DATA.is_dir(), reason="the folder of sample files is not here")
def test_real_files_load_whole(ledger: Ledger) -> None:
    for path in sorted(DATA.iterdir()):
        given = path.read_bytes().count(b"\n")
        (summary,) = load(ledger, path, now=NOW)
        header = summary.format in ("icews", "gdelt-table")
        assert summary.rows == summary.loaded == given - header, path.name
        assert not summary.rejected
