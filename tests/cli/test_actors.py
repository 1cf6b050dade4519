"""`detente actors`: answers, the day after which they end, and faults by file and line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from detente.actors import load_tables
from detente.actors.dyads import heirs, inherit, predecessors
from detente.cli import main
from detente.records import Actor, Signal

ROWS = "text,code,organisation,sector,kind,start,end,source\n"


def test_who_gives_the_office_of_the_day_and_the_rows_behind_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["actors", "who", "Vladimir Putin", "--on", "2010-06-01"]) == 0
    out = capsys.readouterr().out
    assert "role         prime minister" in out
    assert "1998-07-25 - 1999-0" in out
    assert "fsb director" in out


def test_who_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["actors", "who", "the Quad", "--on", "2022-01-01", "--format", "json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["members"] == ["AUS", "IND", "JPN", "USA"]


def test_who_after_the_last_day_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["actors", "who", "Emmanuel Macron", "--on", "2031-01-01"]) == 0
    out = capsys.readouterr().out
    assert "unknown" in out
    assert "role  " not in out


def test_nobody_is_exit_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["actors", "who", "puppies"]) == 1
    assert "puppies" in capsys.readouterr().err


def test_check_counts_and_lists_members(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["actors", "check", "1985-01-01"]) == 0
    assert "offices" in capsys.readouterr().out
    assert main(["actors", "check", "1985-01-01", "--organisation", "WARSAW_PACT"]) == 0
    assert "SUN" in capsys.readouterr().out


def test_check_wants_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["actors", "check", "someday"]) == 2
    assert "someday" in capsys.readouterr().err


def test_lint_of_the_shipped_tables(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["actors", "lint"]) == 0
    assert "no fault" in capsys.readouterr().out


def test_lint_names_the_line_of_a_users_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine").mkdir()
    row = "Red Palace,XXX,,GOV,place,2001-01-01,1999-01-01,mine\n"
    (tmp_path / "mine" / "metonyms.csv").write_text(ROWS + row, encoding="utf-8")
    (tmp_path / "detente.toml").write_text('actors = "mine"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["actors", "lint"]) == 2
    out = capsys.readouterr().out
    assert "metonyms.csv:2: ends 1999-01-01" in out
    assert "metonyms.csv:2: unknown code 'XXX'" in out


def test_predecessors_follow_the_continuing_state_only() -> None:
    tables = load_tables()
    assert predecessors(tables, "RUS") == ("SUN",)
    assert predecessors(tables, "UKR") == ()
    assert set(predecessors(tables, "SRB")) == {"SCG", "YUG"}


def test_a_record_inherits_ids_and_keeps_its_words() -> None:
    to = heirs(load_tables(), ("USA", "RUS"))
    actor = inherit(Actor(text="Moscow", name="Soviet Union", code="SUN"), to)
    assert (actor.text, actor.name, actor.code) == ("Moscow", "Soviet Union", "RUS")
    assert inherit((actor,), {}) == (actor,)
    assert "dyad" in Signal.__struct_fields__
