"""`detente cases`: the bundled demonstration cases, listed or printed as documents."""

from __future__ import annotations

import sys
from typing import Annotated

import msgspec
import typer

from detente.cases import CASES, load_case


def register(application: typer.Typer) -> None:
    """Add the group of commands."""
    group = typer.Typer(help="List and print the bundled demonstration cases.")
    group.callback(invoke_without_command=True)(list_cases)
    group.command("show")(show)
    application.add_typer(group, name="cases")


def list_cases(context: typer.Context) -> None:
    """List the bundled cases: name, period, reports, title."""
    if context.invoked_subcommand is not None:
        return
    for name in CASES:
        case = load_case(name)
        period = f"{case.from_} to {case.to}"
        typer.echo(f"{name:<16}{period:<26}{len(case.reports):>3} reports  {case.title}")
    typer.echo(
        "\nWritten by a language model after the events; they prove nothing about foresight."
    )
    typer.echo(f"Try: detente brief --case {next(iter(CASES))}")


def show(name: Annotated[str, typer.Argument(metavar="NAME")]) -> None:
    """Print the reports of a case as JSON lines, which `detente read` takes."""
    for report in load_case(name).reports:
        fields = {
            "title": report.title,
            "published": report.published,
            "source": report.source,
            "text": body(report.title, report.text),
        }
        sys.stdout.buffer.write(msgspec.json.encode(fields) + b"\n")
    sys.stdout.buffer.flush()


def body(title: str | None, text: str) -> str:
    """The text of a document without its title."""
    return text.removeprefix(f"{title}\n\n") if title else text
