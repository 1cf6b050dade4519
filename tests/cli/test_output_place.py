"""Where output goes: a file takes its place only when it is whole."""

from __future__ import annotations

import json
from pathlib import Path

from detente.cli import main

TEXT = "Chile warned Peru of reprisals on Monday, officials in Santiago said.\n"


def test_the_input_may_be_named_as_output_and_is_read_first(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert main(["read", str(path), "--output", str(path)]) == 0
    assert json.loads(path.read_text("utf-8"))["events"]
    assert [p.name for p in tmp_path.iterdir()] == ["report.txt"]
