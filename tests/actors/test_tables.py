"""The tables load, say where a bad row is, and give facts that can be looked up elsewhere."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from detente.actors.rows import holds
from detente.actors.tables import Tables, load_tables, members, read_tables, state_on
from detente.errors import TableError

AGENTS = "text,sector,kind,source\n"


@pytest.fixture(scope="module")
def tables() -> Tables:
    return load_tables()


def _extra(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def test_shipped_tables_are_read_once() -> None:
    assert load_tables() is load_tables()


def test_every_table_is_filled(tables: Tables) -> None:
    assert len({state.code for state in tables.states}) >= 200
    assert len({body.id for body in tables.organisations}) >= 80
    assert len(tables.metonyms) >= 120
    assert len(tables.agents) >= 250
    assert len(tables.memberships) >= 300
    assert len(tables.offices) >= 1000


@pytest.mark.parametrize(
    ("code", "on", "cow_number", "gw", "name"),
    [
        ("SUN", date(1962, 10, 22), 365, 365, "Soviet Union"),
        ("RUS", date(2022, 1, 21), 365, 365, "Russia"),
        ("DEU", date(1962, 10, 22), 260, 260, "West Germany"),
        ("DEU", date(2022, 1, 21), 255, 260, "Germany"),
        ("DDR", date(1989, 11, 9), 265, 265, "East Germany"),
        ("YEM", date(1985, 1, 1), 678, 678, "North Yemen"),
        ("YEM", date(2015, 1, 1), 679, 678, "Yemen"),
        ("YUG", date(1999, 3, 24), 345, 345, "Yugoslavia"),
        ("SRB", date(2010, 1, 1), 345, 340, "Serbia"),
        ("KIR", date(2010, 1, 1), 946, 970, "Kiribati"),
        ("RVN", date(1968, 1, 30), 817, 817, "South Vietnam"),
    ],
)
def test_state_numbers(
    tables: Tables, code: str, on: date, cow_number: int, gw: int, name: str
) -> None:
    state = state_on(tables, code, on)
    assert state is not None
    assert (state.cow_number, state.gw, state.name) == (cow_number, gw, name)
    assert state.names[0] == name


@pytest.mark.parametrize(
    ("code", "on"),
    [("SUN", date(1991, 12, 26)), ("RUS", date(1991, 12, 25)), ("CSK", date(1993, 1, 1))],
)
def test_no_state_outside_its_dates(tables: Tables, code: str, on: date) -> None:
    assert state_on(tables, code, on) is None


def test_correlates_of_war_numbers_belong_to_one_state_at_a_time(tables: Tables) -> None:
    for year in range(1946, 2025):
        numbers = [
            state.cow_number
            for state in tables.states
            if state.cow_number and holds(state, date(year, 7, 1))
        ]
        assert len(numbers) == len(set(numbers)), year


@pytest.mark.parametrize(
    ("organisation", "on", "count"),
    [
        ("NATO", date(1949, 8, 24), 12),
        ("NATO", date(2022, 1, 21), 30),
        ("NATO", date(2024, 3, 7), 32),
        ("EU", date(1958, 1, 1), 6),
        ("EU", date(2013, 7, 1), 28),
        ("EU", date(2020, 2, 1), 27),
        ("WARSAW_PACT", date(1956, 1, 1), 8),
        ("WARSAW_PACT", date(1970, 1, 1), 7),
        ("WARSAW_PACT", date(1992, 1, 1), 0),
        ("ASEAN", date(1968, 1, 1), 5),
        ("ASEAN", date(2000, 1, 1), 10),
        ("G8", date(2013, 1, 1), 8),
        ("G8", date(2014, 3, 25), 0),
        ("LAS", date(2000, 1, 1), 22),
        ("P5", date(1946, 1, 1), 5),
        ("P5", date(1960, 1, 1), 5),
        ("P5", date(2022, 1, 1), 5),
        ("NORDIC", date(2022, 1, 1), 5),
        ("OAS", date(1995, 1, 1), 34),
        ("ECOWAS", date(2024, 1, 1), 15),
    ],
)
def test_number_of_members(tables: Tables, organisation: str, on: date, count: int) -> None:
    assert len(members(tables, organisation, on)) == count


def test_members_are_sorted_codes_of_that_day(tables: Tables) -> None:
    assert members(tables, "QUAD", date(2022, 1, 1)) == ("AUS", "IND", "JPN", "USA")
    assert "RUS" not in members(tables, "P5", date(1991, 12, 25))
    assert "RUS" in members(tables, "P5", date(1991, 12, 26))


def test_membership_falls_into_the_time_of_the_state(tables: Tables) -> None:
    """Some colonies and Soviet republics joined early, but none stayed on when they were gone."""
    for member in tables.memberships:
        last = member.end or tables.complete_through
        assert state_on(tables, member.code, last) is not None, member.where


def test_kremlin_changes_hands_with_the_state(tables: Tables) -> None:
    def owner(on: date) -> list[str]:
        return [m.code for m in tables.metonyms if m.text == "Kremlin" and holds(m, on)]

    assert owner(date(1991, 12, 25)) == ["SUN"]
    assert owner(date(1991, 12, 26)) == ["RUS"]


def test_extra_rows_are_added(tmp_path: Path, tables: Tables) -> None:
    extended = load_tables(_extra(tmp_path, agents=AGENTS + "zeppelin crew,MIL,military,own\n"))
    assert len(extended.agents) == len(tables.agents) + 1
    assert extended.states == tables.states
    assert extended.version != tables.version
    assert extended.agents[-1].where.endswith("agents.csv:2")


def test_extra_row_replaces_the_shipped_row_of_the_same_key(tmp_path: Path, tables: Tables) -> None:
    extended = load_tables(_extra(tmp_path, agents=AGENTS + "troops,UAF,group,own\n"))
    assert len(extended.agents) == len(tables.agents)
    assert [a.sector for a in extended.agents if a.text == "troops"] == ["UAF"]


def test_version_follows_content(tmp_path: Path) -> None:
    versions = []
    for sector in ("MIL", "GOV", "MIL"):
        extra = _extra(tmp_path, agents=f"{AGENTS}zeppelin crew,{sector},military,own\n")
        versions.append(load_tables(extra).version)
    assert versions[0] == versions[2] != versions[1]


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        (AGENTS + "troops,MIL,military,own\nfog,ARMY,military,own\n", 3, "sector"),
        (AGENTS + "fog,MIL,weather,own\n", 2, "kind"),
        (AGENTS + "fog,MIL,military\n", 2, "3 cells for 4 columns"),
        (AGENTS + "fog,MIL,military,own\n\n", 3, "0 cells for 4 columns"),
        ("word,sector,kind,source\n", 1, "columns"),
    ],
)
def test_malformed_row_is_named_by_file_and_line(
    tmp_path: Path, text: str, line: int, what: str
) -> None:
    with pytest.raises(TableError, match=what) as caught:
        load_tables(_extra(tmp_path, agents=text))
    assert str(caught.value.where).endswith(f"agents.csv:{line}")


def test_malformed_date_is_named_by_file_and_line(tmp_path: Path) -> None:
    rows = "organisation,code,start,end,source\nNATO,FRA,1949-02-30,,own\n"
    with pytest.raises(TableError, match="start") as caught:
        load_tables(_extra(tmp_path, memberships=rows))
    assert str(caught.value.where).endswith("memberships.csv:2")


def test_text_that_is_not_utf8_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "agents.csv").write_bytes(AGENTS.encode() + b"attach\xe9,GOV,person,own\n")
    with pytest.raises(TableError, match="UTF-8"):
        load_tables(tmp_path)


def test_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="no such folder"):
        load_tables(tmp_path / "absent")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[states]\n",
        "[states]\ncomplete_through = 'soon'\n",
        "[states\n",
        "[states]\nuntil = 1\n",
    ],
)
def test_coverage_must_be_stated(tmp_path: Path, text: str) -> None:
    (tmp_path / "tables.toml").write_text(text, encoding="utf-8")
    with pytest.raises(TableError) as caught:
        read_tables(tmp_path)
    assert caught.value.where == "tables.toml"


def test_complete_through_is_the_earliest_of_all(tmp_path: Path) -> None:
    text = "[a]\ncomplete_through = 2024-05-01\n[b]\ncomplete_through = 2023-01-02\n"
    (tmp_path / "tables.toml").write_text(text, encoding="utf-8")
    assert read_tables(tmp_path).complete_through == date(2023, 1, 2)
