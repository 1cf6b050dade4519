"""A command run in this process, in a folder of its own, with the reader loaded once."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from detente.cli import main
from detente.reading.reader import Reader

TALKS = "The foreign ministers of Japan and India met in Delhi on Tuesday for talks about trade."
THREAT = "Iran warned Turkey of reprisals if Turkish troops cross the border again this winter."
FRENCH = (
    "Le ministre des affaires étrangères a rencontré son homologue hier soir pour parler de la "
    "paix dans la région, mais aucun accord n'a été trouvé entre les deux pays."
)


class Outcome(NamedTuple):
    """What a command left behind."""

    code: int
    out: bytes
    err: str

    @property
    def json(self) -> Any:
        """Standard output as one JSON value."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        """Standard output as JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Outcome]


@pytest.fixture(autouse=True)
def in_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(
    reader: Reader, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Run:
    """Run `detente` with these arguments, and with `stdin` where there is something to read."""
    monkeypatch.setattr(Reader, "load", lambda *_places: reader)
    monkeypatch.setenv("COLUMNS", "200")

    def run_command(*arguments: str | Path, stdin: bytes = b"") -> Outcome:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = main([str(argument) for argument in arguments])
        out, err = capsysbinary.readouterr()
        return Outcome(code, out, err.decode())

    return run_command


def write(name: str, content: str | bytes) -> Path:
    """Write a file into the folder that the test runs in."""
    path = Path(name)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def lines_of(*rows: object) -> str:
    """Rows as JSON lines; a string goes in as it stands."""
    return "".join((r if isinstance(r, str) else json.dumps(r)) + "\n" for r in rows)
