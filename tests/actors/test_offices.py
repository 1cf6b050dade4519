"""The table of office holders: its form, and who held what on a given day."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

TABLE = Path(__file__).parents[2] / "src" / "detente" / "actors" / "data" / "offices.csv"
COLUMNS = ["person", "names", "code", "organisation", "role", "sector", "start", "end", "source"]
SECTORS = {
    *("COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS"),
    *("CRM", "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC"),
}
SOURCES = {"reign", "archigos", "recalled"}
ORGANISATION_CODES = {"UN": "UNO", "EU": "EUR", "NATO": "IGO", "IAEA": "IGO", "OSCE": "IGO"}
SHARED_ROLES = {
    "assistant secretary of state",
    "co-prime minister",
    "deputy chief of staff",
    "deputy defence minister",
    "deputy foreign minister",
    "deputy prime minister",
    "deputy secretary-general of the external action service",
    "deputy un ambassador",
    "first deputy premier",
    "foreign ministry spokesperson",
    "presidential adviser",
    "presidential aide",
    "special envoy",
    "under secretary of state",
    "vice chairman of the central committee",
}
LAST_DAY = {"SUN": "1991-12-25", "DDR": "1990-10-02", "CSK": "1992-12-31", "RVN": "1975-04-30"}

Row = dict[str, str]


def load() -> list[Row]:
    with TABLE.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


ROWS = load()


def holders(code: str, role: str, day: str, organisation: str = "") -> set[str]:
    return {row["person"] for row in on_day(day) if key(row) == (code, organisation, role)}


def offices(name: str, day: str) -> set[tuple[str, str]]:
    """Every (code, role) held on that day by anybody who goes by this name."""
    return {
        (row["code"], row["role"])
        for row in on_day(day)
        if name == row["person"] or name in row["names"].split("|")
    }


def on_day(day: str) -> Iterator[Row]:
    return (row for row in ROWS if row["start"] <= day <= (row["end"] or "9999-12-31"))


def key(row: Row) -> tuple[str, str, str]:
    return row["code"], row["organisation"], row["role"]


def label(row: Row) -> str:
    return f"{row['code']} {row['role']} {row['person']} {row['start']}"


def test_columns_and_size() -> None:
    with TABLE.open(encoding="utf-8", newline="") as stream:
        lines = list(csv.reader(stream))
    assert lines[0] == COLUMNS
    assert [line for line in lines if len(line) != len(COLUMNS)] == []
    assert len(ROWS) >= 3500
    assert len({row["code"] for row in ROWS}) >= 190


def test_dates_are_iso_and_in_order() -> None:
    for row in ROWS:
        start = date.fromisoformat(row["start"])
        assert not row["end"] or date.fromisoformat(row["end"]) >= start, label(row)


def test_closed_vocabularies() -> None:
    assert {row["sector"] for row in ROWS} <= SECTORS
    assert {row["source"] for row in ROWS} == SOURCES | {"recalled, year only"}
    assert [label(row) for row in ROWS if not re.fullmatch(r"[A-Z]{3}", row["code"])] == []
    assert [label(row) for row in ROWS if row["role"] != row["role"].lower().strip()] == []


@pytest.mark.parametrize("organisation", sorted(ORGANISATION_CODES))
def test_organisations_carry_their_code(organisation: str) -> None:
    codes = {row["code"] for row in ROWS if row["organisation"] == organisation}
    assert codes == {ORGANISATION_CODES[organisation]}


def test_names_are_clean() -> None:
    for row in ROWS:
        names = row["names"].split("|") if row["names"] else []
        assert len(names) == len(set(names)), label(row)
        assert row["person"] not in names, label(row)
        assert all(name == name.strip() and len(name) > 1 for name in [row["person"], *names])


def test_no_row_twice() -> None:
    keys = [(row["person"], *key(row), row["start"]) for row in ROWS]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("code", sorted(LAST_DAY))
def test_nobody_holds_office_in_a_state_that_is_gone(code: str) -> None:
    late = [row for row in ROWS if row["code"] == code and not "" < row["end"] <= LAST_DAY[code]]
    assert [label(row) for row in late] == []


@pytest.mark.parametrize(
    ("code", "role", "day", "person"),
    [
        ("USA", "president", "1962-10-22", "John F. Kennedy"),
        ("USA", "president", "1990-08-02", "George H. W. Bush"),
        ("USA", "president", "2003-03-20", "George W. Bush"),
        ("USA", "president", "2021-01-19", "Donald Trump"),
        ("USA", "president", "2021-01-20", "Joe Biden"),
        ("USA", "secretary of state", "1962-10-22", "Dean Rusk"),
        ("USA", "secretary of state", "2015-07-14", "John Kerry"),
        ("USA", "secretary of state", "2018-06-12", "Mike Pompeo"),
        ("USA", "secretary of state", "2022-01-21", "Antony Blinken"),
        ("USA", "secretary of defense", "1962-10-22", "Robert McNamara"),
        ("USA", "secretary of defense", "2018-06-12", "Jim Mattis"),
        ("USA", "national security adviser", "1962-10-22", "McGeorge Bundy"),
        ("USA", "national security adviser", "2018-06-12", "John Bolton"),
        ("USA", "un ambassador", "1962-10-25", "Adlai Stevenson"),
        ("USA", "un ambassador", "2017-09-03", "Nikki Haley"),
        ("USA", "cia director", "1962-10-16", "John McCone"),
        ("USA", "white house press secretary", "2022-01-25", "Jen Psaki"),
        ("USA", "state department spokesperson", "2022-02-03", "Ned Price"),
        ("USA", "pentagon spokesperson", "2022-01-24", "John Kirby"),
        ("USA", "chairman of the joint chiefs of staff", "2022-01-28", "Mark Milley"),
        ("SUN", "first secretary", "1962-10-28", "Nikita Khrushchev"),
        ("SUN", "premier", "1962-10-28", "Nikita Khrushchev"),
        ("SUN", "foreign minister", "1962-10-18", "Andrei Gromyko"),
        ("SUN", "defence minister", "1962-10-18", "Rodion Malinovsky"),
        ("SUN", "ambassador to the united states", "1962-10-27", "Anatoly Dobrynin"),
        ("SUN", "un ambassador", "1962-10-25", "Valerian Zorin"),
        ("SUN", "general secretary", "1986-10-11", "Mikhail Gorbachev"),
        ("RUS", "president", "2022-02-24", "Vladimir Putin"),
        ("RUS", "foreign minister", "2022-01-21", "Sergei Lavrov"),
        ("RUS", "defence minister", "2022-02-24", "Sergei Shoigu"),
        ("RUS", "presidential spokesperson", "2022-01-26", "Dmitry Peskov"),
        ("RUS", "foreign ministry spokesperson", "2022-02-16", "Maria Zakharova"),
        ("RUS", "chief of the general staff", "2022-02-24", "Valery Gerasimov"),
        ("CUB", "prime minister", "1962-10-26", "Fidel Castro"),
        ("CUB", "president", "1962-10-08", "Osvaldo Dorticós"),
        ("CUB", "foreign minister", "1962-10-08", "Raúl Roa"),
        ("CHN", "president", "2018-03-26", "Xi Jinping"),
        ("CHN", "premier", "1972-02-21", "Zhou Enlai"),
        ("GBR", "prime minister", "1962-10-22", "Harold Macmillan"),
        ("GBR", "prime minister", "2018-03-12", "Theresa May"),
        ("GBR", "foreign secretary", "2022-02-10", "Liz Truss"),
        ("GBR", "defence secretary", "2022-02-11", "Ben Wallace"),
        ("FRA", "president", "1962-10-22", "Charles de Gaulle"),
        ("FRA", "president", "2022-02-07", "Emmanuel Macron"),
        ("DEU", "chancellor", "2021-12-07", "Angela Merkel"),
        ("DEU", "chancellor", "2022-02-15", "Olaf Scholz"),
        ("DEU", "foreign minister", "2022-01-18", "Annalena Baerbock"),
        ("UKR", "president", "2022-02-12", "Volodymyr Zelensky"),
        ("UKR", "foreign minister", "2022-02-12", "Dmytro Kuleba"),
        ("PRK", "supreme leader", "2018-06-12", "Kim Jong-un"),
        ("PRK", "foreign minister", "2018-06-12", "Ri Yong-ho"),
        ("PRK", "vice department director", "2018-02-10", "Kim Yo-jong"),
        ("KOR", "president", "2018-04-27", "Moon Jae-in"),
        ("KOR", "foreign minister", "2018-04-27", "Kang Kyung-wha"),
        ("KOR", "intelligence director", "2018-03-05", "Suh Hoon"),
        ("JPN", "prime minister", "2018-04-17", "Shinzo Abe"),
        ("JPN", "foreign minister", "2018-04-17", "Taro Kono"),
        ("IRN", "supreme leader", "2015-07-14", "Ali Khamenei"),
        ("IRN", "foreign minister", "2015-07-14", "Mohammad Javad Zarif"),
        ("ISR", "prime minister", "1967-06-05", "Levi Eshkol"),
        ("ISR", "prime minister", "2021-12-01", "Naftali Bennett"),
        ("IND", "prime minister", "1962-10-20", "Jawaharlal Nehru"),
        ("PAK", "president", "1999-07-04", "Rafiq Tarar"),
        ("TUR", "foreign minister", "2020-07-01", "Mevlüt Çavuşoğlu"),
        ("EGY", "president", "1973-10-06", "Anwar Sadat"),
        ("IRQ", "president", "1990-08-02", "Saddam Hussein"),
        ("YUG", "president", "1999-03-24", "Slobodan Milošević"),
        ("ARG", "president", "1982-04-02", "Leopoldo Galtieri"),
        ("VNM", "president", "1964-08-02", "Ho Chi Minh"),
    ],
)
def test_who_held_it_on_that_day(code: str, role: str, day: str, person: str) -> None:
    assert person in holders(code, role, day)


@pytest.mark.parametrize(
    ("organisation", "role", "day", "person"),
    [
        ("UN", "secretary-general", "1962-10-24", "U Thant"),
        ("UN", "secretary-general", "2003-03-20", "Kofi Annan"),
        ("NATO", "secretary-general", "1999-03-24", "Javier Solana"),
        ("NATO", "secretary-general", "2022-01-12", "Jens Stoltenberg"),
        ("EU", "high representative", "2005-06-01", "Javier Solana"),
        ("EU", "commission president", "2022-01-12", "Ursula von der Leyen"),
        ("EU", "european council president", "2017-06-01", "Donald Tusk"),
        ("IAEA", "director general", "2003-02-14", "Mohamed ElBaradei"),
        ("OSCE", "secretary-general", "2022-01-13", "Helga Schmid"),
    ],
)
def test_who_led_the_organisation(organisation: str, role: str, day: str, person: str) -> None:
    code = ORGANISATION_CODES[organisation]
    assert holders(code, role, day, organisation) == {person}


@pytest.mark.parametrize(
    ("name", "day", "expected"),
    [
        ("Putin", "1999-09-01", {("RUS", "prime minister")}),
        ("Putin", "2003-06-01", {("RUS", "president")}),
        ("Putin", "2010-06-01", {("RUS", "prime minister")}),
        ("Putin", "2022-02-01", {("RUS", "president")}),
        ("Medvedev", "2010-06-01", {("RUS", "president")}),
        ("Medvedev", "2014-03-01", {("RUS", "prime minister")}),
        ("Medvedev", "2022-02-01", {("RUS", "security council deputy chairman")}),
        ("Sergey Lavrov", "2000-01-01", {("RUS", "un ambassador")}),
        ("Sergey Lavrov", "2008-08-08", {("RUS", "foreign minister")}),
        ("Joe Biden", "2012-06-01", {("USA", "vice president")}),
        ("Joe Biden", "2018-06-01", set()),
        ("Joe Biden", "2022-02-01", {("USA", "president")}),
        ("Condoleezza Rice", "2003-03-20", {("USA", "national security adviser")}),
        ("Condoleezza Rice", "2006-07-01", {("USA", "secretary of state")}),
        ("Kerry", "2014-03-01", {("USA", "secretary of state")}),
        ("Kerry", "2018-03-01", set()),
        ("George Bush", "1984-01-01", {("USA", "vice president")}),
        ("George Bush", "1991-01-17", {("USA", "president")}),
        ("George Bush", "1995-01-01", set()),
        ("George Bush", "2005-01-01", {("USA", "president")}),
        ("Pompeo", "2017-06-01", {("USA", "cia director")}),
        ("Shinzo Abe", "2006-01-01", {("JPN", "chief cabinet secretary")}),
        ("Shinzo Abe", "2007-03-01", {("JPN", "prime minister")}),
        ("Shinzo Abe", "2010-01-01", set()),
        ("Netanyahu", "1997-01-01", {("ISR", "prime minister"), ("ISR", "likud leader")}),
        ("Netanyahu", "2002-12-01", {("ISR", "foreign minister")}),
        ("Netanyahu", "2022-03-01", {("ISR", "opposition leader"), ("ISR", "likud leader")}),
        ("Kirby", "2014-06-01", {("USA", "pentagon spokesperson")}),
        ("Kirby", "2016-06-01", {("USA", "state department spokesperson")}),
        ("Zelenskyy", "2022-02-20", {("UKR", "president")}),
        ("Choe Son Hui", "2019-02-27", {("PRK", "first vice foreign minister")}),
        ("Choe Son Hui", "2023-06-01", {("PRK", "foreign minister")}),
    ],
)
def test_one_name_other_years_other_office(
    name: str, day: str, expected: set[tuple[str, str]]
) -> None:
    assert offices(name, day) == expected
