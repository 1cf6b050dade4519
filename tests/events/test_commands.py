"""`detente load` and `detente export` from the command line, and a kill in the middle."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from detente.cli import main
from detente.ledger import Ledger

from .samples import GDELT, ICEWS, line, table

KILLS = int(os.environ.get("DETENTE_KILLS", "4"))
"""Real kills at random moments; a hundred and more are run by hand (DETENTE_KILLS=120)."""


def test_in_and_out(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    given, ledger, out = (tmp_path / name for name in ("e.tab", "l.duckdb", "out.tab"))
    given.write_text(table("icews", ICEWS), encoding="utf-8")
    assert main(["load", str(given), "--ledger", str(ledger)]) == 0
    assert "already there" in capfd.readouterr().out
    options = ["--format", "icews", "--ledger", str(ledger), "--output", str(out)]
    assert main(["export", *options]) == 0
    assert "1 events as icews; not carried over: nothing" in capfd.readouterr().err
    assert out.read_bytes() == given.read_bytes()


def test_rejected_rows_are_listed_and_end_in_2(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    given, ledger = tmp_path / "e.tab", tmp_path / "l.duckdb"
    bad = {**ICEWS, "Event ID": "2", "Event Date": "one day"}
    given.write_text(table("icews", ICEWS, bad), encoding="utf-8")
    assert main(["load", str(given), "--ledger", str(ledger), "--report", "json"]) == 2
    (found,) = json.loads(capfd.readouterr().out)
    assert (found["loaded"], found["rejected"]) == (1, 1)
    assert found["rejects"] == [{"line": 2, "reason": "has no date that can be read"}]


def test_a_file_that_fails_does_not_stop_the_next(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    given, ledger = tmp_path / "e.tab", tmp_path / "l.duckdb"
    given.write_text(table("icews", ICEWS), encoding="utf-8")
    assert main(["load", str(tmp_path / "none"), str(given), "--ledger", str(ledger)]) == 2
    seen = capfd.readouterr()
    assert "none: the file cannot be read" in seen.err
    assert "e.tab" in seen.out


def test_parquet_needs_a_file(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    ledger = tmp_path / "l.duckdb"
    Ledger.open(ledger).close()
    assert main(["export", "--format", "parquet", "--ledger", str(ledger)]) == 2
    assert "--output" in capfd.readouterr().err


def test_a_kill_leaves_whole_files_only(tmp_path: Path) -> None:
    """However a load is killed, each file is in the ledger whole or not at all."""
    size, files = 4000, []
    for number in range(4):
        path = tmp_path / f"part{number}.CSV"
        rows = (line("gdelt2", GDELT, GLOBALEVENTID=f"{number}{n:05}") for n in range(size))
        path.write_text("\n".join(rows) + "\n", encoding="utf-8")
        files.append(str(path))
    random_ = random.Random(11)  # noqa: S311 - when to kill, no secret
    for attempt in range(KILLS):
        ledger = tmp_path / f"l{attempt}.duckdb"
        command = [sys.executable, "-m", "detente.cli", "load", *files, "--ledger", str(ledger)]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603
        time.sleep(random_.uniform(0.3, 1.5))
        process.send_signal(signal.SIGKILL)
        process.wait()
        if not ledger.exists():
            continue
        with Ledger.open(ledger) as opened, opened.querying() as connection:
            counts = connection.execute("SELECT count(*) FROM records GROUP BY load").fetchall()
            loads = connection.execute("SELECT inserted FROM loads").fetchall()
        assert counts == loads == [(size,)] * len(counts)
