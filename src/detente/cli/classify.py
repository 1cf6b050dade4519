"""`detente classify`: the relation model on its own, as public benchmarks run it."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

import typer

from detente.cli.inputs import settings_here
from detente.cli.output import say


def register(application: typer.Typer) -> None:
    """Add the command."""
    application.command("classify")(classify)


def classify(
    format_: Annotated[  # noqa: ARG001 - Typer refuses all but the one value
        Literal["jsonl"], typer.Option("--format", help="One JSON object a line, in and out.")
    ] = "jsonl",
) -> int:
    r"""Answer lines {"id", "text", "actor", "recipient"} from standard input, in order.

    Each side is \[start, end], a list of such, or null; a bad line is answered with its error.
    """
    from detente.reading.classify import classify_lines
    from detente.reading.reader import Reader

    settings = settings_here()
    reader = Reader.load(settings.models, settings.actors)
    good = bad = 0
    for answer in classify_lines(sys.stdin.buffer, reader):
        sys.stdout.buffer.write(answer.json + b"\n")
        good, bad = good + answer.ok, bad + (not answer.ok)
    sys.stdout.buffer.flush()
    if bad:
        say(f"{good} answered, {bad} bad (their lines hold the reason)")
    return 2 if bad else 0
