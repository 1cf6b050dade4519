"""The same name on other days, and phrases on their own, in the shipped tables."""

from __future__ import annotations

from datetime import date

import pytest

from detente.actors import ActorIndex, load_tables
from detente.actors.resolver import resolve_name
from detente.records import Actor


@pytest.fixture(scope="module")
def index() -> ActorIndex:
    return ActorIndex.build(load_tables())


def who(name: str, index: ActorIndex, day: str, *about: str) -> Actor:
    actor = resolve_name(name, index, date.fromisoformat(day), about)
    assert actor is not None, f"{name} is nobody on {day}"
    return actor


@pytest.mark.parametrize(
    ("name", "day", "code", "role", "sector"),
    [
        ("Vladimir Putin", "1999-03-01", "RUS", "fsb director", "SPY"),
        ("Vladimir Putin", "2003-06-01", "RUS", "president", "GOV"),
        ("Vladimir Putin", "2010-06-01", "RUS", "prime minister", "GOV"),
        ("Vladimir Putin", "2022-06-01", "RUS", "president", "GOV"),
        ("Dmitry Medvedev", "2010-06-01", "RUS", "president", "GOV"),
        ("Dmitry Medvedev", "2015-06-01", "RUS", "prime minister", "GOV"),
        ("Sergey Lavrov", "2003-06-01", "RUS", "un ambassador", "GOV"),
        ("Sergey Lavrov", "2010-06-01", "RUS", "foreign minister", "GOV"),
        ("Sergei Ivanov", "2003-06-01", "RUS", "defence minister", "GOV"),
        ("Joe Biden", "2010-06-01", "USA", "vice president", "GOV"),
        ("Joe Biden", "2022-06-01", "USA", "president", "GOV"),
        ("Joe Biden", "2025-03-01", "USA", "former president", "ELI"),
        ("Hillary Clinton", "2010-06-01", "USA", "secretary of state", "GOV"),
        ("Hillary Clinton", "2016-06-01", "USA", "former secretary of state", "ELI"),
        ("Colin Powell", "2003-06-01", "USA", "secretary of state", "GOV"),
        ("Colin Powell", "2010-06-01", "USA", "former secretary of state", "ELI"),
        ("Condoleezza Rice", "2003-06-01", "USA", "national security adviser", "GOV"),
        ("Condoleezza Rice", "2007-06-01", "USA", "secretary of state", "GOV"),
        ("Antony Blinken", "2016-06-01", "USA", "deputy secretary of state", "GOV"),
        ("Antony Blinken", "2022-01-21", "USA", "secretary of state", "GOV"),
        ("Donald Trump", "2018-06-01", "USA", "president", "GOV"),
        ("Donald Trump", "2022-06-01", "USA", "former president", "ELI"),
        ("Donald Trump", "2025-03-01", "USA", "president", "GOV"),
        ("Angela Merkel", "2010-06-01", "DEU", "chancellor", "GOV"),
        ("Angela Merkel", "2022-06-01", "DEU", "former chancellor", "ELI"),
        ("Olaf Scholz", "2022-06-01", "DEU", "chancellor", "GOV"),
        ("Frank-Walter Steinmeier", "2007-06-01", "DEU", "foreign minister", "GOV"),
        ("Frank-Walter Steinmeier", "2022-06-01", "DEU", "president", "GOV"),
        ("Nicolas Sarkozy", "2010-06-01", "FRA", "president", "GOV"),
        ("Nicolas Sarkozy", "2022-06-01", "FRA", "former president", "ELI"),
        ("Dominique de Villepin", "2003-03-01", "FRA", "foreign minister", "GOV"),
        ("Dominique de Villepin", "2006-03-01", "FRA", "prime minister", "GOV"),
        ("Gordon Brown", "2009-06-01", "GBR", "prime minister", "GOV"),
        ("Boris Johnson", "2017-06-01", "GBR", "foreign secretary", "GOV"),
        ("Boris Johnson", "2021-06-01", "GBR", "prime minister", "GOV"),
        ("Recep Tayyip Erdogan", "2010-06-01", "TUR", "prime minister", "GOV"),
        ("Recep Tayyip Erdogan", "2022-06-01", "TUR", "president", "GOV"),
        ("Abdullah Gul", "2005-06-01", "TUR", "foreign minister", "GOV"),
        ("Abdullah Gul", "2010-06-01", "TUR", "president", "GOV"),
        ("Benjamin Netanyahu", "1997-06-01", "ISR", "prime minister", "GOV"),
        ("Benjamin Netanyahu", "2010-06-01", "ISR", "prime minister", "GOV"),
        ("Ariel Sharon", "2003-06-01", "ISR", "prime minister", "GOV"),
        ("Shimon Peres", "2010-06-01", "ISR", "president", "GOV"),
        ("Shinzo Abe", "2006-03-01", "JPN", "chief cabinet secretary", "GOV"),
        ("Shinzo Abe", "2014-06-01", "JPN", "prime minister", "GOV"),
        ("Wang Yi", "2022-06-01", "CHN", "foreign minister", "GOV"),
        ("Hu Jintao", "2010-06-01", "CHN", "president", "GOV"),
        ("Ban Ki-moon", "2005-06-01", "KOR", "foreign minister", "GOV"),
    ],
)
def test_same_person_other_years_other_office(
    index: ActorIndex, name: str, day: str, code: str, role: str, sector: str
) -> None:
    actor = who(name, index, day)
    assert (actor.code, actor.role, actor.sector) == (code, role, sector)


def test_office_of_a_body_goes_with_its_organisation(index: ActorIndex) -> None:
    actor = who("Ban Ki-moon", index, "2010-06-01")
    assert (actor.code, actor.organisation, actor.role) == ("UNO", "UN", "secretary-general")


def test_after_the_tables_last_day_the_role_is_left_open(index: ActorIndex) -> None:
    actor = who("Emmanuel Macron", index, "2031-01-01")
    assert (actor.code, actor.role) == ("FRA", None)


@pytest.mark.parametrize(
    ("phrase", "code", "sector"),
    [
        ("Muslim leaders in France", "FRA", "REL"),
        ("a former White House official", "USA", "ELI"),
        ("Kharkiv police", "UKR", "COP"),
        ("Shanghai authorities", "CHN", "GOV"),
        ("rebels in northern Syria", "SYR", "REB"),
        ("diplomats in Geneva", "---", "GOV"),
        ("Ankara", "TUR", "GOV"),
        ("gangster", "---", "CRM"),
    ],
)
def test_phrases_on_their_own(index: ActorIndex, phrase: str, code: str, sector: str) -> None:
    actor = who(phrase, index, "2022-01-21")
    assert (actor.code if actor.kind != "place" else "---", actor.sector) == (code, sector)


def test_what_a_text_is_about_settles_a_shared_name(index: ActorIndex) -> None:
    assert who("police in Tripoli", index, "2022-01-21").code == "LBY"
    assert resolve_name("puppies", index, None) is None
