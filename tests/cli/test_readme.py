"""What the README shows is what the program prints."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from .conftest import Run, write

README = Path(__file__).parents[2] / "README.md"
PROMPT = "$ .venv/bin/detente "


def blocks() -> list[str]:
    """The contents of the fenced blocks, in order."""
    return re.findall(r"^```\w*\n(.*?)^```$", README.read_text(encoding="utf-8"), re.M | re.S)


def words(text: str) -> list[str]:
    """What is printed, without the rules and the spaces between columns."""
    return text.replace("─", "").split()


def test_the_example_reads_as_shown(run: Run) -> None:
    (article,) = [block for block in blocks() if block.startswith("Ministers meet")]
    (shown,) = [block for block in blocks() if block.startswith(PROMPT)]
    command, _, output = shown.partition("\n")
    write("strait.txt", article)
    done = run(*shlex.split(command.removeprefix(PROMPT)))
    assert done.code == 0
    assert words(done.out.decode()) == words(output)
