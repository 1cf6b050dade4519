"""`detente backtest`: the JSON that is promised, a table, a page, and clear refusals."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from detente.cli import main

from .samples import daily_values, write_daily


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(write_daily(tmp_path_factory.mktemp("bt") / "daily.csv", daily_values()))


def arguments(data: str, *more: str) -> list[str]:
    return ["backtest", "--task", "severe30", "--data", data, "--from", "2019-10-01", *more]


def test_json_has_what_is_promised(data: str, tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    assert main(arguments(data, "--format", "json", "--output", str(target))) == 0
    found = json.loads(target.read_text(encoding="utf-8"))
    assert {"task", "from", "to", "n", "base_rate", "data_sha256", "models", "strata"} <= set(found)
    assert set(found["strata"]) == {"onset", "ongoing", "without_named"}
    ours = found["models"]["detente"]
    assert {"brier", "log", "bss", "auroc", "auroc_within_pair", "auprc", "ece"} <= set(ours)
    assert set(ours["bss"]) == {"climatology", "persistence", "dyad_rate"}
    value, low, high = ours["bss"]["climatology"]
    assert low <= value <= high
    again = tmp_path / "again.json"
    main(arguments(data, "--format", "json", "--output", str(again)))
    assert again.read_bytes() == target.read_bytes()


def test_table_says_in_words_whether_skill_was_shown(data: str, tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    assert main(arguments(data, "--output", str(target))) == 0
    text = target.read_text(encoding="utf-8")
    assert "On onset," in text
    assert "the rate of all" in text


def test_page_stands_alone(data: str, tmp_path: Path) -> None:
    target = tmp_path / "out.html"
    assert main(arguments(data, "--format", "html", "--output", str(target))) == 0
    page = target.read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert "<svg" in page
    assert "http" not in page
    assert "What each sign was worth" in page


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ([], "which task?"),
        (["--task", "war"], "there is no task 'war'"),
        (["--task", "severe30"], "no data are bundled"),
        (["--task", "severe30", "--data", "none.parquet"], "there is no such file"),
    ],
)
def test_refusals_name_the_option(
    options: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backtest", *options]) == 2
    assert message in capsys.readouterr().err


def test_a_day_that_is_none_is_refused(data: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*arguments(data)[:-1], "soon"]) == 2
    assert "--from" in capsys.readouterr().err
