"""`detente schema`: the JSON Schema of what is written, generated from the records."""

from __future__ import annotations

import sys
from typing import Any

import msgspec
import typer

from detente.records import Reading

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def register(application: typer.Typer) -> None:
    """Add the group of commands."""
    group = typer.Typer(help="Print the JSON Schema of what is written.")
    group.callback()(lambda: None)  # keeps one command a subcommand
    group.command("reading")(reading)
    application.add_typer(group, name="schema")


def reading() -> None:
    """Print the JSON Schema of one Reading, as `detente read` writes it."""
    sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(reading_schema())) + b"\n")


def reading_schema() -> dict[str, Any]:
    """Generate the schema from the records; it names its dialect."""
    return {"$schema": DIALECT, "title": "Reading", **msgspec.json.schema(Reading)}
