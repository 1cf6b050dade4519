"""The root command: help at once, one line for what is wrong, completion."""

from __future__ import annotations

import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path

import pytest

import detente
from detente.cli import COMMANDS

from .conftest import Run

PROGRAM = [sys.executable, "-m", "detente.cli"]
ROOT_HELP_SECONDS = 0.2
SHARED = {"__init__", "__main__", "inputs", "output", "progress", "workers"}


def test_help_names_every_command(run: Run) -> None:
    for arguments in (["--help"], ["-h"], []):
        done = run(*arguments)
        assert done.code == 0
        for name, line in COMMANDS.items():
            assert f"  {name:<10}{line}".encode() in done.out


def test_every_file_is_a_command_and_every_command_a_file() -> None:
    import detente.cli

    files = {path.stem for path in Path(detente.cli.__path__[0]).glob("*.py")}
    assert files - SHARED == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str, run: Run) -> None:
    done = run(name, "--help")
    assert done.code == 0
    assert f"Usage: detente {name}".encode() in done.out
    assert callable(import_module(f"detente.cli.{name}").register)


def test_root_help_is_there_at_once() -> None:
    def seconds() -> float:
        start = time.perf_counter()
        subprocess.run([*PROGRAM, "--help"], check=True, capture_output=True)  # noqa: S603
        return time.perf_counter() - start

    # The best of five: what is measured is the program, not what else the machine does.
    assert min(seconds() for _ in range(5)) < ROOT_HELP_SECONDS


def test_version(run: Run) -> None:
    assert run("--version").out.decode() == f"detente {detente.__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["raed"], "there is no command 'raed' (the commands are read, brief"),
        (["--verison"], "there is no option '--verison'"),
        (["read"], "Missing argument 'FILES...' (see detente read --help)"),
        (["read", "x", "--format", "xml"], "'--format'"),
        (["read", "x", "--input-format", "docx"], "'--input-format'"),
        (["read", "x", "--qqq"], "No such option: --qqq (see detente read --help)"),
        (["read", "x", "--published", "2022-02-30"], '--published: "2022-02-30" is not a date'),
        (["read", "x", "--published", "soon"], '--published: "soon" is not a date'),
        (["read", "x", "--field", "body"], '--field: "body" is not FIELD=KEY'),
        (["read", "x", "--field", "colour=c"], "--field: a document has no field colour"),
        (["read", "x", "--ledger", "y"], "--ledger: is given without --save (add --save)"),
        (["brief"], "takes either files or --case"),
        (["brief", "x", "--case", "cuba-1962"], "takes either files or --case"),
        (["brief", "--case", "suez"], "no case is called 'suez' (choose from"),
        (["brief", "x", "--as-of", "2022-13-01"], '--as-of: "2022-13-01" is not a day'),
        (["brief", "x", "--dyad", "USA", "ZZZ"], "no state or organisation has the id 'ZZZ'"),
        (["brief", "x", "--dyad", "usa", "USA"], "--dyad: USA is named twice"),
        (["brief", "x", "--format", "pdf"], "'--format'"),
        (["classify", "--format", "csv"], "'--format'"),
        (["ledger"], "Missing command (see detente ledger --help)"),
        (["ledger", "events", "--root", "SHOUT"], "--root: no root is called 'SHOUT'"),
        (["ledger", "events", "--since", "May"], '--since: "May" is not a day'),
        (["ledger", "events"], "detente.duckdb: there is no ledger here"),
        (["cases", "show", "suez"], "no case is called 'suez'"),
    ],
)
def test_what_is_wrong_is_one_line_and_exit_2(arguments: list[str], said: str, run: Run) -> None:
    done = run(*arguments)
    assert done.code == 2
    assert done.out == b""
    assert said in done.err
    assert done.err.startswith("detente: ")
    assert done.err.count("\n") == 1


def test_a_wrong_setting_is_one_line_and_exit_2(run: Run) -> None:
    Path("detente.toml").write_text("legder = 'x'\n", encoding="utf-8")
    done = run("read", "x")
    assert done.code == 2
    assert (
        done.err
        == "detente: detente.toml: unknown key 'legder' (the keys are ledger, actors, models)\n"
    )


def test_shell_completion_knows_the_commands() -> None:
    asked = {"_DETENTE_COMPLETE": "complete_bash", "COMP_WORDS": "detente cl", "COMP_CWORD": "1"}
    done = subprocess.run(PROGRAM, env=asked, capture_output=True, text=True)  # noqa: S603
    assert done.stdout.split() == ["classify"]
