"""Each kind of fault is planted and found; the shipped tables have none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest

from detente.actors.lint import lint
from detente.actors.rows import Office
from detente.actors.tables import Tables, load_tables, read_tables

HEADERS = {
    "states": "code,name,cow,cow_number,gw,start,end,names,adjectives,people,capitals,"
    "successors,source",
    "metonyms": "text,code,organisation,sector,kind,start,end,source",
    "organisations": "id,code,name,names,sector,kind,start,end,source",
    "memberships": "organisation,code,start,end,source",
    "agents": "text,sector,kind,source",
    "offices": "person,names,code,organisation,role,sector,start,end,source",
}
SOUND = {
    "states": [
        "AAA,Aland,AAA,1,1,1900-01-01,,Old Aland,Alandic,Alanders,Port A,,own",
        "BBB,Bland,BBB,2,2,1900-01-01,1990-12-31,,Blandish,Blanders,Port B,CCC,own",
        "CCC,New Bland,BBB,2,2,1991-01-01,,Bland,Blandish,Blanders,Port B,,own",
    ],
    "metonyms": [
        "Red Palace,BBB,,GOV,place,,1990-12-31,own",
        "Red Palace,CCC,,GOV,place,1991-01-01,,own",
    ],
    "organisations": ["PACT,IGO,The Pact,,,organisation,,,own", "TWO,---,Big Two,,,group,,,own"],
    "memberships": ["TWO,AAA,,,own", "PACT,AAA,1950-01-01,1960-12-31,own"],
    "agents": ["troops,MIL,military,own"],
    "offices": [
        "Ann Ant,Ant,AAA,,president,GOV,1990-01-01,1995-01-01,own",
        "Ben Bat,Bat,AAA,,president,GOV,1995-01-01,,own",
        "Cy Cat,Cat,AAA,,deputy foreign minister,GOV,1990-01-01,,own",
        "Di Dog,Dog,AAA,,deputy foreign minister,GOV,1991-01-01,,own",
    ],
}


def _tables(folder: Path, table: str = "", row: str = "") -> Tables:
    """The sound tables with one more row at the end of one of them."""
    (folder / "tables.toml").write_text("[a]\ncomplete_through = 2024-01-01\n", encoding="utf-8")
    for name, header in HEADERS.items():
        rows = [header, *SOUND[name], *([row] if name == table else [])]
        (folder / f"{name}.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return read_tables(folder)


def test_sound_tables_have_no_fault(tmp_path: Path) -> None:
    assert lint(_tables(tmp_path)) == []


def test_shipped_tables_have_no_fault() -> None:
    assert lint(load_tables()) == []


@pytest.mark.parametrize(
    ("table", "row", "fault"),
    [
        ("metonyms", "Hut,AAA,,GOV,place,2000-01-02,2000-01-01,own", "before its start"),
        ("offices", "Ed Eel,Eel,AAA,,king,GOV,2000-01-02,2000-01-01,own", "before its start"),
        ("states", "DDD,Dland,,,,2000-01-02,2000-01-01,,,,,,own", "before its start"),
        ("agents", "fog,MIL,military,", "no source"),
        ("memberships", "PACT,BBB,1950-01-01,,", "no source"),
        ("agents", "troops,GOV,person,own", "same key as agents.csv:2"),
        ("metonyms", "Hut,QQQ,,GOV,place,,,own", "unknown code 'QQQ'"),
        ("organisations", "X,QQQ,Xs,,,organisation,,,own", "unknown code 'QQQ'"),
        ("offices", "Ed Eel,Eel,QQQ,,king,GOV,,,own", "unknown code 'QQQ'"),
        ("memberships", "PACT,IGO,,,own", "unknown state 'IGO'"),
        ("states", "DDD,Dland,,,,,,,,,,QQQ,own", "unknown successor 'QQQ'"),
        ("memberships", "CLUB,BBB,,,own", "unknown organisation 'CLUB'"),
        ("metonyms", "Hut,IGO,CLUB,GOV,place,,,own", "unknown organisation 'CLUB'"),
        ("offices", "Ed Eel,Eel,IGO,CLUB,chief,GOV,,,own", "unknown organisation 'CLUB'"),
        ("organisations", "TEN,---,Big Ten,,,group,,,own", "has no members"),
        ("states", "DDD,Aland,,,,1950-01-01,1951-01-01,,,,,,own", "'Aland' means something else"),
        ("states", "DDD,Dland,,,,,,,Alandic,,,,own", "'Alandic' means something else"),
        ("metonyms", "Red Palace,AAA,,GOV,place,1990-12-31,1990-12-31,own", "means something else"),
        ("organisations", "X,IGO,X,The Pact,,organisation,,,own", "means something else"),
        ("states", "AAA,Aland,,,,1950-01-01,,,,,,,own", "overlaps in time with states.csv:2"),
        ("organisations", "PACT,IGO,P,,,organisation,1999-01-01,,own", "overlaps in time"),
        ("memberships", "PACT,AAA,1960-12-31,,own", "overlaps in time with memberships.csv:3"),
        ("offices", "Ed Eel,Eel,AAA,,president,GOV,1994-12-31,1995-01-02,own", "with Ann Ant"),
    ],
)
def test_planted_fault_is_named_by_file_and_line(
    tmp_path: Path, table: str, row: str, fault: str
) -> None:
    faults = lint(_tables(tmp_path, table, row))
    where = f"{table}.csv:{len(SOUND[table]) + 2}: "
    assert any(fault in line for line in faults)
    assert all(line.startswith(where) for line in faults)


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("offices", "Ed Eel,Eel,AAA,,president,GOV,,1990-01-01,own"),
        ("offices", "Ed Eel,Eel,AAA,,special envoy,GOV,1990-01-01,,own"),
        ("states", "DDD,Bland,,,,1800-01-01,1899-12-31,,,,,,own"),
        ("memberships", "PACT,AAA,1961-01-01,,own"),
        ("metonyms", "Aland,BBB,,GOV,place,,,own"),
    ],
)
def test_what_looks_like_a_fault_but_is_none(tmp_path: Path, table: str, row: str) -> None:
    assert lint(_tables(tmp_path, table, row)) == []


def test_each_row_is_reported_once_however_many_it_overlaps() -> None:
    start = date(2000, 1, 1)
    rows = tuple(
        Office(
            f"P{n}", (f"P{n}",), "USA", None, "mayor", "GOV", start, None, "recalled", where="x:1"
        )
        for n in range(2000)
    )
    tables = msgspec.structs.replace(load_tables(), offices=rows)
    assert sum("together with" in fault for fault in lint(tables)) == len(rows) - 1
