"""`detente brief`: files or a case in, one page out in every format."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import TALKS, THREAT, Run, lines_of, write


@pytest.fixture
def two() -> Path:
    rows = (
        {"title": "Talks", "text": TALKS, "published": "2021-03-04"},
        {"title": "A warning", "text": THREAT, "published": "2021-04-01"},
    )
    return write("two.jsonl", lines_of(*rows))


def test_a_page_of_files(run: Run, two: Path) -> None:
    done = run("brief", two, "--dyad", "irn", "tur", "--format", "json")
    assert done.code == 0
    page = done.json
    assert page["dyad"] == ["IRN", "TUR"]
    assert page["documents"] == 2
    assert page["written_after_the_event"] is False


def test_nothing_after_the_day_is_known(run: Run, two: Path) -> None:
    arguments = ("brief", two, "--as-of", "2021-03-10", "--format", "json", "--readings", "r.json")
    page = run(*arguments).json
    assert (page["documents"], page["later"]) == (1, 1)
    assert b"Turkish" not in json.dumps(page).encode()
    (reading,) = json.loads(Path("r.json").read_bytes())
    assert reading["document"]["title"] == "Talks"


def test_a_case_says_that_it_was_written_afterwards(run: Run) -> None:
    page = run("brief", "--case", "cuba-1962", "--format", "json").json
    assert page["written_after_the_event"] is True
    assert page["as_of"], "a case has a day to stand on"
    assert page["provenance"]


@pytest.mark.parametrize(
    ("arguments", "begins"),
    [
        (["--output", "b.html"], "<!"),
        (["--output", "b.md"], "#"),
        (["--output", "b.json"], "{"),
        (["--output", "b.md", "--format", "json"], "{"),
    ],
)
def test_the_name_of_the_file_asks_for_a_format(
    run: Run, two: Path, arguments: list[str], begins: str
) -> None:
    done = run("brief", two, *arguments)
    assert done.out == b""
    text = Path(arguments[1]).read_text(encoding="utf-8")
    assert text.startswith(begins)
    assert text.endswith("\n")


def test_the_terminal_page_and_the_web_page_in_one_go(run: Run, two: Path) -> None:
    done = run("brief", two, "--html", "b.html", "--dyad", "IRN", "TUR")
    assert "Turkey" in done.out.decode()
    assert Path("b.html").read_text(encoding="utf-8").lower().startswith("<!doctype html>")


def test_what_was_rejected_is_on_the_page(run: Run, two: Path) -> None:
    done = run("brief", two, write("empty.txt", ""), "--format", "json")
    assert done.code == 2
    assert any("empty.txt" in line for line in done.json["rejected"])
    assert "2 read, 1 rejected" in done.err
